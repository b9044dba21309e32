import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App as KubeApp, Chart } from 'cdk8s';
import { App, Aspects, TerraformStack, Testing } from 'cdktf';
import { EbsVolume } from '@cdktf/provider-aws/lib/ebs-volume/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table/index.js';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association/index.js';
import { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import { describe, expect, test } from 'vitest';
import { enforceLoopLaws, waive, WaiveError, type EnforceOptions } from '../../src/gates/cdktf';
import { check } from '../../src/judge/check';
import { loadText } from '../../src/load/load';

const newApp = () => new App({ outdir: mkdtempSync(join(tmpdir(), 'looplaw-gate-')) });
const written = (app: App) => {
  const folder = join(app.outdir, 'stacks');
  return existsSync(folder) ? readdirSync(folder).filter((stack) => existsSync(join(folder, stack, 'cdk.tf.json'))) : [];
};

function stackOf(app: App, id: string): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  return stack;
}

function etcdDisk(stack: TerraformStack, type: string): EbsVolume {
  return new EbsVolume(stack, 'etcd-a', { availabilityZone: 'eu-west-1a', size: 100, type, encrypted: true, tags: { 'looplaw:role': 'etcd' }, ...(type === 'io2' && { iops: 6000 }) });
}

function gated(type: string, options: EnforceOptions = {}) {
  const app = newApp();
  const told: string[] = [];
  const stack = stackOf(app, 'cloud');
  const disk = etcdDisk(stack, type);
  enforceLoopLaws(app, { config: {}, write: (text) => told.push(text), ...options });
  return { app, stack, disk, told };
}

describe('the gate in a cdktf app', () => {
  test('lets through what keeps the laws', () => {
    const { app } = gated('io2');
    app.synth();
    expect(written(app)).toEqual(['cloud']);
  });

  test('writes no file when a law is broken, and names construct, law and fix', () => {
    const { app } = gated('gp2');
    expect(() => app.synth()).toThrow(/cloud\/etcd-a: control-plane\/etcd-volume-class: .*gp2[\s\S]*fix /);
    expect(written(app)).toEqual([]);
  });

  test('writes none of several stacks, whichever is broken', () => {
    const app = newApp();
    etcdDisk(stackOf(app, 'first'), 'io2');
    etcdDisk(stackOf(app, 'second'), 'gp2');
    enforceLoopLaws(app, { config: {}, write: () => undefined });
    expect(() => app.synth()).toThrow(/second\/etcd-a: control-plane\/etcd-volume-class/);
    expect(written(app)).toEqual([]);
  });

  test('gates stacks that are made after it', () => {
    const app = newApp();
    enforceLoopLaws(app, { config: {}, write: () => undefined });
    etcdDisk(stackOf(app, 'late'), 'gp2');
    expect(() => app.synth()).toThrow(/late\/etcd-a/);
    expect(written(app)).toEqual([]);
  });

  test('works in Testing.synth with validations', () => {
    expect(() => Testing.synth(gated('gp2').stack, true)).toThrow(/control-plane\/etcd-volume-class/);
    expect(Testing.synth(gated('io2').stack, true)).toContain('io2');
  });

  test('gates one stack alone', () => {
    const app = newApp();
    const [good, bad] = [stackOf(app, 'good'), stackOf(app, 'bad')];
    etcdDisk(good, 'io2');
    etcdDisk(bad, 'gp2');
    enforceLoopLaws(good, { config: {} });
    app.synth();
    expect(written(app)).toEqual(['bad', 'good']);
  });

  test('in warn mode tells once and writes', () => {
    const { app, told } = gated('gp2', { mode: 'warn' });
    stackOf(app, 'other');
    app.synth();
    expect(written(app)).toEqual(['cloud', 'other']);
    expect(told.filter((text) => /etcd-volume-class/.test(text))).toHaveLength(1);
    app.synth();
    expect(told.filter((text) => /etcd-volume-class/.test(text))).toHaveLength(2);
  });

  test('judges what is written: overrides, and what aspects change', () => {
    const overridden = gated('io2');
    overridden.disk.addOverride('type', 'gp2');
    expect(() => overridden.app.synth()).toThrow(/etcd-volume-class/);

    const app = newApp();
    for (const id of ['first', 'second']) {
      const stack = stackOf(app, id);
      etcdDisk(stack, 'gp2');
      Aspects.of(stack).add({ visit: (node) => { if (node instanceof EbsVolume) { node.type = 'io2'; node.iops = 6000; } } });
    }
    enforceLoopLaws(app, { config: {}, write: () => undefined });
    app.synth();
    expect(written(app)).toEqual(['first', 'second']);
  });

  test('an aspect that breaks a later stack stops that stack', () => {
    const app = newApp();
    etcdDisk(stackOf(app, 'first'), 'io2');
    const second = stackOf(app, 'second');
    etcdDisk(second, 'io2');
    Aspects.of(second).add({ visit: (node) => { if (node instanceof EbsVolume) node.type = 'gp2'; } });
    enforceLoopLaws(app, { config: {}, write: () => undefined });
    expect(() => app.synth()).toThrow(/second\/etcd-a/);
    expect(written(app)).toEqual(['first']);
  });

  test('sees a change made between two syntheses', () => {
    const { app, disk } = gated('io2');
    app.synth();
    disk.type = 'gp2';
    expect(() => app.synth()).toThrow(/etcd-volume-class/);
  });

  test('waives by the config', () => {
    const { app, disk, told } = gated('gp2', {
      config: { waivers: [{ law: 'control-plane/etcd-volume-class', kind: 'aws_ebs_volume', name: 'aws_ebs_volume.etcd-a', reason: 'a laboratory' }] },
    });
    expect(disk.friendlyUniqueId).toBe('etcd-a');
    app.synth();
    expect(written(app)).toEqual(['cloud']);
    expect(told.join('')).toContain('looplaw waived: cloud/etcd-a: control-plane/etcd-volume-class: a laboratory');
  });

  test('waives in code, and the file says it, too', () => {
    const { app, disk, told } = gated('gp2');
    for (let i = 0; i < 2; i++) waive(disk, 'control-plane/etcd-volume-class', { reason: 'a laboratory', until: '2099-03-31' });
    app.synth();
    expect(told.join('')).toMatch(/looplaw waived: cloud\/etcd-a: control-plane\/etcd-volume-class: a laboratory \(until 2099-03-31, by construct cloud\/etcd-a\)/);
    const file = join(app.outdir, 'stacks/cloud/cdk.tf.json');
    expect(JSON.parse(readFileSync(file, 'utf8')).resource.aws_ebs_volume['etcd-a']['//']).toEqual({
      'looplaw.dev/waive': 'control-plane/etcd-volume-class=a laboratory; until=2099-03-31; scope=cloud/etcd-a',
      'metadata': { path: 'cloud/etcd-a', uniqueId: 'etcd-a' },
    });
    const again = check(loadText('cdktf.out/stacks/cloud/cdk.tf.json', readFileSync(file, 'utf8')), { config: {} });
    expect(again.findings).toEqual([]);
    expect(again.waived.map(({ law, given }) => [law, given.by, given.construct])).toEqual([['control-plane/etcd-volume-class', 'construct', 'cloud/etcd-a']]);
  });

  test('waives all below a construct, where one that needs it is enough', () => {
    const { app, stack, told } = gated('gp2');
    new EbsVolume(stack, 'etcd-b', { availabilityZone: 'eu-west-1b', size: 100, type: 'io2', iops: 6000, encrypted: true, tags: { 'looplaw:role': 'etcd' } });
    waive(stack, 'control-plane/etcd-volume-class', { reason: 'all of it' });
    app.synth();
    expect(told.filter((text) => /waive/.test(text))).toEqual([expect.stringMatching(/^looplaw waived: cloud\/etcd-a: .*by construct cloud\)/)]);
  });

  test('tells a waiver that waives nothing', () => {
    const { app, stack, told } = gated('io2');
    waive(stack, 'control-plane/etcd-volume-class', { reason: 'old' });
    app.synth();
    expect(told).toEqual([expect.stringMatching(/cloud\/etcd-a: manifest\/waiver: .*waives nothing/)]);
  });

  test.each<[string, (stack: TerraformStack) => void, RegExp]>([
    ['a law that does not exist', (stack) => { waive(stack, 'network/nat-per-zones' as 'network/nat-per-zone', { reason: 'x' }); }, /there is no law network\/nat-per-zones.*network\/nat-per-zone/],
    ['an empty reason', (stack) => { waive(stack, 'network/nat-per-zone', { reason: ' ' }); }, /the reason is empty/],
    ['a container', (stack) => { waive(stack, 'network/nat-per-zone', { reason: 'x', container: 'web' } as { reason: string }); }, /no option container/],
    ['a construct without resources', (stack) => { waive(new TerraformStack(stack, 'empty'), 'network/nat-per-zone', { reason: 'x' }); }, /no resource of Terraform in construct/],
  ])('refuses to waive %s', (_, act, text) => {
    expect(() => { act(gated('io2').stack); }).toThrow(text);
    expect(() => { act(gated('io2').stack); }).toThrow(WaiveError);
  });

  test('follows references from stack to stack', () => {
    const app = newApp();
    const network = stackOf(app, 'network');
    const zones = ['a', 'b', 'c'];
    const subnets = zones.map((zone) => new Subnet(network, `private-${zone}`, { vpcId: 'vpc-1', availabilityZone: `eu-west-1${zone}`, cidrBlock: '10.0.0.0/24' }));
    const publicSubnet = new Subnet(network, 'public-a', { vpcId: 'vpc-1', availabilityZone: 'eu-west-1a', cidrBlock: '10.0.9.0/24' });
    const exit = stackOf(app, 'exit');
    const nat = new NatGateway(exit, 'only', { subnetId: publicSubnet.id, allocationId: 'eip-1' });
    const table = new RouteTable(exit, 'private', { vpcId: 'vpc-1', route: [{ cidrBlock: '0.0.0.0/0', natGatewayId: nat.id }] });
    zones.forEach((zone, i) => new RouteTableAssociation(exit, `private-${zone}`, { subnetId: subnets[i]!.id, routeTableId: table.id }));
    const told: string[] = [];
    enforceLoopLaws(app, { config: {}, write: (text) => told.push(text) });
    app.synth();
    expect(told.join('')).toMatch(/exit\/only: network\/nat-per-zone: aws_nat_gateway\.only in eu-west-1a is the only way out of eu-west-1b, eu-west-1c, too/);
  });

  test('judges both planes as one world', () => {
    const trusting = (namespace: string) => {
      const app = newApp();
      const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
      new IamRole(stackOf(app, 'cloud'), 'payments', {
        name: 'payments',
        assumeRolePolicy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{
            Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity', Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` },
            Condition: { StringEquals: { [`${issuer}:sub`]: `system:serviceaccount:${namespace}:api`, [`${issuer}:aud`]: 'sts.amazonaws.com' } },
          }],
        }),
      });
      const manifests = new KubeApp();
      const chart = new Chart(manifests, 'app');
      new ApiObject(chart, 'account', {
        apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'api', namespace: 'payments', annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/payments' } },
      });
      new ApiObject(chart, 'pod', {
        apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'api', namespace: 'payments' },
        spec: { template: { spec: { serviceAccountName: 'api', restartPolicy: 'Never', containers: [{ name: 'api', image: 'registry.example.com/api:1.2.3' }] } } },
      });
      enforceLoopLaws(app, { config: {}, manifests, write: () => undefined });
      return app;
    };
    const wrong = trusting('payment');
    expect(() => wrong.synth()).toThrow(/app\/pod: identity\/workload-identity-wired: pods of Job payments\/api are refused by aws_iam_role\.payments: ServiceAccount payments\/api names it, and it trusts payment\/api/);
    expect(written(wrong)).toEqual([]);
    expect(() => trusting('payments').synth()).not.toThrow(/workload-identity-wired/);
  });

  test('keeps clusters apart by stack and chart', () => {
    const app = newApp();
    for (const id of ['dev', 'prod']) etcdDisk(stackOf(app, id), 'io2');
    const manifests = new KubeApp();
    new ApiObject(new Chart(manifests, 'shop'), 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'shop' } });
    const asked = new Set<string>();
    enforceLoopLaws(app, { config: {}, manifests, cluster: ({ node }) => { asked.add(node.path); return node.path; } });
    app.synth();
    expect([...asked].sort()).toEqual(['dev', 'prod', 'shop']);
  });
});
