import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { FixedChart } from '../../examples/domino/fixed/chart';
import { IncidentChart } from '../../examples/domino/incident/chart';
import { enforceLoopLaws } from '../../src/gates/cdk8s';
import type { Config } from '../../src';
import { ROOT, looplaw } from '../cli/command';

const gatedApp = (config: Config, told: string[]) => {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'looplaw-domino-')) });
  enforceLoopLaws(app, { config, write: (text) => told.push(text) });
  return app;
};

describe('the domino', () => {
  test('as a cdk8s app fails synthesis in every loop, and the warnings tell the chain', () => {
    const told: string[] = [];
    const app = gatedApp({ cloud: 'aws' }, told);
    new IncidentChart(app, 'shop');
    let message = '';
    try {
      app.synth();
    } catch (e) {
      message = (e as Error).message;
    }
    for (const law of ['identity/no-static-credentials', 'compute/budgeted-pod', 'compute/pdb-no-deadlock', 'network/readiness-probe', 'storage/deferred-binding']) {
      expect(message).toContain(law);
    }
    expect(told.join('')).toContain('cross/domino-chain');
  });

  test('fixed, as a cdk8s app of our constructs, keeps everything in strict, and so do the files it writes', () => {
    const told: string[] = [];
    const app = gatedApp({ cloud: 'aws', preset: 'strict', role: 'platform' }, told);
    new FixedChart(app, 'shop');
    app.synth();
    expect(told).toEqual([]);
    expect(looplaw(['check', app.outdir, '--preset', 'strict', '--role', 'platform', '--cloud', 'aws', '-f', 'concise']).out)
      .toMatch(/^0 errors, 0 warnings, 0 info; 0 undecided, 0 waived; \d+ objects in 1 file examined, 0 not examined\n$/);
  });

  test('as manifests: the incident fails, its twin passes in strict', () => {
    expect(looplaw(['check', 'examples/domino/incident', '-f', 'concise'], { cwd: ROOT }).code).toBe(1);
    expect(looplaw(['check', 'examples/domino/fixed', '-f', 'concise', '--preset', 'strict'], { cwd: ROOT }).code).toBe(0);
  });
});

describe('both halves of the domino', () => {
  const cloud = (which: string) => ['check', `examples/domino/${which}`, `examples/domino/cloud/${which}`];

  test('tell all six minutes of the story in one run, each with its law and its place', () => {
    const { code, out } = looplaw([...cloud('incident'), '-f', 'json'], { cwd: ROOT });
    expect(code).toBe(1);
    const { findings } = JSON.parse(out) as { findings: readonly { law: string; message: string; related: readonly { message: string; file: string; line: number }[] }[] };
    const chain = findings.find(({ law }) => law === 'cross/domino-chain')!;
    const told = chain.related.map(({ message, file, line }) => [message.slice(0, 5), /\((\S+)\)$/.exec(message)?.[1], file.replace('examples/domino/', ''), line]);
    const shop = 'incident/shop.yaml';
    const stack = 'cloud/incident/cdk.tf.json';
    expect(told.map((link) => link.slice(0, 3))).toEqual([
      ['09:00', 'compute/budgeted-pod', shop], ['09:01', 'compute/topology-spread', shop], ['09:02', 'compute/zonal-node-groups', stack],
      ['09:03', 'storage/deferred-binding', shop], ['09:05', 'network/zone-local-traffic', shop], ['09:10', 'network/nat-per-zone', stack],
    ]);
    const linesOf = (file: unknown) => readFileSync(join(ROOT, 'examples/domino', String(file)), 'utf8').split('\n');
    const written = told.map(([, , file, line]) => linesOf(file)[Number(line) - 1]!.trim());
    expect(written[2]).toBe('"workers": {');
    expect(written[5]).toBe('"subnet_id": "${aws_subnet.public_a.id}"');
    for (const law of ['compute/zonal-node-groups', 'network/nat-per-zone']) expect(findings.map((finding) => finding.law)).toContain(law);
  });

  test('fixed, keep everything in strict, with pools of Terraform for the nodes they ask for', () => {
    const { code, out } = looplaw([...cloud('fixed'), '-f', 'concise', '--preset', 'strict', '--role', 'platform'], { cwd: ROOT });
    expect(out).toMatch(/^0 errors, 0 warnings, 0 info; 0 undecided, 0 waived; \d+ objects in 2 files examined, 0 not examined\n$/);
    expect(code).toBe(0);
  });
});

test('the README shows what the command says', () => {
  const { out } = looplaw(['check', 'examples/domino/incident', '--law', 'storage/deferred-binding'], { cwd: ROOT });
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(`$ npx looplaw check examples/domino/incident --law storage/deferred-binding\n${out}`);
});
