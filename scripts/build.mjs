// Builds lib/: types by tsc, and the code of all entries as a few chunks they share, because 600 small files cost start-up time and space.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import ts from 'typescript';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
rmSync(join(root, 'lib'), { recursive: true, force: true });
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });

const { exports: entries } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
keepReachable(Object.values(entries).flatMap(({ types }) => types ?? []).map((file) => join(root, file)));

const bundle = await rolldown({
  cwd: root,
  input: {
    looplaw: 'src/cli/main.ts',
    index: 'src/index.ts',
    cdk8s: 'src/gates/cdk8s.ts',
    cdktf: 'src/gates/cdktf.ts',
    constructs: 'constructs/index.ts',
    'constructs-aws': 'constructs/aws/index.ts',
    'constructs-azure': 'constructs/azure/index.ts',
    eslint: 'lint-rules/index.ts',
    logger: 'constructs/logger.ts',
  },
  platform: 'node',
  external: (id) => !id.startsWith('.') && !isAbsolute(id),
  // No chunk imports the command's own file, which runs when it is loaded.
  preserveEntrySignatures: 'strict',
  plugins: [{ name: 'ascii', generateBundle: (_, files) => Object.values(files).forEach(inAscii) }],
});
// Code the command keeps for its next run can not import, only require.
const output = { dir: join(root, 'lib'), format: 'cjs', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js', dynamicImportInCjs: false, comments: false };
const groups = groupsOf((await bundle.generate(output)).output);
await bundle.write({
  ...output,
  codeSplitting: { groups },
  banner: ({ name }) => (name === 'looplaw' ? '#!/usr/bin/env node' : ''),
});
await bundle.close();
// For editors, which look for it by its path.
copyFileSync(join(root, 'src/config/config.schema.json'), join(root, 'lib/config.schema.json'));
chmodSync(join(root, 'lib/looplaw.js'), 0o755);

/** Where a single sign is not of ASCII, Node decodes a file slowly, and V8 holds it in twice the space. */
function inAscii(chunk) {
  chunk.code = chunk.code.replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * What every check needs is one chunk, because finding and opening thirty takes longer than reading one. What also loads without
 * it, for the command's own options or for constructs, stays apart.
 */
function groupsOf(chunks) {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const within = (name, seen = new Set()) => {
    if (!byName.has(name) || seen.has(name)) return seen;
    byName.get(name).imports.forEach((imported) => within(imported, seen.add(name)));
    return seen.add(name);
  };
  const modulesIn = (names) => new Set(names.flatMap((name) => byName.get(name).moduleIds ?? []));
  const modulesBelow = (name) => modulesIn([...within(name)].filter((file) => file !== name));
  const chunkOf = (module) => chunks.find(({ moduleIds }) => moduleIds?.includes(join(root, module))).fileName;
  const group = (name, priority, modules) => ({ name, priority, test: (id) => modules.has(id) });
  const run = join(root, 'src/cli/run.ts');
  return [
    group('start', 5, modulesBelow('looplaw.js')),
    // Without the command line itself: who shares some of this with it must not load commander.
    group('command', 4, new Set([...modulesIn([...within(chunkOf('src/cli/run.ts'))])].filter((module) => module !== run))),
    group('run', 3, new Set([run])),
    group('shared', 2, modulesBelow('constructs.js')),
    group('core', 1, modulesBelow(chunkOf('src/cli/check.ts'))),
  ];
}

/** Removes the types no entry leads to: most are of laws, which nobody imports by themselves. */
function keepReachable(files) {
  const reached = new Set();
  const queue = [...files];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'));
    queue.push(...importedFiles.filter(({ fileName }) => fileName.startsWith('.')).map(({ fileName }) => declarationOf(resolve(dirname(file), fileName))));
  }
  for (const entry of readdirSync(join(root, 'lib'), { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !reached.has(file)) rmSync(file);
  }
}

function declarationOf(path) {
  return [`${path.replace(/\.js$/, '')}.d.ts`, join(path, 'index.d.ts')].find((file) => existsSync(file)) ?? path;
}
