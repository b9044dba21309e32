import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EVERYTHING, READ_PODS, binding, listOf, role } from '../audit/dumps';
import { folder, looplaw } from './command';

const READER = [role('reader', [READ_PODS]), binding('ci', 'ClusterRole reader', ['ServiceAccount shop/ci'])];
const ADMIN = [...READER, role('admin', [EVERYTHING]), binding('bob', 'ClusterRole admin', ['User bob'])];
const cwd = folder({ 'last.json': listOf(...READER), 'now.json': listOf(...ADMIN), 'half.json': listOf(role('reader', [READ_PODS])) });
const rbac = (...args: string[]) => looplaw(['audit', 'rbac', ...args], { cwd });

describe('looplaw audit rbac', () => {
  test.each<[string, string[], number]>([
    ['nobody has powers', ['last.json'], 0],
    ['somebody has powers', ['now.json'], 1],
    ['somebody has, and that is known', ['now.json', '--fail-on', 'never'], 0],
    ['nothing was gained', ['now.json', '--since', 'now.json'], 0],
    ['something was gained', ['now.json', '--since', 'last.json'], 1],
    ['something was lost', ['last.json', '--since', 'now.json'], 0],
    ['half of a dump', ['half.json'], 2],
    ['no such file', ['gone.json'], 2],
    ['no file at all', [], 2],
    ['gained since when', ['now.json', '--fail-on', 'gained'], 2],
    ['two dumps on one pipe', ['-', '--since', '-'], 2],
    ['a report in place of a dump', ['now.json', '-o', 'now.json'], 2],
  ])('%s: %o exits %i', (_, args, code) => {
    expect(rbac(...args).code).toBe(code);
  });

  test('reads a pipe, tells what is new, and writes a file', () => {
    const piped = looplaw(['audit', 'rbac', '-', '--since', 'last.json'], { cwd, input: listOf(...ADMIN) });
    expect(piped.out).toContain('Since last.json: 1 gained, 0 lost\n  + User bob, in the whole cluster: * *.*');
    expect(rbac('now.json', '-f', 'json', '-o', 'report.json')).toMatchObject({ code: 1, out: '' });
    expect(JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'))).toMatchObject({ version: 1, verdict: 'fail' });
  });
});
