// `node bench/lint.mjs`: what the laws add to ESLint over a project of 200 files with 4,000 constructs of cdk8s, without types. Best of
// several interleaved runs in one process: parsing alone, all rules of `recommended`, and one file in a process that is warm. Time is
// that of the processor, which a busy machine changes less than that of the clock.
import { createRequire } from 'node:module';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';

const require = createRequire(import.meta.url);
const plugin = require('looplaw/eslint');
const FILES = 200;
const RUNS = Number(process.env.RUNS ?? 5);

/** Twenty constructs, as people write them: raw objects, cdk8s-plus, plain ones; one in ten breaks something. */
function chart(f) {
  const objects = Array.from({ length: 20 }, (_, i) => {
    const isBroken = i === 0;
    if (i % 4 === 0) {
      return `    new k8s.KubeDeployment(this, 'raw-${i}', {
      metadata: { name: 'raw-${f}-${i}' },
      spec: { replicas: 2, selector: { matchLabels: { app: 'raw-${i}' } }, template: { metadata: { labels: { app: 'raw-${i}' } }, spec: { containers: [
        { name: 'app', image: 'registry.example.com/app:1.2.${i}', ports: [{ name: 'http', containerPort: 8080 }]${isBroken ? '' : ', resources'} },
      ] } } },
    });`;
    }
    if (i % 4 === 1) {
      return `    const plus${i} = new kplus.Deployment(this, 'plus-${i}', { replicas: props.replicas, containers: [{ image: props.image, portNumber: 8080, readiness: kplus.Probe.fromHttpGet('/ready') }] });
    plus${i}.exposeViaService();`;
    }
    if (i % 4 === 2) return `    new k8s.KubeService(this, 'service-${i}', { metadata: { name: 'raw-${f}-${i - 2}' }, spec: { selector: { app: 'raw-${i - 2}' }, ports: [{ port: 80, targetPort: k8s.IntOrString.fromString('http') }] } });`;
    return `    new ApiObject(this, 'class-${i}', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'class-${f}-${i}' }, provisioner: 'ebs.csi.aws.com', volumeBindingMode: '${i === 3 ? 'Immediate' : 'WaitForFirstConsumer'}' });`;
  });
  return `import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import * as k8s from './imports/k8s';

const resources: k8s.ResourceRequirements = {
  requests: { cpu: k8s.Quantity.fromString('100m'), memory: k8s.Quantity.fromString('64Mi') },
  limits: { cpu: k8s.Quantity.fromString('100m'), memory: k8s.Quantity.fromString('64Mi') },
};

export class Chart${f} extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string; readonly replicas: number }) {
    super(scope, id);
${objects.join('\n')}
  }
}
`;
}

const files = Array.from({ length: FILES }, (_, f) => chart(f));
const linter = new Linter({ configType: 'flat' });
const [recommended] = plugin.configs.recommended;
const configOf = (rules) => [{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } }, { ...recommended, rules }];
const lawRules = Object.fromEntries(Object.entries(recommended.rules).filter(([name]) => !name.includes('/source/')));
const [one] = Object.entries(lawRules);
const SETS = { parse: configOf({}), one: configOf(Object.fromEntries([one])), laws: configOf(lawRules), all: configOf(recommended.rules) };

function run(config) {
  const before = process.cpuUsage();
  let told = 0;
  files.forEach((text, f) => {
    for (const { fatal, message } of linter.verify(text, config, { filename: `chart-${f}.ts` })) {
      if (fatal) throw new Error(message);
      told += 1;
    }
  });
  const { user, system } = process.cpuUsage(before);
  return { took: (user + system) / 1000, told };
}

const best = {};
let told = 0;
for (let i = 0; i < RUNS; i += 1) {
  for (const [name, config] of Object.entries(SETS)) {
    const result = run(config);
    best[name] = Math.min(best[name] ?? Infinity, result.took);
    if (name === 'all') told = result.told;
  }
}
const warm = Math.min(...Array.from({ length: 20 }, () => {
  const before = performance.now();
  linter.verify(files[0], SETS.all, { filename: 'chart-0.ts' });
  return performance.now() - before;
}));
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
