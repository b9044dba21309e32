// What is in the package: all that its entries lead to, and nothing that only we need.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** What may be packed: code in entries and the chunks they share, types, the schema, and what npm shows. */
const MAY = [/^package\.json$/, /^(?:README|CHANGELOG)\.md$/, /^LICENSE$/, /^lib\/[a-z0-9-]+\.js$/, /^lib\/(?:constructs\/[a-z0-9-]+|chunks\/[\w-]+)\.js$/, /^lib\/(?:src|constructs|lint-rules)\/(?:[\w-]+\/)*[\w.-]+\.d\.ts$/, /^lib\/config\.schema\.json$/];
const MUST = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE'];

/** Paths of what `npm pack` would pack, with their sizes in bytes. Nothing is written and no script runs. */
export function packedFiles(root) {
  const [{ files }] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  return files.map(({ path, size }) => ({ path, size }));
}

/** What is packed and should not be, and what is not packed and should be. */
export function packageProblems(root, files) {
  const packed = new Set(files.map(({ path }) => path));
  const { exports, bin, main, types } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const entries = [main, types, ...Object.values(bin), ...Object.values(exports).flatMap((entry) => (typeof entry === 'string' ? [entry] : Object.values(entry)))].map((path) => posix.normalize(path));
  return [
    ...[...packed].filter((path) => !MAY.some((pattern) => pattern.test(path))).map((path) => `${path} is packed, and nobody needs it`),
    ...[...new Set([...MUST, ...entries])].filter((path) => !packed.has(path)).map((path) => `${path} is not packed`),
    ...[...packed].filter((path) => /\.(?:js|d\.ts)$/.test(path)).flatMap((path) => importsOf(readFileSync(join(root, path), 'utf8'))
      .filter((target) => !isPacked(posix.join(posix.dirname(path), target), packed)).map((target) => `${path} imports ${target}, which is not packed`)),
    ...files.filter(({ size }) => size === 0).map(({ path }) => `${path} is empty`),
  ];
}

/** Relative modules a file asks for. */
function importsOf(text) {
  return Array.from(text.matchAll(/(?:\bfrom |\brequire\(|\bimport\()["'](\.{1,2}\/[^"']+)["']/g), ([, target]) => target);
}

function isPacked(target, packed) {
  return [target, `${target}.d.ts`, target.replace(/\.js$/, '.d.ts'), `${target}/index.d.ts`].some((path) => packed.has(path));
}
