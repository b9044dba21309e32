import type { Claim } from './claim';
import { network } from './items/network';
import { logContext, redSignals } from './items/observability';

/** A rung of the maturity ladder. */
export interface Stage {
  readonly id: 'reactive' | 'operational' | 'architectural' | 'platform';
  readonly title: string;
  /** How a team lives there. */
  readonly lives: string;
  /** What has to hold to be there, all of it, and all that the stages below ask; empty = where everyone begins. */
  readonly criteria: readonly Claim[];
  /** What belongs to it and no manifest shows: it is told, and counts for nothing. */
  readonly beyond: string | null;
}

/** From the pager to the paved road. Each stage stands on the one before. */
export const LADDER: readonly Stage[] = [
  { id: 'reactive', title: 'Reactive', lives: 'people log in to nodes to debug, and edit YAML by hand', criteria: [], beyond: null },
  {
    id: 'operational',
    title: 'Operational',
    lives: 'dashboards and alerts, charts and a pipeline',
    criteria: [
      redSignals,
      {
        id: 'alerts',
        says: 'Each failure signature has an alert',
        provenBy: ['observability/signature-alerts'],
        refutedBy: ['observability/alert-runbook'],
        look: { run: 'kubectl get prometheusrules -A', tells: 'which rules there are; managed Prometheus keeps them elsewhere' },
      },
      logContext,
      {
        id: 'repeatable',
        says: 'What is deployed can be named, and deployed again',
        provenBy: ['compute/immutable-image'],
        refutedBy: ['compute/no-bare-pod', 'manifest/unrendered-variable', 'manifest/served-version'],
        look: { run: 'kubectl get pods -A -o jsonpath=\'{range .items[*]}{.spec.containers[*].image}{"\\n"}{end}\'', tells: 'images with tag latest, or with none' },
      },
    ],
    beyond: 'that somebody looks at the dashboards, and that nothing but a pipeline deploys',
  },
  {
    id: 'architectural',
    title: 'Architectural',
    lives: 'guardrails, policy as code',
    criteria: [
      {
        id: 'four-laws',
        says: 'The laws of the four loops are kept: no static key, a budget for every pod, readiness, disks that wait',
        provenBy: ['identity/no-static-credentials', 'compute/budgeted-pod', 'network/readiness-probe', 'storage/deferred-binding'],
        refutedBy: ['compute/memory-limited', 'compute/pdb-present', 'compute/pdb-no-deadlock', 'storage/database-is-statefulset'],
        look: { run: 'looplaw triage', tells: 'writes a script that says which signatures a live cluster shows' },
      },
      {
        id: 'guardrails',
        says: 'Namespaces have a quota and default limits',
        provenBy: ['compute/namespace-guardrails'],
        refutedBy: ['compute/quota-requires-budget', 'compute/quota-fits'],
        look: { run: 'kubectl get resourcequota,limitrange -A', tells: 'namespaces that are missing here have no end', alerts: ['LoopQuotaAlmostFull'] },
      },
      ...network.claims.filter(({ id }) => id === 'policies'),
      {
        id: 'pod-security',
        says: 'Namespaces say which Pod Security level they enforce, and their pods have it',
        provenBy: ['hardening/pod-security-label'],
        refutedBy: ['hardening/pod-security-admitted', 'hardening/no-privileged'],
        look: { run: 'kubectl get namespaces -L pod-security.kubernetes.io/enforce', tells: 'the level each namespace enforces' },
      },
    ],
    beyond: 'that the laws are asked of every change: looplaw in the pipeline (looplaw init --write-ci), or policy at admission',
  },
  {
    id: 'platform',
    title: 'Platform',
    lives: 'golden paths for developers',
    criteria: [
      {
        id: 'hardened',
        says: 'Pods are hardened without anybody asking for it',
        provenBy: ['hardening/run-as-non-root'],
        refutedBy: ['hardening/capabilities-dropped', 'hardening/no-privilege-escalation', 'hardening/seccomp-profile', 'hardening/read-only-root'],
        look: { run: 'kubectl get pods -A -o custom-columns=NS:.metadata.namespace,POD:.metadata.name,NONROOT:.spec.securityContext.runAsNonRoot', tells: 'pods that may run as root' },
      },
      {
        id: 'zones',
        says: 'The loss of a zone is nothing to apps: replicas are spread, and no domino stands',
        provenBy: ['compute/topology-spread'],
        refutedBy: ['compute/topology-spread-satisfiable', 'compute/topology-spread-selector', 'storage/statefulset-zone-spread', 'cross/domino-chain'],
        look: { run: 'kubectl get nodes -L topology.kubernetes.io/zone', tells: 'the zones there are nodes in' },
      },
      {
        id: 'ground',
        says: 'The ground is laid: nodes and ways out by zone, policies enforced',
        provenBy: ['compute/zonal-node-groups', 'network/nat-per-zone', 'network/policy-enforced'],
        refutedBy: ['control-plane/etcd-quorum', 'network/cidr-disjoint', 'network/pod-ip-headroom', 'network/private-endpoints', 'compute/system-pool-isolated'],
        look: { run: 'terraform show -json tfplan | looplaw check - --role platform', tells: 'what the laws say of the cloud half', alerts: ['LoopNatPortExhaustionAws', 'LoopNatPortExhaustionAzure'] },
      },
    ],
    beyond: 'that teams take the golden paths: how many workloads come from constructs',
  },
];
