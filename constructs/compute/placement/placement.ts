import type { Labels } from '../../labels';
import { demand } from '../../refusal';
import type { Namespace } from '../namespace/namespace';
import type { NodePool, Taint } from './node-pool';
import { spotPool } from './spot';
import { HOST, ZONE } from './spread';

/** Labels of nodes; several values mean any of them. */
export type NodeLabels = Readonly<Record<string, string | readonly [string, ...string[]]>>;

/** Pods to be near to, or far from: those of a construct, or of `{ namespace, selector }`. */
export interface Neighbour {
  readonly namespace: { readonly name: string };
  readonly selector: Labels;
}

/** Where pods run. Each answer brings the selector, affinity and toleration it needs, and none of them alone. */
export interface Placement {
  /** Only nodes with these labels; without one the pods stay Pending. Default: any node. @empty values, too */
  readonly require?: NodeLabels;
  /** Rather nodes with these labels. Default: no preference. @empty values, too */
  readonly prefer?: NodeLabels;
  /** Over zones: `prefer` never blocks, `require` lets a pod wait rather than share a zone. Default `prefer`. Serves compute/topology-spread. */
  readonly spread?: 'prefer' | 'require';
  /** Rather in the zone of these pods, because they talk a lot. */
  readonly colocate?: Neighbour;
  /** Rather not on the host of these pods, because they take each other's disk or network. */
  readonly avoid?: Neighbour;
  /** Nodes kept for this: the label that leads there and the toleration that lets in. Serves compute/dedicated-node-toleration. */
  readonly dedicatedPool?: NodePool;
  /** Nodes the cloud may take back at short notice; the pods stop within it. Default `false`. Serves compute/spot-safe. */
  readonly spot?: boolean;
}

/** Who is placed. */
interface Placed {
  readonly node: { readonly path: string };
  readonly namespace: Namespace;
}

/** The scheduling fields of a pod, spread left aside. An untrusted namespace adds its sandbox. */
export function placed({ node: { path }, namespace }: Placed, placement: Placement, tolerated: readonly Taint[]): object {
  const { require, prefer, colocate, avoid, dedicatedPool, spot = false } = placement;
  const { sandbox } = namespace;
  const isForced = sandbox !== undefined && 'taint' in sandbox;
  demand(!isForced || dedicatedPool === undefined, path, 'compute/untrusted-isolated', () => ({
    found: `a dedicated pool in namespace "${namespace.name}", which has nodes of its own`, expected: 'one pool for all pods nobody trusts',
    remedy: 'leave dedicatedPool out',
  }));
  const pools = [dedicatedPool, isForced ? sandbox : undefined, spot ? spotPool(namespace.platform) : undefined].filter((pool) => pool !== undefined);
  demand(pools.every(({ labels }) => Object.keys(labels).length > 0), path, 'platform', () => ({
    found: 'a pool without a label', expected: 'what leads to its nodes: a taint keeps others away, and attracts nobody', remedy: 'write the labels its nodes have',
  }));
  const nodeSelector: Labels = Object.assign({}, ...pools.map(({ labels }) => labels)) as Labels;
  const taints = [...pools.map(({ taint }) => taint), ...tolerated].filter((taint) => taint !== null);
  const tolerations = taints.map((taint) => ({ ...taint, operator: 'Equal' }));
  const affinity = {
    ...(require !== undefined || prefer !== undefined ? { nodeAffinity: nodeAffinity(require, prefer) } : {}),
    ...(colocate && { podAffinity: near(colocate, ZONE, namespace.name) }),
    ...(avoid && { podAntiAffinity: near(avoid, HOST, namespace.name) }),
  };
  return {
    ...(sandbox !== undefined && 'runtimeClassName' in sandbox && { runtimeClassName: sandbox.runtimeClassName }),
    ...(pools.length > 0 && { nodeSelector }),
    ...(tolerations.length > 0 && { tolerations }),
    ...(Object.keys(affinity).length > 0 && { affinity }),
  };
}

function nodeAffinity(require: NodeLabels | undefined, prefer: NodeLabels | undefined): object {
  return {
    ...(require && { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: expressions(require) }] } }),
    ...(prefer && { preferredDuringSchedulingIgnoredDuringExecution: expressions(prefer).map((e) => ({ weight: 100, preference: { matchExpressions: [e] } })) }),
  };
}

function expressions(labels: NodeLabels): readonly object[] {
  return Object.entries(labels).map(([key, value]) => ({ key, operator: 'In', values: typeof value === 'string' ? [value] : value }));
}

/** A wish, never a demand: a demand about other pods is what leaves a rollout Pending on the day they are gone. */
function near({ namespace, selector }: Neighbour, topologyKey: string, home: string): object {
  const podAffinityTerm = { topologyKey, labelSelector: { matchLabels: selector }, ...(namespace.name !== home && { namespaces: [namespace.name] }) };
  return { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm }] };
}
