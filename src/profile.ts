/**
 * What is known about the target of a run: the facts no manifest states. Every key is optional for the user;
 * {@link defaultProfile} fills the rest. A law never guesses a fact that is missing here, it is undecided.
 */
export interface Profile {
  /** Minor version of Kubernetes the manifests are for, `1.28` … `1.36`. Default `1.34`. */
  readonly kubeVersion: string;
  /** Cloud the cluster runs on; `null` (default) = not declared. */
  readonly cloud: Cloud | null;
  /** Zones the node pools span, e.g. `['us-east-1a', 'us-east-1b']`; `null` (default) = not declared. */
  readonly zones: readonly string[] | null;
  /** Number of nodes at maximum scale; `null` (default) = not declared. */
  readonly nodes: number | null;
  /** Every pool of nodes the cluster has, those of Karpenter in the given set aside; `null` (default) = not declared. */
  readonly nodePools: readonly DeclaredNodePool[] | null;
  /** Container network; `null` (default) = not declared. */
  readonly cni: string | null;
  /** `prod` (default) or `dev`; some laws ask less of a dev environment. */
  readonly environment: 'prod' | 'dev';
  /** Whose business the run is. `app` (default) asks laws owned by app teams; `platform` asks all laws. */
  readonly role: Role;
  /** Companions that the platform adds outside the given set, e.g. `['default-deny', 'pdb']`. Default none. */
  readonly platformProvides: readonly string[];
  /** Kinds of which the set holds every object: a name that is not found is then broken. `true` = all kinds. Default none. */
  readonly closedWorld: true | readonly string[];
  /** Who puts pod, node and zone into log lines: the app (`sdk`, default) or a node agent (`collector`). */
  readonly logContext: 'sdk' | 'collector';
  /** How strict laws on etcd disks are. Default `default`. */
  readonly etcd: 'default' | 'strict';
}

/** Nodes that are alike, as a team declares them. */
export interface DeclaredNodePool {
  readonly name: string;
  /** Zones its nodes are in; empty = its nodes carry no label of a zone. Default: not declared. */
  readonly zones?: readonly string[];
  /** Labels its nodes carry besides those that Kubernetes and the cloud set by themselves. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly DeclaredTaint[];
  /** Nodes it never has fewer of; those count as places before a pod runs on them. Default 0. */
  readonly minNodes?: number;
  /** Number of nodes at maximum scale. Default: not declared. */
  readonly maxNodes?: number;
  /** May the cloud take its nodes back at short notice? Default `false`. */
  readonly spot?: boolean;
  /** What pods can request of one of its nodes, e.g. `{ cpu: '3920m', memory: '14103Mi' }`. Default: not declared. */
  readonly allocatable?: Readonly<Record<string, string | number>>;
}

/** A taint as a node carries it. */
export interface DeclaredTaint {
  readonly key: string;
  readonly value?: string;
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** A cloud the checker knows facts of; `none` = on premises. */
export type Cloud = 'aws' | 'azure' | 'gcp' | 'none';
/** Who asks: an app team, or the platform team, which is asked every law. */
export type Role = 'app' | 'platform';

/** The Kubernetes version manifests are judged for when nothing else is said. */
export const DEFAULT_KUBE_VERSION = '1.34';

export const defaultProfile: Profile = Object.freeze({
  kubeVersion: DEFAULT_KUBE_VERSION,
  cloud: null,
  zones: null,
  nodes: null,
  nodePools: null,
  cni: null,
  environment: 'prod',
  role: 'app',
  platformProvides: Object.freeze([]),
  closedWorld: Object.freeze([]),
  logContext: 'sdk',
  etcd: 'default',
});

/** Does the given set hold every object of this kind? */
export function isClosedFor(profile: Profile, kind: string): boolean {
  return profile.closedWorld === true || profile.closedWorld.includes(kind);
}
