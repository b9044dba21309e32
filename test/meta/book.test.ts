import { describe, expect, test } from 'vitest';
import { laws } from '../../src/laws';
import { loopOf, type Law } from '../../src/law';
import { looplaw } from '../cli/command';
import parity from '../../docs/parity.json';
import book from './book.json';

/** What can't be judged at the objects of a cluster is carried by something else. */
interface Carrier {
  readonly kind: string;
  readonly by: string;
}

const entries: readonly { readonly id: string; readonly scope: string; readonly carrier?: Carrier }[] = book;
const ids = new Set<string>(laws.map((law) => law.id));

describe('the book of laws', () => {
  const listed = new Set((JSON.parse(looplaw(['laws', '--format', 'json']).out) as readonly { readonly id: string }[]).map(({ id }) => id));

  test('is whole: each promise has one entry', () => {
    expect(entries.length).toBe(161);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(161);
  });

  test('is listed by the command, but for what something else carries', () => {
    const judged = entries.filter(({ carrier }) => carrier === undefined);
    expect(judged.map(({ id }) => id).filter((id) => !listed.has(id))).toEqual([]);
    expect(judged.length).toBeGreaterThan(140);
  });

  test('names the construct, alert or runbook that carries the rest', () => {
    const carried = entries.filter(({ carrier }) => carrier !== undefined);
    expect(carried.filter(({ id }) => listed.has(id)).map(({ id }) => id)).toEqual([]);
    for (const { carrier } of carried) {
      expect(['construct', 'alert', 'runbook']).toContain(carrier?.kind);
      expect(carrier?.by).toMatch(/\w+ \w+/);
    }
  });
});

describe('the page for those who come from another checker', () => {
  const { concepts, tools } = parity as { readonly concepts: readonly Concept[]; readonly tools: Readonly<Record<string, unknown>> };
  interface Concept {
    readonly concept: string;
    readonly checks: Readonly<Record<string, readonly string[]>>;
    readonly laws: readonly string[];
    readonly because?: string;
  }

  test('names laws that are there', () => {
    expect(concepts.flatMap((c) => c.laws.map((id) => `${c.concept}: ${id}`)).filter((named) => !ids.has(named.slice(named.indexOf(' ') + 1)))).toEqual([]);
  });

  test('has a law, or says why not, for whatever three others check', () => {
    const shared = concepts.filter(({ checks }) => Object.keys(checks).length >= 3);
    expect(shared.length).toBe(100);
    expect(shared.filter(({ laws: named, because = '' }) => named.length === 0 && because.length < 40).map(({ concept }) => concept)).toEqual([]);
  });

  test('names each concept once, and checks of tools it knows', () => {
    const names = concepts.map(({ concept }) => concept);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    expect(concepts.flatMap(({ checks }) => Object.keys(checks)).filter((tool) => !Object.hasOwn(tools, tool))).toEqual([]);
    for (const { concept, checks } of concepts) for (const named of Object.values(checks)) expect(named, concept).not.toEqual([]);
  });
});

describe('every law', () => {
  test('says why it has its severities', () => {
    expect(laws.filter(({ because = '' }) => because.length < 20).map(({ id }) => id)).toEqual([]);
  });

  test('is an error in recommended for what is refused, or for a certain outage, and of these there are few', () => {
    // Laws on manifests themselves are not counted: what can't be read can't be applied.
    const grave = laws.filter((law) => loopOf(law.id) !== 'manifest' && law.presets.includes('recommended') && isErrorIn(law)).map(({ id }): string => id);
    expect(REFUSED.filter((id) => !grave.includes(id))).toEqual([]);
    expect(grave.filter((id) => !REFUSED.includes(id)).length).toBeLessThanOrEqual(OUTAGES);
  });
});

/** How many laws tell of a certain outage: about as many as people take in. */
const OUTAGES = 37;
/** Laws whose errors are all refusals: by the API server, an admission controller, the driver of a volume, a component that does not start, or a cloud. */
const REFUSED: readonly string[] = [
  'identity/federated-credential-exact', 'identity/irsa-trust-scoped', 'identity/pod-identity-trust', 'network/cidr-disjoint',
  'compute/graceful-termination', 'compute/hpa-bounds', 'compute/job-bounded', 'compute/keda-valid', 'compute/limitrange-consistent',
  'compute/immutable-image', 'compute/priority-class-exists', 'compute/priority-ladder-sane', 'compute/quota-requires-budget', 'compute/request-limit-ratio',
  'compute/selector-matches-template', 'compute/topology-spread-selector', 'control-plane/etcd-timing', 'control-plane/kubeadm-args-shape',
  'control-plane/scheduler-config', 'hardening/pod-security-admitted', 'identity/service-account-exists', 'identity/token-bounded',
  'network/container-ports-valid', 'network/gateway-timeouts', 'network/ingress-annotation-syntax', 'network/ingress-class-pinned',
  'network/ingress-nginx-retired', 'network/ingress-timeouts', 'network/policy-peer-scoped', 'network/route-unique', 'network/service-ports-valid',
  'network/zone-local-traffic', 'storage/allowed-topologies-valid', 'storage/no-rwx-database', 'storage/statefulset-claims', 'storage/volume-parameters-valid',
];

function isErrorIn({ messages }: Law): boolean {
  return Object.values(messages).some(({ severity }) => (typeof severity === 'string' ? severity : severity.recommended) === 'error');
}
