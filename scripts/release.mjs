// `npm run release:check [-- TAG] [-- --out DIR]`: what a release would be, without making one. Are version, changelog, tag and lock of one mind, does the
// package hold exactly what users need, does the bill of materials name all that comes with it? With --out the notes and the bill are written there.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { packedFiles, packageProblems } from './release/package.mjs';
import { billProblems, runtimeBill } from './release/bill.mjs';
import { releaseNotes, versionProblems } from './release/version.mjs';

const { positionals: [tag], values: { out, root } } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' }, root: { type: 'string', default: join(dirname(fileURLToPath(import.meta.url)), '..') } },
});
const read = (file) => readFileSync(join(root, file), 'utf8');
const { name, version, homepage } = JSON.parse(read('package.json'));
let failures = 0;

/** One line for a question, and one for each thing that is wrong. */
function answer(question, problems) {
  failures += problems.length;
  console.log(`${problems.length === 0 ? 'ok' : 'FAILED'}  ${question}`);
  for (const problem of problems) console.log(`        ${problem}`);
}

answer(`${name} ${version}: package, lock, changelog, action${tag === undefined ? '' : ` and tag ${tag}`} agree`, versionProblems(read, tag));
// What is no release needs no package.
if (failures > 0) process.exit(1);
const files = packedFiles(root);
answer(`the package holds what users need and nothing else (${files.length} files)`, packageProblems(root, files));
const bill = runtimeBill(root);
answer(`the bill of materials names what comes with it (${bill.components.length} packages)`, billProblems(bill, root));

if (out !== undefined && failures === 0) {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'notes.md'), releaseNotes(read('CHANGELOG.md'), version, homepage.replace(/#.*$/, '')));
  writeFileSync(join(out, `${name}-${version}.cdx.json`), `${JSON.stringify(bill, null, 2)}\n`);
}
process.exitCode = failures > 0 ? 1 : 0;
