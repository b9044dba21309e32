// `npm run bench [-- --corpus DIR]`: cold start, throughput and growth of the built command, in CPU time of the whole process.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './command.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = join(root, 'lib/looplaw.js');
const shop = readFileSync(join(root, 'examples/domino/fixed/shop.yaml'), 'utf8');
const documents = shop.split(/^---$/m);

/** The run of middle cost among some. */
function time(args, runs, env = {}) {
  return Array.from({ length: runs }, () => run(args, { env })).toSorted((a, b) => a.cpu - b.cpu)[Math.floor(runs / 2)];
}

/** A folder of that many objects: copies of the example under namespaces of their own, 200 documents a file. */
function replicas(objects) {
  const folder = mkdtempSync(join(tmpdir(), 'looplaw-bench-'));
  const copies = Math.ceil(objects / documents.length);
  for (let from = 0, file = 0; from < copies; from += 10, file += 1) {
    const text = Array.from({ length: Math.min(10, copies - from) }, (_, i) =>
      shop.replaceAll('namespace: shop', `namespace: shop-${from + i}`).replaceAll('name: shop\n', `name: shop-${from + i}\n`).replaceAll('fast-on-demand', `fast-${from + i}`)).join('---\n');
    writeFileSync(join(folder, `${file}.yaml`), text);
  }
  return { folder, objects: copies * documents.length };
}

/** What the first slice took on 2 cores under Node 20.20, to be held against on such a machine; ratios compare anywhere. */
const SLICE = { start: '2.1 to 2.3 x', 1008: '0.42 s', 3010: '0.74 s', 10_010: '1.56 s', 30_002: '3.57 s', corpus: '2.4 to 2.5 s for 6079 objects' };

function row(name, value, slice) {
  console.log(`${name.padEnd(40)} ${value}${slice === undefined ? '' : `   (slice: ${slice})`}`);
}

console.log('Medians; CPU = user + system time of the whole process.\n');
const empty = time(['-e', '0'], 9);
const one = [bin, 'check', join(root, 'examples/domino/fixed/shop.yaml'), '-f', 'json', '--no-config'];
const single = time(one, 9);
const first = time(one, 9, { NODE_DISABLE_COMPILE_CACHE: '1' });
row('node -e 0', `${(empty.cpu * 1000).toFixed(0)} ms CPU`);
row(`check of one file, ${documents.length} objects`, `${(single.cpu * 1000).toFixed(0)} ms CPU = ${(single.cpu / empty.cpu).toFixed(2)} x node -e 0`, SLICE.start);
row('  where no earlier run kept its code', `${(first.cpu * 1000).toFixed(0)} ms CPU = ${(first.cpu / empty.cpu).toFixed(2)} x node -e 0`);

const points = [1000, 3000, 10_000, 30_000].map((n) => {
  const { folder, objects } = replicas(n);
  const { cpu, wall } = time([bin, 'check', folder, '-f', 'json', '--no-config'], 3);
  rmSync(folder, { recursive: true });
  row(`check of ${objects} objects`, `${cpu.toFixed(2)} s CPU, ${wall.toFixed(2)} s wall, ${Math.round(objects / cpu)} objects per CPU second`, SLICE[objects]);
  return { objects, cpu };
});
const slope = (a, b) => Math.log(b.cpu / a.cpu) / Math.log(b.objects / a.objects);
row('growth, log-log slope 1k to 30k', slope(points[0], points.at(-1)).toFixed(2));
row('growth, log-log slope 10k to 30k', slope(points[2], points.at(-1)).toFixed(2));

const at = process.argv.indexOf('--corpus');
if (at > 0) {
  const corpus = process.argv[at + 1];
  const report = JSON.parse(spawnSync(process.execPath, [bin, 'check', corpus, '-f', 'json', '--no-config'], { encoding: 'utf8', maxBuffer: 2 ** 30 }).stdout);
  const { cpu, wall } = time([bin, 'check', corpus, '-f', 'json', '--no-config'], 3);
  const { resources, files } = report.accounting;
  row(`corpus: ${files} files, ${resources} objects`, `${cpu.toFixed(2)} s CPU, ${wall.toFixed(2)} s wall, ${Math.round(resources / cpu)} objects per CPU second`, SLICE.corpus);
}
