// `node bench/lint.mjs`: what the laws add to ESLint over a project of 200 files with 4,000 constructs of cdk8s, without types, asked for as
// `eslint .` does. Best of several interleaved runs in one process: parsing alone, all rules of `recommended`, and one file in a process
// that is warm. Time is that of the processor, which a busy machine changes less than that of the clock.
import { createRequire } from 'node:module';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { project } from './project.mjs';

const require = createRequire(import.meta.url);
const plugin = require('looplaw/eslint');
const FILES = 200;
const RUNS = Number(process.env.RUNS ?? 5);

const files = project(FILES, 20);
const [recommended] = plugin.configs.recommended;
const lawRules = Object.fromEntries(Object.entries(recommended.rules).filter(([name]) => !name.includes('/source/')));
const [one] = Object.entries(lawRules);
const SETS = { parse: eslint({}), one: eslint(Object.fromEntries([one])), laws: eslint(lawRules), all: eslint(recommended.rules) };

function eslint(rules) {
  return new ESLint({ overrideConfigFile: true, overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } }, { ...recommended, rules }] });
}

async function run(set) {
  const before = process.cpuUsage();
  let told = 0;
  for (const [f, text] of files.entries()) {
    const [{ messages }] = await set.lintText(text, { filePath: `chart-${f}.ts` });
    for (const { fatal, message } of messages) {
      if (fatal) throw new Error(message);
      told += 1;
    }
  }
  const { user, system } = process.cpuUsage(before);
  return { took: (user + system) / 1000, told };
}

const best = {};
let told = 0;
for (let i = 0; i < RUNS; i += 1) {
  for (const [name, set] of Object.entries(SETS)) {
    const result = await run(set);
    best[name] = Math.min(best[name] ?? Infinity, result.took);
    if (name === 'all') told = result.told;
  }
}
let warm = Infinity;
for (let i = 0; i < 20; i += 1) {
  const before = performance.now();
  await SETS.all.lintText(files[0], { filePath: 'chart-0.ts' });
  warm = Math.min(warm, performance.now() - before);
}
const count = Object.keys(lawRules).length;
const rows = [
  ['parsing alone', `${best.parse.toFixed(0)} ms`],
  ['with one law', `${best.one.toFixed(0)} ms`],
  [`with the ${count} laws of recommended`, `${best.laws.toFixed(0)} ms`],
  ['with all rules of recommended', `${best.all.toFixed(0)} ms (${(best.all / best.parse).toFixed(2)} times parsing)`],
  ['a further law', `${((best.laws - best.one) / (count - 1)).toFixed(1)} ms`],
  ['one file of 20 constructs, warm', `${warm.toFixed(1)} ms`],
];
console.log(`${FILES} files, ${FILES * 20} constructs, ${told} findings, best of ${RUNS} runs`);
for (const [what, figure] of rows) console.log(`  ${what.padEnd(36)} ${figure}`);
