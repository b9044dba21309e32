import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Graph } from '../../src/graph/graph';
import { Cidr } from '../../src/graph/network/cidr';
import type { End, Flow, Protocol } from '../../src/graph/network/flow';
import { Undecided } from '../../src/graph/reading/unknown';
import { Labels } from '../../src/graph/selection/selector';
import { Workload } from '../../src/graph/workload/workload';
import { loadText } from '../../src/load/load';
import { defaultProfile } from '../../src/profile';

describe('a range of addresses', () => {
  test.each(['10.0.0.0', '10.0.0.0/33', '10.0.0/8', '10.0.0.0/-1', '10.0.0.0/', '/8', 'x/8', '::1/129', 'fe80::1%eth0/64', '10.0.0.0/8/8', '010.0.0.0/8'])('is not %s', (text) => {
    expect(Cidr.parse(text)).toBeNull();
  });

  test.each([
    ['10.0.0.0/8', '10.255.255.255/32', true],
    ['10.0.0.0/8', '11.0.0.0/32', false],
    ['10.1.2.3/8', '10.9.9.9/32', true],
    ['10.0.0.0/16', '10.0.0.0/8', false],
    ['0.0.0.0/0', '169.254.169.254/32', true],
    ['0.0.0.0/0', '::1/128', false],
    ['::/0', '10.0.0.0/8', false],
    ['::/0', 'fd00:ec2::23/128', true],
    ['fd00:ec2::/32', 'fd00:ec2::23/128', true],
    ['fd00:ec2::/32', 'fd00:ec3::23/128', false],
  ])('%s holds %s: %s', (range, other, held) => {
    expect(Cidr.of(range).contains(Cidr.of(other))).toBe(held);
  });

  const octet = fc.integer({ min: 0, max: 255 });
  const prefix = fc.integer({ min: 0, max: 32 });
  const range = fc.tuple(octet, octet, octet, octet, prefix).map(([a, b, c, d, length]) => ({ bits: ((a * 256 + b) * 256 + c) * 256 + d, length, text: `${a}.${b}.${c}.${d}/${length}` }));

  test('holds another when it is as wide and their first bits are the same', () => {
    fc.assert(fc.property(range, range, (one, other) => {
      const size = 2 ** (32 - one.length);
      const isWithin = one.length <= other.length && Math.floor(one.bits / size) === Math.floor(other.bits / size);
      expect(Cidr.of(one.text).contains(Cidr.of(other.text))).toBe(isWithin);
      expect(Cidr.of(one.text).overlaps(Cidr.of(other.text))).toBe(Cidr.of(other.text).overlaps(Cidr.of(one.text)));
    }));
  });

  test('knows what is private, what is of the node, and what is everything', () => {
    const told = ['10.0.0.0/8', '9.0.0.0/8', '169.254.20.10/32', '0.0.0.0/0', 'fd00::/8', 'fe80::/64', '::/0'].map((text) => Cidr.of(text));
    expect(told.map((cidr) => [cidr.isPrivate, cidr.isLinkLocal, cidr.isEverything])).toEqual([
      [true, false, false], [false, false, false], [true, true, false], [false, false, true], [true, false, false], [true, true, false], [false, false, true],
    ]);
  });
});

const POD = `
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: web, image: "registry.example.com/web:1.0.0", ports: [{name: http, containerPort: 8080}]}]}
---
apiVersion: v1
kind: Namespace
metadata: {name: infra, labels: {team: platform}}
---`;
const policy = (name: string, spec: string, namespace = 'shop') => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: ${namespace}}
spec: ${spec}
---`;

const egressOf = (...policies: readonly string[]) => {
  const loaded = loadText('test.yaml', POD + policies.join(''));
  expect(loaded.errors).toEqual([]);
  return new Graph('test', loaded.resources, defaultProfile).all(Workload)[0]!.pod.network.egress;
};

/** `null` for undecided. */
const decide = (question: () => boolean): boolean | null => {
  try {
    return question();
  } catch (e) {
    if (e instanceof Undecided) return null;
    throw e;
  }
};

const pods = (namespace: string, labels: Record<string, string> = {}): End => ({ is: 'pods', namespace, labels: new Labels(labels) });
const address = (text: string): End => ({ is: 'address', cidr: Cidr.of(text) });
const to = (end: End, port = 443, protocol: Protocol = 'TCP'): Flow => ({ end, port, protocol, named: (name) => (name === 'https' ? 443 : undefined) });

describe('traffic', () => {
  test.each<[string, readonly string[], Flow, boolean | null]>([
    ['without a policy everything goes', [], to(pods('billing')), true],
    ['a policy of another namespace says nothing', [policy('p', '{podSelector: {}, policyTypes: [Egress]}', 'billing')], to(pods('billing')), true],
    ['a policy of the other direction says nothing', [policy('p', '{podSelector: {}}')], to(pods('billing')), true],
    ['nothing goes without a rule', [policy('p', '{podSelector: {}, policyTypes: [Egress]}')], to(pods('billing')), false],
    ['an empty rule lets everything go', [policy('p', '{podSelector: {}, egress: [{}]}')], to(pods('billing')), true],
    ['a policy for other pods says nothing', [policy('p', '{podSelector: {matchLabels: {app: api}}, policyTypes: [Egress]}')], to(pods('billing')), true],
    ['whether the policy selects the pods is not known', [policy('p', '{podSelector: {matchLabels: {app: "${APP}"}}, policyTypes: [Egress]}')], to(pods('billing')), null],
    ['policies add up', [policy('p', '{podSelector: {}, policyTypes: [Egress]}'), policy('q', '{podSelector: {}, egress: [{to: [{podSelector: {}}]}]}')], to(pods('shop')), true],
    ['what is certain outweighs a policy that is not known', [policy('p', '{podSelector: {}, egress: [{}]}'), policy('q', '{podSelector: {matchLabels: {app: "${APP}"}}, policyTypes: [Egress]}')], to(pods('billing')), true],
    ['pods of the own namespace only', [policy('p', '{podSelector: {}, egress: [{to: [{podSelector: {}}]}]}')], to(pods('billing')), false],
    ['a namespace by its name', [policy('p', '{podSelector: {}, egress: [{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: billing}}}]}]}')], to(pods('billing')), true],
    ['a namespace by a label the set tells', [policy('p', '{podSelector: {}, egress: [{to: [{namespaceSelector: {matchLabels: {team: platform}}}]}]}')], to(pods('infra')), true],
    ['a namespace without that label', [policy('p', '{podSelector: {}, egress: [{to: [{namespaceSelector: {matchLabels: {team: sales}}}]}]}')], to(pods('infra')), false],
    ['a namespace that is not in the set', [policy('p', '{podSelector: {}, egress: [{to: [{namespaceSelector: {matchLabels: {team: platform}}}]}]}')], to(pods('billing')), null],
    ['a certain no of the pods outweighs a namespace that is not known', [policy('p', '{podSelector: {}, egress: [{to: [{namespaceSelector: {matchLabels: {team: platform}}, podSelector: {matchLabels: {app: db}}}]}]}')], to(pods('billing', { app: 'api' })), false],
    ['a certain no of the port outweighs a namespace that is not known', [policy('p', '{podSelector: {}, egress: [{to: [{namespaceSelector: {matchLabels: {team: platform}}}], ports: [{port: 80}]}]}')], to(pods('billing')), false],
    ['an address within the range', [policy('p', '{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}')], to(address('10.1.2.3')), true],
    ['an address among the exceptions', [policy('p', '{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}]}]}')], to(address('10.1.2.3')), false],
    ['a range that is an exception in part', [policy('p', '{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.2.0/24]}}]}]}')], to(address('10.1.0.0/16')), false],
    ['a malformed range', [policy('p', '{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.0.0.0}}]}]}')], to(address('10.1.2.3')), null],
    ['pods behind a range', [policy('p', '{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}')], to(pods('billing')), null],
    ['no pods have addresses of the node', [policy('p', '{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 169.254.0.0/16}}]}]}')], to(pods('billing')), false],
    ['outside is what is not private', [policy('p', '{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}]}]}')], to({ is: 'outside' }), true],
    ['outside may be within a range', [policy('p', '{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 52.0.0.0/8}}]}]}')], to({ is: 'outside' }), null],
    ['outside are no pods', [policy('p', '{podSelector: {}, egress: [{to: [{namespaceSelector: {}}]}]}')], to({ is: 'outside' }), false],
    ['a port by its name', [policy('p', '{podSelector: {}, egress: [{ports: [{port: https}]}]}')], to(pods('billing')), true],
    ['a port by another name', [policy('p', '{podSelector: {}, egress: [{ports: [{port: http}]}]}')], to(pods('billing')), false],
    ['the last port of a range', [policy('p', '{podSelector: {}, egress: [{ports: [{port: 400, endPort: 443}]}]}')], to(pods('billing')), true],
    ['the port behind a range', [policy('p', '{podSelector: {}, egress: [{ports: [{port: 400, endPort: 442}]}]}')], to(pods('billing')), false],
    ['the port before a range', [policy('p', '{podSelector: {}, egress: [{ports: [{port: 444, endPort: 500}]}]}')], to(pods('billing')), false],
    ['the protocol defaults to TCP', [policy('p', '{podSelector: {}, egress: [{ports: [{port: 443}]}]}')], to(pods('billing'), 443, 'UDP'), false],
    ['every port of a protocol', [policy('p', '{podSelector: {}, egress: [{ports: [{protocol: UDP}]}]}')], to(pods('billing'), 53, 'UDP'), true],
    ['a port that is not known', [policy('p', '{podSelector: {}, egress: [{ports: [{port: "${PORT}"}]}]}')], to(pods('billing')), null],
    ['an empty peer names nobody', [policy('p', '{podSelector: {}, egress: [{to: [{}]}]}')], to(pods('shop')), false],
  ])('%s', (_, policies, flow, expected) => {
    expect(decide(() => egressOf(...policies).allows(flow))).toBe(expected);
  });

  test('is sealed by a policy without rules, or with rules for names only', () => {
    const sealed = (spec: string) => decide(() => egressOf(policy('p', spec)).isSealed);
    expect(sealed('{podSelector: {}, policyTypes: [Egress]}')).toBe(true);
    expect(sealed('{podSelector: {}, egress: [{ports: [{port: 53, protocol: UDP}, {port: 53}]}]}')).toBe(true);
    expect(sealed('{podSelector: {}, egress: [{ports: [{port: 53, endPort: 60}]}]}')).toBe(false);
    expect(sealed('{podSelector: {}, egress: [{}]}')).toBe(false);
    expect(sealed('{podSelector: {}}')).toBe(false);
  });
});
