// `node bench/lint.mjs`: what the laws add to ESLint over a project of 200 files with 4,000 constructs of cdk8s, without types.
// First the whole command, as people run it: `eslint .` with a parser alone, and with `recommended`, in turn, so that a drifting machine does
// not decide. Then in one process that is warm: what a further law costs, and what one file does.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { median, run } from './command.mjs';
import { project } from './project.mjs';

const require = createRequire(import.meta.url);
const plugin = require('looplaw/eslint');
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const FILES = 200;
const RUNS = Number(process.env.RUNS ?? 7);

const files = project(FILES, 20);
const [recommended] = plugin.configs.recommended;
const lawRules = Object.fromEntries(Object.entries(recommended.rules).filter(([name]) => !name.includes('/source/')));
const count = Object.keys(lawRules).length;

function row(what, figure) {
  console.log(`  ${what.padEnd(44)} ${figure}`);
}

/** Pairs of whole runs over the project, written to a folder. */
function commands() {
  const folder = mkdtempSync(join(tmpdir(), 'looplaw-lint-'));
  mkdirSync(join(folder, 'charts'));
  for (const [f, text] of files.entries()) writeFileSync(join(folder, `charts/chart-${f}.ts`), text);
  const own = `import { createRequire } from 'node:module';\nconst require = createRequire('${pathToFileURL(join(root, 'bench/lint.mjs'))}');\n`;
  const parser = `{ files: ['**/*.ts'], languageOptions: { parser: require('typescript-eslint').parser } }`;
  writeFileSync(join(folder, 'parser.config.mjs'), `${own}export default [${parser}];\n`);
  writeFileSync(join(folder, 'laws.config.mjs'), `${own}export default [${parser}, ...require('looplaw/eslint').configs.recommended];\n`);
  const lint = (config) => run([join(root, 'node_modules/eslint/bin/eslint.js'), '-c', config, 'charts'], { cwd: folder, codes: [0, 1] });
  const pairs = Array.from({ length: RUNS + 1 }, () => ({ parser: lint('parser.config.mjs'), laws: lint('laws.config.mjs') })).slice(1);
  rmSync(folder, { recursive: true });
  return pairs;
}

function eslint(rules) {
  return new ESLint({ overrideConfigFile: true, overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } }, { ...recommended, rules }] });
}

/** Milliseconds of the processor for all files, the best of some passes, and the shortest time one file takes. */
async function warm(rules) {
  const set = eslint(rules);
  let all = Infinity;
  let one = Infinity;
  for (let i = 0; i < 5; i += 1) {
    const before = process.cpuUsage();
    for (const [f, text] of files.entries()) {
      const begun = performance.now();
      const [{ messages }] = await set.lintText(text, { filePath: `chart-${f}.ts` });
      one = Math.min(one, performance.now() - begun);
      if (messages.some(({ fatal }) => fatal)) throw new Error(messages[0].message);
    }
    const { user, system } = process.cpuUsage(before);
    all = Math.min(all, (user + system) / 1000);
  }
  return { all, one };
}

const pairs = commands();
const of = (set, clock) => `${median(pairs.map((pair) => pair[set][clock])).toFixed(2)} s`;
const ratio = (clock) => median(pairs.map(({ parser, laws }) => laws[clock] / parser[clock])).toFixed(2);
console.log(`${FILES} files, ${FILES * 20} constructs, medians of ${RUNS} pairs of whole runs of eslint`);
row('a parser alone', `${of('parser', 'wall')}, ${of('parser', 'cpu')} CPU`);
row(`with recommended, ${count} laws`, `${of('laws', 'wall')}, ${of('laws', 'cpu')} CPU`);
row('ratio, pair by pair', `${ratio('wall')} of the clock, ${ratio('cpu')} of the CPU`);

const [first] = Object.entries(lawRules);
const single = await warm(Object.fromEntries([first]));
const laws = await warm(lawRules);
const all = await warm(recommended.rules);
console.log('in one process, warm');
row('a further law, all files', `${((laws.all - single.all) / (count - 1)).toFixed(1)} ms`);
row('one file of 20 constructs', `${all.one.toFixed(1)} ms`);
