import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, looplaw } from './command';

describe('runbook', () => {
  test('prints all, or those that are asked for, each once', () => {
    const heads = (args: readonly string[]): readonly string[] => looplaw(['runbook', ...args]).out.match(/^# S[\dy]/gm) ?? [];
    expect(heads([])).toEqual(['# S1', '# S2', '# S3', '# S4', '# S5', '# S6', '# Sy']);
    expect(heads(['S4', 's1', 'S4'])).toEqual(['# S4', '# S1']);
    expect(heads(['Other'])).toEqual(['# Sy']);
    expect(heads(['storage', 'control-plane', 'S4'])).toEqual(['# S4', '# S5']);
  });

  test('writes a file for each, and a page that leads to them', () => {
    const out = join(folder({}), 'new/runbooks');
    expect(looplaw(['runbook', '--out', out])).toEqual({ code: 0, signal: null, out: '', err: '' });
    expect(readdirSync(out).sort()).toEqual(['README.md', 'S1.md', 'S2.md', 'S3.md', 'S4.md', 'S5.md', 'S6.md', 'other.md']);
    expect(readFileSync(join(out, 'S4.md'), 'utf8')).toBe(looplaw(['runbook', 'S4']).out);
    const links = [...readFileSync(join(out, 'README.md'), 'utf8').matchAll(/\]\(((?:S\d|other)\.md)(?:#([a-z-]+))?\)/g)];
    expect(links.length).toBeGreaterThan(25);
    for (const [, file, anchor] of links) if (anchor !== undefined) expect(readFileSync(join(out, file!), 'utf8')).toContain(`<a id="${anchor}"></a>`);
  });

  test('writes only what is asked for', () => {
    const out = folder({});
    looplaw(['runbook', 'S2', '--out', out]);
    expect(readdirSync(out)).toEqual(['S2.md']);
  });

  test('refuses a signature there is not, and a folder it can not make', () => {
    expect(looplaw(['runbook', 'S7'])).toMatchObject({ code: 2, out: '', err: 'looplaw: there is no signature S7; signatures are S1, S2, S3, S4, S5, S6, and other is what none of them explains\n' });
    expect(looplaw(['runbook', ''])).toMatchObject({ code: 2, out: '', err: 'looplaw: no signature is named; signatures are S1, S2, S3, S4, S5, S6, and other is what none of them explains; looplaw runbook alone prints all of them\n' });
    expect(looplaw(['explain', 'other'])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('; looplaw runbook other prints what no signature explains\n') as string });
    expect(looplaw(['runbook', 'imagepullbackoff']).err).toContain('; looplaw explain ImagePullBackOff tells of that symptom\n');
    expect(looplaw(['runbook', 'S1', '--out', ''])).toMatchObject({ code: 2, out: '', err: 'looplaw: --out names no folder\n' });
    const file = join(folder({}), 'file');
    writeFileSync(file, '');
    expect(looplaw(['runbook', '--out', file])).toMatchObject({ code: 2, out: '' });
    expect(looplaw(['runbook', '--out', file]).err).toContain('runbooks can not be written to');
  });

  test.runIf(process.platform === 'linux')('ends where a file system takes no folder (skipped off Linux: it needs /proc)', () => {
    expect(looplaw(['runbook', '--out', '/proc/runbooks/loops'])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('runbooks can not be written to') as string });
  });
});
