import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = resolve(__dirname, '../..');
const CDK8S = join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s');

/** A project inside the repository, so that it finds the installed cdk8s, gated by the built package. */
function project(mode: string, properties: object = {}): string {
  mkdirSync(join(ROOT, '.tmp'), { recursive: true });
  const cwd = mkdtempSync(join(ROOT, '.tmp/cdk8s-'));
  writeFileSync(join(cwd, 'main.js'), `
    const { App, Chart, ApiObject } = require('cdk8s');
    const app = new App();
    new ApiObject(new Chart(app, 'platform'), 'class', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' },
      provisioner: 'ebs.csi.aws.com', reclaimPolicy: 'Retain', allowVolumeExpansion: true, volumeBindingMode: '${mode}' });
    app.synth();`);
  writeFileSync(join(cwd, 'cdk8s.yaml'), JSON.stringify({
    language: 'typescript', app: 'node main.js', pluginsDirectory: join(cwd, 'plugins'),
    validations: [{ package: join(ROOT, 'lib/index.js'), version: '0.1.0', class: 'LoopLawValidation', properties }],
  }));
  return cwd;
}

function synth(cwd: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CDK8S, 'synth', ...args], {
    cwd, encoding: 'utf8', timeout: 120_000, env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false', NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  return { status, output: stdout + stderr };
}

describe('the plugin of the cdk8s CLI', { timeout: 120_000 }, () => {
  test('passes what keeps the laws', () => {
    const cwd = project('WaitForFirstConsumer');
    expect(synth(cwd)).toMatchObject({ status: 0 });
    expect(readdirSync(join(cwd, 'dist'))).toContain('platform.k8s.yaml');
  });

  test('fails what breaks one, and names law, fix and place', () => {
    const cwd = project('Immediate');
    const report = join(cwd, 'report.json');
    const { status, output } = synth(cwd, '--validation-reports-output-file', report);
    expect(status).toBe(2);
    expect(output).toContain('storage/deferred-binding');
    const [violation] = (JSON.parse(readFileSync(report, 'utf8')) as { reports: { violations: { ruleName: string; fix: string; violatingConstructs: { resourceName: string; locations: string[]; constructPath: string }[] }[] }[] }).reports[0]!.violations;
    expect(violation).toMatchObject({ ruleName: 'storage/deferred-binding (error)', violatingConstructs: [{ resourceName: 'fast', constructPath: 'platform/class' }] });
    expect(violation?.fix).toContain('WaitForFirstConsumer');
    expect(violation?.violatingConstructs[0]?.locations[0]).toMatch(/^\d+:\d+ volumeBindingMode$/);
  });

  test('tells and passes when it is to warn only', () => {
    const cwd = project('Immediate', { failOn: 'never' });
    const { status, output } = synth(cwd);
    expect(status).toBe(0);
    expect(output).toContain('storage/deferred-binding');
    expect(existsSync(join(cwd, 'dist/platform.k8s.yaml'))).toBe(true);
  });

  test("gates this repository's own example through its own cdk8s.yaml", () => {
    const { status, output } = synth(ROOT, '--output', join(mkdtempSync(join(ROOT, '.tmp/shop-')), 'dist'));
    expect(output).toMatch(/looplaw|success/i);
    expect(status).toBe(0);
  });
});
