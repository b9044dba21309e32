// `npm run try-package`: the package as users meet it. Packs it, installs the tarball into an empty project and checks files there;
// then makes a project with the real `cdk8s init typescript-app`, adds the gate as the README says, and runs its jest, ts-node and tsc.
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const place = mkdtempSync(join(tmpdir(), 'looplaw-package-'));
let failures = 0;

function expect(what, holds, detail = '') {
  if (!holds) failures += 1;
  console.log(`${holds ? 'ok' : 'FAILED'}  ${what}${detail && ` (${detail})`}`);
}

function run(cwd, command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, CI: 'true', CDK8S_CHECK_UPGRADE: 'false', NO_COLOR: '1' } });
  return { status, output: `${stdout}${stderr}` };
}

/** In MiB of what is in the files, which is the same on every disk. */
function sizeOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0) / 2 ** 20;
}

const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--pack-destination', place], { cwd: root, encoding: 'utf8' }));
const tarball = join(place, filename);

const empty = join(place, 'empty');
mkdirSync(empty);
writeFileSync(join(empty, 'package.json'), '{"private": true}');
run(empty, 'npm', 'install', tarball);
const packages = Object.keys(JSON.parse(readFileSync(join(empty, 'package-lock.json'), 'utf8')).packages).length - 1;
expect('at most 20 packages', packages <= 20, `${packages}`);
expect('at most 9 MB', sizeOf(join(empty, 'node_modules')) <= 9, `${sizeOf(join(empty, 'node_modules')).toFixed(1)} MB`);
cpSync(join(root, 'examples/domino'), join(empty, 'k8s'), { recursive: true });
expect('the incident fails', run(empty, 'npx', 'looplaw', 'check', 'k8s/incident').status === 1);
expect('its fixed twin passes', run(empty, 'npx', 'looplaw', 'check', 'k8s/fixed', '--preset', 'strict').status === 0);
expect('the library loads without its peers', run(empty, 'node', '-e', "require('looplaw').check").status === 0);

const linted = join(place, 'linted');
mkdirSync(linted);
writeFileSync(join(linted, 'package.json'), '{"private": true, "type": "module"}');
expect('ESLint installs beside it', run(linted, 'npm', 'install', tarball, 'eslint', 'eslint-plugin-yml', 'typescript-eslint', 'typescript@~6.0.3').status === 0);
writeFileSync(join(linted, 'eslint.config.js'), `import { defineConfig } from 'eslint/config';
import looplaw from 'looplaw/eslint';
import tseslint from 'typescript-eslint';

export default defineConfig(
  { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } },
  looplaw.configs.recommended,
  looplaw.configs.manifests,
);
`);
cpSync(join(root, 'examples/domino/incident'), join(linted, 'k8s'), { recursive: true });
writeFileSync(join(linted, 'chart.ts'), `import { ApiObject, type Chart } from 'cdk8s';
export const add = (chart: Chart): void => { new ApiObject(chart, 'fast', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'ebs.csi.aws.com' }); };
`);
const lint = run(linted, 'npx', 'eslint', '.');
expect('it speaks of YAML', lint.status === 1 && /shop\.yaml\n(?:.*\n)*?.*looplaw\/compute\/budgeted-pod/.test(lint.output), lint.status === 1 ? '' : lint.output.slice(-300));
expect('it speaks of TypeScript', /chart\.ts\n(?:.*\n)*?.*looplaw\/storage\/deferred-binding/.test(lint.output));

const app = join(place, 'app');
mkdirSync(app);
// `cdk8s init` ends with an import that fetches a schema; the project stands before that, and needs none of it.
const init = run(app, process.execPath, join(root, 'node_modules/cdk8s-cli/bin/cdk8s'), 'init', 'typescript-app');
expect('cdk8s init made a project', readdirSync(app).includes('node_modules'), init.status === 0 ? '' : 'without imports');
expect('the package installs beside it', run(app, 'npm', 'install', '--save-dev', tarball).status === 0);
const main = readFileSync(join(app, 'main.ts'), 'utf8')
  .replace("from 'cdk8s';", "from 'cdk8s';\nimport { ApiObject } from 'cdk8s';\nimport { enforceLoopLaws } from 'looplaw/cdk8s';")
  .replace('// define resources here', "new ApiObject(this, 'class', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' }, provisioner: 'ebs.csi.aws.com' });")
  .replace('const app = new App();', 'const app = new App();\nenforceLoopLaws(app);')
  .replace('app.synth();', 'if (require.main === module) app.synth();');
writeFileSync(join(app, 'main.ts'), main);
// The template's own test compares with a snapshot of an empty chart.
rmSync(join(app, '__snapshots__'), { recursive: true, force: true });
writeFileSync(join(app, 'main.test.ts'), `import { Testing } from 'cdk8s';
import { enforceLoopLaws } from 'looplaw/cdk8s';
import { MyChart } from './main';

test('the gate speaks under jest', () => {
  const app = Testing.app();
  enforceLoopLaws(app);
  expect(() => Testing.synth(new MyChart(app, 'chart'))).toThrow(/storage\\/deferred-binding/);
});
`);
const jest = run(app, 'npx', 'jest');
expect('jest 29 with ts-jest', jest.status === 0, /Tests: .*/.exec(jest.output)?.[0] ?? jest.output.slice(-300));
const broken = run(app, 'npx', 'ts-node', 'main.ts');
expect('ts-node: a broken law fails synthesis', broken.status === 1 && broken.output.includes('app/class: storage/deferred-binding'));
expect('nothing was written', !readdirSync(join(app, 'dist')).some((f) => f.endsWith('.yaml')));
expect('its own tsc has no complaint', run(app, 'npx', 'tsc', '--noEmit').status === 0);
writeFileSync(join(app, 'main.ts'), main.replace("provisioner: 'ebs", "volumeBindingMode: 'WaitForFirstConsumer', provisioner: 'ebs"));
appendFileSync(join(app, 'cdk8s.yaml'), '\nvalidations:\n  - package: ./node_modules/looplaw\n    version: 0.1.0\n    class: LoopLawValidation\n');
const synth = run(app, 'npx', 'cdk8s', 'synth');
expect('mended, the real cdk8s synth passes gate and plugin', synth.status === 0, synth.status === 0 ? '' : synth.output.slice(-300));

rmSync(place, { recursive: true, force: true });
process.exitCode = failures > 0 ? 1 : 0;
