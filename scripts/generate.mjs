// `npm run generate` writes every generated file; with --check it only says which are stale and exits 1.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';
import { cloudsPage } from './generate-clouds.mjs';
import { configSchema } from './generate-config-schema.mjs';
import { constructsPage } from './generate-constructs.mjs';
import { lawPage, loopTable, lawsPage } from './generate-docs.mjs';
import { guidePage } from './generate-guides.mjs';
import { lawIndex } from './generate-laws.mjs';
import { parityPage } from './generate-parity.mjs';
import { readinessPage } from './generate-readiness.mjs';
import { reportsPage } from './generate-reports.mjs';
import { tableSource } from './generate-schema.mjs';
import { shapeTables } from './generate-shapes.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const isCheck = process.argv.includes('--check');
const stale = [];

function write(file, after) {
  const path = join(root, file);
  if (existsSync(path) && readFileSync(path, 'utf8') === after) return;
  stale.push(file);
  if (isCheck) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, after);
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true }).filter((e) => e.isFile()).map((e) => relative(root, join(e.parentPath, e.name)));
}

write('src/graph/schema/table.ts', tableSource());
for (const [file, text] of shapeTables(root)) write(file, text);
// The index comes first: everything else is made from the laws it lists.
write('src/laws/index.ts', lawIndex(join(root, 'src/laws')));
const load = createJiti(import.meta.url, { moduleCache: false });
const { laws } = await load.import('../src/laws/index.ts');
const { SIGNATURES } = await load.import('../src/signature.ts');

write('src/config/config.schema.json', configSchema(laws));
const pages = new Map(laws.map((law) => [`docs/laws/${law.id}.md`, lawPage(law, law.signature && { ...SIGNATURES[law.signature], ...law.shows }, join(root, 'test/laws', law.id))]));
pages.set('docs/laws/README.md', lawsPage(laws));
for (const [file, text] of pages) write(file, text);
for (const file of filesBelow(join(root, 'docs/laws')).filter((f) => !pages.has(f))) {
  stale.push(file);
  if (!isCheck) rmSync(join(root, file));
}

const { otherPage, runbookPage, runbooksPage } = await load.import('../src/runbook/markdown.ts');
write('docs/runbooks/README.md', runbooksPage());
for (const id of Object.keys(SIGNATURES)) write(`docs/runbooks/${id}.md`, runbookPage(id, (law) => `../laws/${law}.md`));
write('docs/runbooks/other.md', otherPage((law) => `../laws/${law}.md`));

write('docs/parity.md', parityPage(JSON.parse(readFileSync(join(root, 'docs/parity.json'), 'utf8')), laws));

const reports = readFileSync(join(root, 'docs/reports.md'), 'utf8');
write('docs/reports.md', await reportsPage(reports, join(root, 'test/report/docs/shop.yaml'), (module) => load.import(`../src/${module}`)));

write('docs/clouds.md', await cloudsPage(readFileSync(join(root, 'docs/clouds.md'), 'utf8'), load));

write('docs/readiness.md', await readinessPage(readFileSync(join(root, 'docs/readiness.md'), 'utf8'), root, (module) => load.import(`../src/${module}`)));

for (const file of filesBelow(join(root, 'docs/constructs'))) write(file, await constructsPage(readFileSync(join(root, file), 'utf8'), root, load));

for (const file of filesBelow(join(root, 'docs')).filter((f) => f.endsWith('.md'))) {
  const page = readFileSync(join(root, file), 'utf8');
  if (page.includes('<!-- made: ')) write(file, await guidePage(page, relative('docs', file), (module) => load.import(`../src/${module}`)));
}

const readme = join(root, 'README.md');
if (existsSync(readme)) {
  const [start, end] = ['<!-- laws -->', '<!-- /laws -->'];
  const text = readFileSync(readme, 'utf8');
  const [head, rest] = text.split(start);
  if (rest !== undefined) write('README.md', `${head}${start}\n${loopTable(laws, 'docs/laws/README.md')}\n${end}${rest.split(end)[1]}`);
}

for (const file of stale) console.log(`${isCheck ? 'stale' : 'wrote'} ${file}`);
if (isCheck && stale.length > 0) process.exitCode = 1;
