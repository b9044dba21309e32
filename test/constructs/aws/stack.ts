import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster/index.js';
import { TerraformStack, Testing } from 'cdktf';
import type { Chart } from 'cdk8s';
import { ClusterNetwork, type ClusterNetworkProps } from '../../../constructs/aws';
import type { Config } from '../../../src/config/config';
import { apiObjectsIn, loadConstructs } from '../../../src/gates/construct-resources';
import { check } from '../../../src/judge/check';
import { loadText } from '../../../src/load/load';

/** Of an account that is nobody's. */
export const ACCOUNT = '111122223333';
export const ISSUER = 'https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
export const TOPIC = `arn:aws:sns:eu-west-1:${ACCOUNT}:platform`;
export const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] as const;

/** A stack with nothing but its provider. */
export function newStack(): TerraformStack {
  const stack = new TerraformStack(Testing.app(), 'cloud');
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  return stack;
}

/** The network of the tests. */
export function networkOf(stack: TerraformStack, props: Partial<ClusterNetworkProps> = {}): ClusterNetwork {
  return new ClusterNetwork(stack, 'Network', { name: 'main', zones: ZONES, alarmTopics: [TOPIC], ...props });
}

/** A cluster in a network, written by hand as teams have it. */
export function clusterIn(stack: TerraformStack, network: ClusterNetwork): EksCluster {
  return new EksCluster(stack, 'Cluster', {
    name: 'main', roleArn: `arn:aws:iam::${ACCOUNT}:role/cluster`, version: '1.34',
    vpcConfig: { subnetIds: network.subnetIds, endpointPrivateAccess: true, endpointPublicAccess: false },
    kubernetesNetworkConfig: { serviceIpv4Cidr: network.services },
    enabledClusterLogTypes: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
  });
}

/** What is written to `cdk.tf.json`. */
export function written(stack: TerraformStack): string {
  stack.prepareStack();
  return JSON.stringify(stack.toTerraform(), null, 2);
}

/** What the laws say of a stack, in strict. */
export interface Judged {
  /** One line each. */
  readonly faults: readonly string[];
  readonly undecided: readonly string[];
  /** How many subjects keep a law. */
  readonly kept: Readonly<Record<string, number>>;
}

/** Judges what a stack writes, and a chart that runs on it, as one world. */
export function judged(stack: TerraformStack, chart?: Chart, config: Config = {}): Judged {
  const cloud = loadText('cdktf.out/stacks/cloud/cdk.tf.json', written(stack));
  const app = chart === undefined ? { documents: 0, resources: [], errors: [] } : loadConstructs(apiObjectsIn(chart));
  const loaded = { ...cloud, documents: cloud.documents + app.documents, resources: [...cloud.resources, ...app.resources], errors: [...cloud.errors, ...app.errors] };
  const verdict = check(loaded, { config: { preset: 'strict', ...config } });
  return {
    faults: [...verdict.findings.map((f) => `${f.law} ${f.messageId} ${f.resource.name} ${JSON.stringify(f.args)}`), ...verdict.accounting.errors.map(({ message }) => message)],
    undecided: verdict.undecided.map(({ law, resource, because }) => `${law} ${resource.name}: ${because}`),
    kept: Object.fromEntries(Object.entries(verdict.laws).flatMap(([id, { kept }]) => (kept > 0 ? [[id, kept]] : []))),
  };
}
