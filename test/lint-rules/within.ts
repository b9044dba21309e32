import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Linter } from 'eslint';
import { expect } from 'vitest';
import type { Config } from '../../src/config/config';
import type { Finding } from '../../src/finding';
import { laws } from '../../src/laws';
import { messageOf } from '../../src/report/words';
import { lint } from './lint';

/** Everything is asked, the platform's business too. */
export const CONFIG: Config = { preset: 'strict', role: 'platform' };
const byId = new Map(laws.map((law) => [law.id as string, law]));
export const ALL = Object.fromEntries(laws.map(({ id }) => [`looplaw/${id}`, 'error' as const]));

/** What is told of a source file must be among the findings of what it synthesizes; how much that is, stands beside it. */
export function expectWithin(path: string, findings: readonly Finding[], linted = lintAlone(path), file = path.replace(/\.ts$/, '.txt')): void {
  const due = findings.filter(({ severity, law }) => severity !== 'info' || onlyAdvises(law)).map((f) => `${f.law} ${messageOf(f, byId.get(f.law))}`);
  const editor = toldIn(linted);
  const wrong = editor.filter(({ reserved, pattern }) => !reserved && !due.some((d) => pattern.test(d)));
  expect(wrong.map(({ text: told }) => told)).toEqual([]);
  const unseen = due.filter((d) => !editor.some(({ pattern }) => pattern.test(d)));
  const now = `seen ${due.length - unseen.length} of ${due.length}\n${counted(unseen.map((d) => d.split(' ', 1).join())).map((law) => `unseen: ${law}\n`).join('')}${editor.map(({ text: told }) => `told: ${told}\n`).join('')}`;
  if (process.env['UPDATE'] === '1') writeFileSync(file, now);
  expect(now).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '');
}

function lintAlone(path: string): readonly Linter.LintMessage[] {
  return lint(readFileSync(path, 'utf8'), basename(path), ALL, CONFIG);
}

function counted(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].sort().map((id) => `${id} (${ids.filter((other) => other === id).length})`);
}

function onlyAdvises(id: string): boolean {
  return Object.values(byId.get(id)?.messages ?? {}).every(({ severity }) => (typeof severity === 'string' ? severity : severity.strict) === 'info');
}

interface Told {
  readonly text: string;
  /** Is it said with a reservation? */
  readonly reserved: boolean;
  /** What synthesis says of the same, whatever names it makes. */
  readonly pattern: RegExp;
}

function toldIn(linted: readonly Linter.LintMessage[]): readonly Told[] {
  return linted.map((m) => {
    expect(m.fatal ?? false, m.message).toBe(false);
    const message = m.message.replace(/ \(unless a .* elsewhere cures it\)$/, '');
    const pattern = escaped(`${m.ruleId?.replace('looplaw/', '')} ${message}`).replace(/[\w-]*\\\*/g, '\\S*')
      // The chart has a namespace, which only synthesis knows.
      .replace(/\b([A-Z]\w+) (?=[\w\\])/g, '$1 (?:[\\w-]+/)?')
      // Below a construct, cdktf adds a hash to the name of a block.
      .replace(/\b([a-z]+_[a-z_]+\\\.)([\w-]+)/g, '$1(?:[\\w-]+_)?$2(?:_[0-9A-F]{8})?');
    return { text: `${m.line}:${m.column} ${m.ruleId?.replace('looplaw/', '')} ${m.message}`, reserved: message !== m.message, pattern: new RegExp(`^${pattern}$`) };
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
