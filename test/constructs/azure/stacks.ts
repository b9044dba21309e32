import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubernetesCluster, type KubernetesClusterConfig } from '@cdktf/provider-azurerm/lib/kubernetes-cluster/index.js';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import type { App as KubeApp } from 'cdk8s';
import { App, TerraformStack } from 'cdktf';
import type { ClusterNetwork, ClusterNetworkProps, WorkerPool } from '../../../constructs/azure';
import { apiObjectsIn, loadConstructs } from '../../../src/gates/construct-resources';
import { loadStacks } from '../../../src/gates/stack-resources';
import { check } from '../../../src/judge/check';
import type { Verdict } from '../../../src/judge/verdict';

export const ZONES = ['westeurope-1', 'westeurope-2', 'westeurope-3'] as const;
export const CLIENT = '7d2c0f3a-5a0e-4f63-9d0b-2f7f1f6b8c11';
const GROUP = '/subscriptions/0/resourceGroups/ops/providers/Microsoft.Insights/actionGroups/page';

/** A stack of its own app, with its provider. */
export function newStack(id = 'cloud'): TerraformStack {
  const stack = new TerraformStack(new App({ outdir: mkdtempSync(join(tmpdir(), 'looplaw-azure-')) }), id);
  new AzurermProvider(stack, 'azurerm', { features: [{}] });
  return stack;
}

/** A network that is complete. */
export const NETWORK: ClusterNetworkProps = { name: 'shop', resourceGroup: 'shop', zones: ZONES, actionGroups: [GROUP] };

const machines = { vmSize: 'Standard_D4s_v5', min: 1, max: 5 } as const;
/** A pool of each kind. */
export const POOLS: Readonly<Record<string, WorkerPool>> = {
  apps: { ...machines, for: 'stateless' },
  data: { ...machines, for: 'stateful' },
  spot: { ...machines, for: 'stateless', spot: true, min: 0 },
};

/** The cluster a team has: its default pool in one zone, apps welcome on it, and nothing switched on that Azure leaves off. */
export function teamCluster(stack: TerraformStack, network: Pick<ClusterNetwork, 'profile' | 'subnets'> | null = null, changes: Partial<KubernetesClusterConfig> = {}): KubernetesCluster {
  const [zone = 'westeurope-1', vnetSubnetId] = Object.entries(network?.subnets ?? {})[0] ?? [];
  return new KubernetesCluster(stack, 'aks', {
    name: 'shop',
    location: 'westeurope',
    resourceGroupName: 'shop',
    dnsPrefix: 'shop',
    defaultNodePool: { name: 'default', vmSize: 'Standard_D4s_v5', zones: [zone.slice(-1)], autoScalingEnabled: true, minCount: 1, maxCount: 3, ...(vnetSubnetId !== undefined && { vnetSubnetId }) },
    identity: { type: 'SystemAssigned' },
    networkProfile: network?.profile ?? { networkPlugin: 'azure', networkPluginMode: 'overlay' },
    ...changes,
  });
}

/** What a stack, and what runs on it, is told in strict, as a platform team. */
export function judged(stack: TerraformStack, manifests?: KubeApp, changes: object = {}): Verdict {
  const cloud = loadStacks([stack]);
  const objects = manifests === undefined ? [] : loadConstructs(apiObjectsIn(manifests)).resources;
  return check({ ...cloud, documents: cloud.documents + objects.length, resources: [...cloud.resources, ...objects] }, { config: { preset: 'strict', role: 'platform', ...changes } });
}

/** What the laws find and cannot decide, and what is waived, one line each. */
export function faultsOf(stack: TerraformStack, manifests?: KubeApp, changes: object = {}): readonly string[] {
  const { findings, undecided, waived, accounting } = judged(stack, manifests, changes);
  return [
    ...findings.map((f) => `${f.law} ${f.messageId} ${f.resource.kind}/${f.resource.name}`),
    ...undecided.map((u) => `undecided ${u.law} ${u.resource.kind}/${u.resource.name}: ${u.because}`),
    ...waived.map((w) => `waived ${w.law}`),
    ...accounting.errors.map((e) => e.message),
  ];
}

/** A block as it is written. */
export type Block = Readonly<Record<string, unknown>>;

/** Blocks of a type as they are written, by the name cdktf gives them. */
export function blocksOf(stack: TerraformStack, type: string, mode: 'resource' | 'data' = 'resource'): Readonly<Record<string, Block>> {
  const written = JSON.parse(JSON.stringify(stack.toTerraform())) as Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Block>>>>>>;
  return written[mode]?.[type] ?? {};
}
