import { describe, expect, test } from 'vitest';
import { everyFormat } from '../../src/report';
import { everyReport, folder, looplaw } from './command';

const ISSUER = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
const trust = (subject: string) => JSON.stringify({
  Version: '2012-10-17',
  Statement: [{
    Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity', Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${ISSUER}` },
    Condition: { StringEquals: { [`${ISSUER}:sub`]: subject, [`${ISSUER}:aud`]: 'sts.amazonaws.com' } },
  }],
});
const zones = ['a', 'b', 'c'];
const perZone = <T>(of: (zone: string) => T): Readonly<Record<string, T>> => Object.fromEntries(zones.map((zone) => [zone, of(zone)]));

/** A cluster, its network, a role and the disks of an etcd that is run by hand, each as people get it wrong. */
const stack = {
  resource: {
    aws_iam_role: { payments: { '//': { metadata: { path: 'cloud/Payments/Role' } }, name: 'payments', assume_role_policy: trust('system:serviceaccount:payment:api') } },
    aws_subnet: {
      ...Object.fromEntries(zones.map((z) => [`private_${z}`, { vpc_id: '${aws_vpc.main.id}', availability_zone: `eu-west-1${z}` }])),
      public_a: { vpc_id: '${aws_vpc.main.id}', availability_zone: 'eu-west-1a' },
    },
    aws_nat_gateway: { only: { '//': { metadata: { path: 'cloud/Network/Nat' } }, subnet_id: '${aws_subnet.public_a.id}' } },
    aws_route_table: { private: { vpc_id: '${aws_vpc.main.id}', route: [{ cidr_block: '0.0.0.0/0', nat_gateway_id: '${aws_nat_gateway.only.id}' }] } },
    aws_route_table_association: perZone((z) => ({ subnet_id: `\${aws_subnet.private_${z}.id}`, route_table_id: '${aws_route_table.private.id}' })),
    aws_eks_cluster: { main: { name: 'main' } },
    aws_eks_node_group: {
      workers: { cluster_name: '${aws_eks_cluster.main.name}', subnet_ids: zones.map((z) => `\${aws_subnet.private_${z}.id}`), scaling_config: [{ min_size: 1, max_size: 9 }] },
    },
    aws_ebs_volume: { etcd_a: { '//': { metadata: { path: 'cloud/Etcd/VolumeA' } }, availability_zone: 'eu-west-1a', size: 100, type: 'gp2' } },
  },
};
const manifests = `apiVersion: v1
kind: ServiceAccount
metadata:
  name: api
  namespace: payments
  annotations: {eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/payments}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: ebs.csi.aws.com
volumeBindingMode: WaitForFirstConsumer
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: payments}
spec:
  serviceName: db
  replicas: 3
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      serviceAccountName: api
      containers: [{name: db, image: 'postgres:17.2', volumeMounts: [{name: data, mountPath: /var/lib/postgresql/data}]}]
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], storageClassName: fast, resources: {requests: {storage: 10Gi}}}
`;
const both = { 'dist/app.k8s.yaml': manifests, 'cdktf.out/stacks/cloud/cdk.tf.json': JSON.stringify(stack, null, 2), 'cdktf.out/manifest.json': '{"version": "0.21.0"}' };
const linesAbout = (out: string, ...laws: readonly string[]) => out.split('\n').filter((line) => laws.some((law) => line.includes(` ${law} `)));

describe('one run over both planes', () => {
  const cwd = folder(both);

  test('tells a wrong trust, a node group over zones, a slow disk of etcd and a single NAT gateway, each where it is written', () => {
    const { code, out } = looplaw(['check', 'dist', 'cdktf.out', '-f', 'concise'], { cwd });
    expect(code).toBe(1);
    const told = linesAbout(out, 'identity/workload-identity-wired', 'compute/zonal-node-groups', 'control-plane/etcd-volume-class', 'network/nat-per-zone');
    expect(told.map((line) => line.replace(/:\d+:\d+ /, ' ')).sort()).toEqual([
      'cdktf.out/stacks/cloud/cdk.tf.json error control-plane/etcd-volume-class etcd on aws_ebs_volume.etcd_a writes to gp2, whose latency is neither low nor steady',
      'cdktf.out/stacks/cloud/cdk.tf.json warning compute/zonal-node-groups aws_eks_node_group.workers brings up nodes in any of eu-west-1a, eu-west-1b, eu-west-1c, and the disks of StatefulSet payments/db stay in one zone each',
      'cdktf.out/stacks/cloud/cdk.tf.json warning network/nat-per-zone aws_nat_gateway.only in eu-west-1a is the only way out of eu-west-1b, eu-west-1c, too',
      'dist/app.k8s.yaml error identity/workload-identity-wired pods of StatefulSet payments/db are refused by aws_iam_role.payments: ServiceAccount payments/api names it, and it trusts payment/api',
    ]);
  });

  test('points to file, line, path in the JSON and construct', () => {
    const report = JSON.parse(looplaw(['check', 'dist', 'cdktf.out', '-f', 'json'], { cwd }).out) as { findings: readonly Record<string, unknown>[]; accounting: Record<string, unknown>; clusters: readonly object[] };
    const text = JSON.stringify(stack, null, 2).split('\n');
    const found = report.findings.find(({ law }) => law === 'control-plane/etcd-volume-class')!;
    expect(found).toMatchObject({ constructPath: 'cloud/Etcd/VolumeA', path: ['type'], resource: { kind: 'aws_ebs_volume', name: 'aws_ebs_volume.etcd_a' } });
    expect(text[Number(found['line']) - 1]).toContain('"type": "gp2"');
    expect(report.clusters).toEqual([{ name: 'default', resources: 16, note: null }]);
    expect(report.accounting).toMatchObject({ files: 3, documents: 4, resources: 16, examined: 16 });
    expect(looplaw(['check', 'dist', 'cdktf.out'], { cwd }).out).toContain('construct cloud/Etcd/VolumeA');
  });

  test('asks the laws of the platform of what is declared there, and of no object of an app', () => {
    const apart = looplaw(['check', 'dist', '-f', 'concise'], { cwd }).out;
    expect(linesAbout(apart, 'network/nat-per-zone', 'control-plane/etcd-volume-class', 'compute/zonal-node-groups')).toEqual([]);
    const laws = (JSON.parse(looplaw(['check', 'dist', '-f', 'json'], { cwd }).out) as { laws: object }).laws;
    expect(Object.keys(laws)).not.toContain('network/nat-per-zone');
  });

  test('passes once all four are right', () => {
    const { resource } = stack;
    const right = {
      resource: {
        ...resource,
        aws_iam_role: { payments: { name: 'payments', assume_role_policy: trust('system:serviceaccount:payments:api') } },
        aws_subnet: { ...resource.aws_subnet, public_b: { ...resource.aws_subnet.public_a, availability_zone: 'eu-west-1b' }, public_c: { ...resource.aws_subnet.public_a, availability_zone: 'eu-west-1c' } },
        aws_nat_gateway: perZone((z) => ({ subnet_id: `\${aws_subnet.public_${z}.id}` })),
        aws_route_table: perZone((z) => ({ route: [{ cidr_block: '0.0.0.0/0', nat_gateway_id: `\${aws_nat_gateway.${z}.id}` }] })),
        aws_route_table_association: perZone((z) => ({ subnet_id: `\${aws_subnet.private_${z}.id}`, route_table_id: `\${aws_route_table.${z}.id}` })),
        aws_eks_node_group: perZone((z) => ({ cluster_name: 'main', subnet_ids: [`\${aws_subnet.private_${z}.id}`], scaling_config: [{ min_size: 1, max_size: 3 }] })),
        aws_ebs_volume: { etcd_a: { availability_zone: 'eu-west-1a', type: 'io2', iops: 6000 } },
      },
    };
    const at = folder({ ...both, 'cdktf.out/stacks/cloud/cdk.tf.json': JSON.stringify(right) });
    const { out } = looplaw(['check', 'dist', 'cdktf.out', '-f', 'concise'], { cwd: at });
    expect(linesAbout(out, 'identity/irsa-trust-scoped', 'identity/workload-identity-wired', 'compute/zonal-node-groups', 'control-plane/etcd-volume-class', 'network/nat-per-zone', 'cross/domino-chain')).toEqual([]);
  });
});

describe('what ties the planes', () => {
  const two = { 'k8s/dev/app.yaml': manifests, 'k8s/prod/app.yaml': manifests, 'infra/prod.tf.json': JSON.stringify(stack) };

  test('of several clusters, none is given a cloud that nobody assigned to it', () => {
    const { clusters } = JSON.parse(looplaw(['check', '.', '-f', 'json'], { cwd: folder(two) }).out) as { clusters: readonly { name: string; note: string | null }[] };
    expect(clusters.map(({ name }) => name)).toEqual(['k8s/dev', 'k8s/prod', 'terraform']);
    expect(clusters[2]!.note).toContain('clusters');
  });

  test('the config does', () => {
    const cwd = folder({ ...two, 'looplaw.config.json': JSON.stringify({ clusters: { prod: ['k8s/prod/**', 'infra/**'], dev: 'k8s/dev/**' } }) });
    const { findings } = JSON.parse(looplaw(['check', '.', '-f', 'json'], { cwd }).out) as { findings: readonly { law: string; cluster: string }[] };
    expect(findings.filter(({ law }) => law === 'compute/zonal-node-groups').map(({ cluster }) => cluster)).toEqual(['prod']);
  });
});

test('Terraform in HCL is told as not examined, with the command to run', () => {
  const { out, code } = looplaw(['check', '.'], { cwd: folder({ 'main.tf': 'resource "aws_vpc" "a" {}\n', 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n' }) });
  expect(code).toBe(0);
  expect(out).toContain('1 Terraform file not examined');
  expect(out).toContain('terraform show -json');
});

test('what Terraform marks as sensitive is in no report', async () => {
  const canary = 'violet-granite-canary';
  const plan = {
    format_version: '1.2', terraform_version: '1.11.4',
    planned_values: {
      root_module: {
        resources: [
          { address: 'aws_ebs_volume.etcd', mode: 'managed', type: 'aws_ebs_volume', name: 'etcd', values: { type: canary, tags: { note: canary } }, sensitive_values: { type: true, tags: { note: true } } },
          { address: 'aws_ebs_volume.etcd_b', mode: 'managed', type: 'aws_ebs_volume', name: 'etcd_b', values: { type: 'gp2', tags: { note: canary } }, sensitive_values: {} },
          { address: 'aws_iam_role.a', mode: 'managed', type: 'aws_iam_role', name: 'a', values: { name: 'a', assume_role_policy: trust(`system:serviceaccount:*:${canary}`) }, sensitive_values: { assume_role_policy: true } },
          { address: 'aws_secretsmanager_secret_version.a', mode: 'managed', type: 'aws_secretsmanager_secret_version', name: 'a', values: { secret_string: canary }, sensitive_values: { secret_string: true } },
        ],
      },
    },
    resource_changes: [{ address: 'aws_ebs_volume.etcd_b', change: { after_unknown: {}, after_sensitive: { tags: { note: true } } } }],
  };
  const cwd = folder({ 'plan.json': JSON.stringify(plan, null, 1), 'line/plan.json': JSON.stringify(plan) });
  for (const args of [['plan.json'], ['line/plan.json'], ['plan.json', '--explain-undecided'], ['line/plan.json', '--preset', 'strict', '--role', 'platform']]) {
    const { reports, ran } = await everyReport(args, { cwd });
    expect(Object.keys(reports)).toEqual(everyFormat);
    for (const [name, text] of Object.entries(reports)) {
      expect(text, name).not.toContain(canary);
      if (name !== 'markdown') expect(text.length, name).toBeGreaterThan(0);
    }
    expect(reports['concise']).toContain('aws_ebs_volume.etcd_b writes to gp2');
    expect(ran.err).not.toContain(canary);
  }
});
