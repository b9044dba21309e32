import { afterEach, describe, expect, test, vi } from 'vitest';
import { explainCommand } from '../../src/cli/explain';
import { laws } from '../../src/laws';
import { SYMPTOMS } from '../../src/runbook/runbook';

const { isTTY, columns } = process.stdout;

/** What is written to a terminal of so many columns; `null`: to a pipe. */
function told(text: string, width: number | null): readonly string[] {
  Object.assign(process.stdout, { isTTY: width !== null, columns: width ?? undefined });
  let out = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => { out += String(chunk); return true; });
  expect(explainCommand(text)).toBe(0);
  vi.restoreAllMocks();
  return out.trimEnd().split('\n');
}

afterEach(() => { Object.assign(process.stdout, { isTTY, columns }); });

/** Lines that are too long, save those that are one word after their name, and commands, which are copied. */
function tooLong(lines: readonly string[], width: number): readonly string[] {
  const commands = new Set(SYMPTOMS.flatMap((symptom) => symptom.commands.map(({ run }) => run)));
  return lines.filter((line) => line.length > width && !commands.has(line.trim()) && !/^(?:\s*(?:\w+ +)?\S+|See also: .*|The whole runbook: .*|.* {2}\(.*\))$/.test(line));
}

describe('explain at a terminal', () => {
  test.each([[40, 40], [60, 60], [100, 100], [250, 100]])('of %i columns stays within %i, and breaks no command', (width, most) => {
    for (const { id } of laws) expect(tooLong(told(id, width), most), id).toEqual([]);
    for (const { words: [text], commands } of SYMPTOMS) {
      const lines = told(text!, width);
      expect(tooLong(lines, most), text).toEqual([]);
      for (const { run } of commands) expect(lines).toContain(`     ${run}`);
    }
  });

  test('that says no width has a hundred columns; a pipe has each text on a line', () => {
    const whole = told('Pending', null);
    expect(told('Pending', 0)).toEqual(told('Pending', 100));
    expect(whole.join('\n').replaceAll(/\s+/g, ' ')).toBe(told('Pending', 40).join('\n').replaceAll(/\s+/g, ' '));
    for (const { means } of SYMPTOMS.find(({ id }) => id === 'pod-pending')!.decisions) expect(whole).toContain(`    means  ${means}`);
  });
});
