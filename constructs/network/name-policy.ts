import { ApiObject, Lazy } from 'cdk8s';
import type { Workload } from '../compute/workload/workload';
import type { Labels } from '../labels';
import { demand } from '../refusal';
import { external } from './external';

/** A network that lets pods out by name, and is asked to in a kind of its own: a NetworkPolicy knows addresses only. */
export type NameEngine = 'cilium' | 'gke';

interface Rule {
  readonly fqdn: string;
  readonly port: number;
}

interface Dialect {
  readonly apiVersion: string;
  readonly kind: string;
  spec(selector: Labels, egress: () => readonly object[]): object;
  rule(rule: Rule): object;
  /** Rules that come before those of names. */
  readonly first: readonly object[];
}

/** Questions for names, and Cilium looks at the answers. */
const DNS = [{ ports: [{ port: '53', protocol: 'ANY' }], rules: { dns: [{ matchPattern: '*' }] } }] as const;

/**
 * How each network wants to hear it.
 * @see https://docs.cilium.io/en/stable/security/policy/language/#dns-based
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/fqdn-network-policies
 */
const DIALECTS: { readonly [E in NameEngine]: Dialect } = {
  cilium: {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    spec: (selector, egress) => ({ endpointSelector: { matchLabels: selector }, egress: Lazy.any({ produce: egress }) as object }),
    rule: ({ fqdn, port }) => ({
      toFQDNs: [fqdn.startsWith('*.') ? { matchPattern: fqdn } : { matchName: fqdn }],
      toPorts: [{ ports: [{ port: String(port), protocol: 'TCP' }] }],
    }),
    // It learns the addresses of a name from the answers it sees go by, and sees those only where a rule about DNS makes it look. A cache on
    // the network of the host is the host to it, whatever its address: https://github.com/cilium/cilium/issues/18644
    first: [
      { toEndpoints: ['kube-dns', 'node-local-dns'].map((app) => ({ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', 'k8s:k8s-app': app } })), toPorts: DNS },
      { toEntities: ['host'], toPorts: DNS },
    ],
  },
  gke: {
    apiVersion: 'networking.gke.io/v1alpha1',
    kind: 'FQDNNetworkPolicy',
    spec: (selector, egress) => ({ podSelector: { matchLabels: selector }, egress: Lazy.any({ produce: egress }) as object }),
    rule: ({ fqdn, port }) => ({
      matches: [fqdn.startsWith('*.') ? { pattern: fqdn } : { name: fqdn }],
      ports: [{ port, protocol: 'TCP' }],
    }),
    first: [],
  },
};

/** The names a workload may reach, beside its NetworkPolicy: what either allows is allowed. */
export class NamePolicy {
  private objectOnce: ApiObject | null = null;
  /** Rules by their text, so that a name that is opened twice stands there once. */
  private readonly rules = new Map<string, object>();

  constructor(private readonly workload: Workload) {}

  /** `null` until a name is opened. */
  get resource(): ApiObject | null {
    return this.objectOnce;
  }

  /** @throws Refusal for what is no name and port, and where the platform names no network that enforces names. */
  allow(rule: Rule): void {
    external(rule);
    const dialect = DIALECTS[this.engine(rule)];
    const written = dialect.rule(rule);
    this.rules.set(JSON.stringify(written), written);
    const { workload } = this;
    this.objectOnce ??= new ApiObject(workload.policy, 'Names', {
      apiVersion: dialect.apiVersion,
      kind: dialect.kind,
      metadata: { ...workload.metadata, name: `${workload.name}-names` },
      spec: dialect.spec(workload.selector, () => [...dialect.first, ...this.rules.values()]),
    });
  }

  private engine({ fqdn }: Rule): NameEngine {
    const { platform, node: { path } } = this.workload;
    const { cloud, facts } = platform;
    const engine = facts.fqdnPolicies;
    const isEnforced = engine === 'cilium' || (engine === 'gke' && cloud === 'gcp' && !('dataplane' in facts && facts.dataplane === 'v1'));
    demand(isEnforced, path, 'network/policy-peer-scoped', () => ({
      found: `fqdn "${fqdn}" on a cluster ${engine === undefined ? 'of which nobody says that it enforces names' : `whose network does not enforce names ("${engine}")`}`,
      expected: `a network that does: Cilium${cloud === 'gcp' ? ', or GKE Dataplane V2 with FQDN network policies' : ''}`,
      remedy: `say fqdnPolicies: "${cloud === 'gcp' ? 'gke' : 'cilium'}" in Platform.${cloud} if the cluster has it; else open the addresses: external({ cidr, port })`,
    }));
    return engine;
  }
}
