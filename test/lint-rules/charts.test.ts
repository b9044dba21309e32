import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Testing, type Chart } from 'cdk8s';
import { Testing as Terraform, type TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { describe, test } from 'vitest';
import { apiObjectsIn, loadConstructs } from '../../src/gates/construct-resources';
import { check } from '../../src/judge/check';
import { loadText } from '../../src/load/load';
import { CONFIG, expectWithin } from './within';

const CHARTS = join(__dirname, 'charts');
const STACKS = join(__dirname, 'stacks');
const stacks = readdirSync(STACKS).filter((name) => name.endsWith('.ts'));

describe.each(stacks)('%s', (name) => {
  test('what the editor tells is what synthesis of cdktf tells', { timeout: 60_000 }, async () => {
    const { Fixture } = await import(join(STACKS, name)) as { readonly Fixture: new (scope: Construct, id: string) => TerraformStack };
    const json = Terraform.synth(new Fixture(Terraform.app(), 'stack'));
    const { findings } = check(loadText('cdk.tf.json', json), { config: CONFIG, cluster: () => ['c'] });
    expectWithin(join(STACKS, name), findings);
  });
});

describe.each(readdirSync(CHARTS).filter((name) => name.endsWith('.ts')))('%s', (name) => {
  test('what the editor tells is what synthesis tells', async () => {
    const { Fixture } = await import(join(CHARTS, name)) as { readonly Fixture: new (scope: Construct, id: string) => Chart };
    const app = Testing.app();
    const chart = new Fixture(app, 'c');
    Testing.synth(chart);
    expectWithin(join(CHARTS, name), check(loadConstructs(apiObjectsIn(app)), { config: CONFIG, cluster: () => ['c'] }).findings);
  });
});
