// `npm run bench:laws [-- DIR]`: what each law costs over the fixtures of all laws, or over a folder of manifests. A law that is the first
// to ask a question of the graph pays for its answer; the next one gets it for nothing.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
// From the sources, because what is asked here is inside, and no entry of the package tells it.
const source = createJiti(import.meta.url);
const ask = (name) => source.import(`../src/${name}`);
// One after the other: two imports at once would load what both need twice, and a class would not be itself.
const { loadPaths } = await ask('load/load');
const { enableLaws } = await ask('config/enable');
const { profileOf } = await ask('config/profile-of');
const { clustersOf } = await ask('graph/clusters');
const { Graph } = await ask('graph/graph');
const { askAll } = await ask('judge/ask');
const { laws } = await ask('laws/index');

const folder = process.argv[2];
const config = { preset: 'strict', role: 'platform' };
const profile = profileOf(config);
const { resources } = loadPaths([folder ?? join(root, 'test/laws')]);
// Fixtures are worlds of their own.
const graphs = clustersOf(resources, folder === undefined ? ({ origin }) => [origin.file] : () => null, []).map((c) => new Graph(c.name, c.resources, profile));

const spent = enableLaws(laws, config, profile).map((enabled) => {
  const before = process.hrtime.bigint();
  let answers = 0;
  for (const graph of graphs) {
    const { kept, others } = askAll(enabled, graph, config.preset);
    answers += kept + others.length;
  }
  return { id: enabled.law.id, answers, ms: Number(process.hrtime.bigint() - before) / 1e6 };
}).sort((a, b) => b.ms - a.ms);

console.log(`${spent.length} laws, ${resources.length} objects in ${graphs.length} clusters: ${spent.reduce((sum, { ms }) => sum + ms, 0).toFixed(0)} ms\n`);
for (const { id, answers, ms } of spent) console.log(`${ms.toFixed(1).padStart(8)} ms  ${String(answers).padStart(6)} answers  ${id}`);
