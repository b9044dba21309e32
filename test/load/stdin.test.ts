import { spawn, spawnSync, type StdioOptions } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.join(__dirname, '../..');
const object = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';

/** A process that loads its arguments and prints what it found. */
const script = (paths: string[], options: object = {}): string[] => ['-e', `
  const { loadPaths } = require('jiti').createJiti(process.cwd() + '/x.js')('./src/load/load.ts');
  const { files, resources, errors } = loadPaths(${JSON.stringify(paths)}, ${JSON.stringify(options)});
  console.log(JSON.stringify({ files, found: resources.map(({ name, origin }) => origin.file + ' ' + name), errors: errors.map(({ file, code }) => file + ' ' + code) }));
`];

function run(paths: string[], input: string | null, options: object = {}): unknown {
  const stdio: StdioOptions = [input === null ? 'ignore' : 'pipe', 'pipe', 'inherit'];
  const { stdout } = spawnSync(process.execPath, script(paths, options), { cwd: root, input: input ?? undefined, stdio, encoding: 'utf8' });
  return JSON.parse(stdout);
}

test('standard input, under its own or a given name', () => {
  expect(run(['-'], object)).toEqual({ files: 1, found: ['<stdin> a'], errors: [] });
  expect(run(['-'], object, { stdinFilename: 'chart.yaml' })).toEqual({ files: 1, found: ['chart.yaml a'], errors: [] });
  expect(run(['/dev/stdin'], object)).toMatchObject({ errors: [] });
});

test('nothing comes', () => {
  expect(run(['-'], '')).toMatchObject({ found: [], errors: ['<stdin> no-input'] });
  expect(run(['-'], null)).toMatchObject({ found: [], errors: ['<stdin> no-input'] });
});

test('too much comes', () => {
  expect(run(['-'], object.repeat(5000), { maxBytes: 100_000 })).toMatchObject({ found: [], errors: ['<stdin> too-large'] });
});

test('it comes slowly, through a pipe that does not block', async () => {
  const child = spawn(process.execPath, script(['-']), { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (chunk) => { printed += String(chunk); });
  for (const line of object.split(/(?<=\n)/)) {
    await new Promise((resolve) => setTimeout(resolve, 150));
    child.stdin.write(line);
  }
  child.stdin.end();
  await new Promise((resolve) => child.once('close', resolve));
  expect(JSON.parse(printed)).toEqual({ files: 1, found: ['<stdin> a'], errors: [] });
});

test('it is closed', () => {
  const shell = spawnSync('sh', ['-c', '"$0" "$@" <&-', process.execPath, ...script(['-'])], { cwd: root, encoding: 'utf8' });
  expect(JSON.parse(shell.stdout)).toMatchObject({ found: [], errors: [expect.stringContaining('no-input')] });
});
