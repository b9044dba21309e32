import { App, Chart, Lazy } from 'cdk8s';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import * as exported from '../../constructs';
import { Refusal } from '../../constructs';
import { checkSchema } from '../../src/graph/schema/check';
import { KINDS, build, cases, scales, telemetry } from './arbitraries';
import { CLOUDS, SERVICE, STORE, chart, guarded, manifestsOf, platforms, refusalOf } from './manifests';
import { SCENES, type Scene } from './scenes';
import { calls, garbledOf, listen, placesOf, valueAt, withValue, worded } from './wrong-props';

// In a worker that has loaded constructs for other files.
vi.hoisted(() => vi.resetModules());
afterAll(() => vi.resetModules());
vi.mock('../../constructs', async (original) => {
  const { observed } = await import('./wrong-props.js');
  return observed(await original<object>());
});

beforeEach(() => listen());

/** Whatever the tests of laws build on a cloud. */
function scenesOn(cloud: (typeof CLOUDS)[number]): readonly Scene[] {
  const few = { numRuns: 1, seed: 7 };
  const plain = cases.filter((c) => c.cloud === cloud);
  return [
    ...Object.values(SCENES).flatMap((scenes) => fc.sample(scenes(cloud), few)),
    ...KINDS.flatMap((kind) => fc.sample(fc.tuple(plain, scales(cloud, 2)), few).map(([c, scale]): Scene => (at) => void build(at, kind, c, scale))),
    ...(['store', 'files'] as const).flatMap((secrets) => fc.sample(plain, few).map((c): Scene => (at) => void build(at, 'Worker', { ...c, secrets }, { replicas: 2 }))),
    (at, platform) => { new exported.ApiRole(at, 'role', { namespace: guarded(at, platform), name: 'api', allows: [{ verbs: ['get'], resources: ['pods'], names: ['api-0'] }] }); },
    () => { new exported.KubeadmConfiguration({ kubernetesVersion: 'v1.34.2', controlPlaneEndpoint: 'api.acme.example:6443', nodes: 20, etcd: { topology: 'stacked', tuning: { quota: '8Gi' } }, files: { auditPolicy: '/etc/kubernetes/audit.yaml', encryption: '/etc/kubernetes/encryption.yaml' } }); },
    () => { new exported.Irsa({ issuer: 'https://oidc.acme.example/id/1', account: '123456789012', namespace: 'shop', serviceAccount: 'api' }); },
    () => { new exported.EksPodIdentity({ cluster: 'main', account: '123456789012', namespace: 'shop', serviceAccount: 'api' }); },
    () => { new exported.Federation({ issuer: 'https://oidc.acme.example/id/1', clientId: '7d2c0f3a-5a0e-4f63-9d0b-2f7f1f6b8c11', namespace: 'shop', serviceAccount: 'api' }); },
  ];
}

function played(scene: Scene, cloud: (typeof CLOUDS)[number]): Chart {
  const at = new Chart(new App(), 'test');
  scene(at, platforms('1.34', { telemetry })[cloud]);
  return at;
}

/** How a scene ends in which one value is another: `refused`, `taken`, or what is wrong about it. */
function ending(scene: Scene, cloud: (typeof CLOUDS)[number]): string {
  try {
    const flaws = manifestsOf(played(scene, cloud)).flatMap((m) => checkSchema(m, m.apiVersion, m.kind, '1.34').map((flaw) => `${m.kind}: ${JSON.stringify(flaw)}`));
    return flaws.length === 0 ? 'taken' : `taken, and the API server refuses ${flaws.join()}`;
  } catch (error) {
    if (!(error instanceof Refusal)) return `crashed: ${String(error)}`;
    const { found, expected, remedy } = error.reason;
    return /undefined|\[object/.test(expected + remedy) || found === '' ? `refused in words nobody understands: ${error.message}` : 'refused';
  }
}

describe.each(CLOUDS)('props of %s that no compiler has read', (cloud) => {
  test('end in a Refusal, or in objects the API server takes, wherever one value is missing or another', () => {
    const asked = new Set<string>();
    const called = new Set<string>();
    const ends = scenesOn(cloud).flatMap((scene) => {
      listen();
      played(scene, cloud);
      return [...calls].flatMap(({ name, args }, index) => {
        called.add(name);
        return placesOf(args).flatMap((path) => {
          const place = `${name} ${path.map((key) => (typeof key === 'number' ? '' : key)).join('.')} ${typeof valueAt(args, path)}`;
          if (asked.has(place)) return [];
          asked.add(place);
          return [...garbledOf(valueAt(args, path)), ...LAZY].map((garbled) => {
            listen((call, i) => (i === index ? withValue(call.args, path, garbled) as unknown[] : call.args));
            return { place, end: ending(scene, cloud), by: worded(garbled) };
          });
        });
      });
    });
    expect(ends.filter(({ end }) => end !== 'refused' && end !== 'taken').map(({ place, end, by }) => `${place} <- ${by}: ${end}`)).toEqual([]);
    const refused = ends.filter(({ end }) => end === 'refused').length;
    expect(refused).toBeGreaterThan(1000);
    expect(refused / ends.length).toBeGreaterThan(0.9);
    const made = Object.entries(exported).filter(([name, value]) => typeof value === 'function' && value.length > 0 && name !== 'Refusal').map(([name]) => name);
    // Those that are never made by themselves.
    const BASES = ['CloudIdentity', 'KeptServer', 'KeptWorkload', 'Server', 'Workload', 'WorkloadPolicy', 'Platform'];
    expect(made.filter((name) => !called.has(name) && !BASES.includes(name))).toEqual([]);
    expect([...called]).toContain(`Platform.${cloud}`);
  }, 120_000);
});

describe('what JavaScript forgets', () => {
  const service = (changes: object) => () => new exported.StatelessService(chart(), 'api', { ...SERVICE, ...changes } as never);
  const namespace = guarded(chart());

  test.each<[string, () => unknown, string]>([
    ['a namespace', service({}), 'found:    namespace: nothing\n  expected: a Namespace { name, platform }'],
    ['all of it', () => new exported.Worker(chart(), 'worker', undefined as never), 'test/worker [props]\n  found:    props: nothing'],
    ['a word of several', service({ namespace, placement: { spread: 'always' } }), 'found:    placement.spread: "always"\n  expected: "prefer" or "require"'],
    ['which of two', service({ namespace, scale: { replicas: 2, min: 2, max: 3 } }), 'expected: nothing, beside what else is said'],
    ['a list', service({ namespace, volumes: [] }), 'found:    volumes: a list\n  expected: an object'],
    ['a text for a number', () => new exported.StatefulStore(chart(), 'db', { ...STORE, namespace, replicas: '3' } as never), 'found:    replicas: text\n  expected: a number'],
    ['the disk of another cloud', () => new exported.ZonalStorageClass(chart(), 'disks', { platform: platforms().azure, name: 'data', disk: { type: 'gp3' } } as never), 'found:    disk.sku: nothing'],
    ['what a disk is called', () => new exported.ZonalStorageClass(chart(), 'disks', { platform: platforms().azure, name: 'data', disk: { sku: 'Standard_LRS' } } as never), 'found:    disk.sku: "Standard_LRS"\n  expected: "Premium_ZRS", "Premium_LRS" or "PremiumV2_LRS"'],
    ['an issuer', () => new exported.Irsa({ account: '123456789012', namespace: 'shop', serviceAccount: 'api' } as never), 'Irsa [props]\n  found:    issuer: nothing\n  expected: text'],
    ['a workload', () => exported.keepLaws(undefined as never, { namespace } as never), 'keepLaws [keep-laws]\n  found:    no construct'],
    ['that folders begin at the root', service({ namespace, files: { 'etc/shop': { config: 'shop' } } }), 'found:    a volume at "etc/shop"'],
    ['the same of volumes', service({ namespace, volumes: { dumps: { scratch: '1Gi' } } }), 'found:    a volume at "dumps"'],
    ['the same of a disk', () => new exported.StatefulStore(chart(), 'db', { ...STORE, namespace, data: { ...STORE.data, mountPath: '/' } }), 'found:    a volume at "/"'],
    ['an end', () => guardedService().allow.to(undefined as never), 'external [props]\n  found:    props: nothing'],
    ['a workload among ends', () => guardedService().allow.to({ selector: {} } as never), 'external [props]\n  found:    cidr: nothing'],
    ['who lets in', () => guardedService().allow.from({ selector: {} } as never), 'test/api [props]\n  found:    cidr: nothing'],
    ['a key', () => secretOf({ password: { secret: 'orders' } }).key('pasword' as never), '[identity/secret]\n  found:    key "pasword"\n  expected: one of password'],
    ['a replica', () => new exported.StatefulStore(chart(), 'db', { ...STORE, namespace: guarded(chart()) }).replica(3), '[quorum]\n  found:    replica 3\n  expected: 0 to 2'],
    ['what a plan is written into', () => { new exported.MtuPlan({ platform: platforms().aws, network: { plugin: 'cilium' } }).applyTo({} as never); }, 'MtuPlan [network/mtu-headroom]\n  found:    no ApiObject'],
    ['a version', () => platforms().aws.isAtLeast('2.0' as never), 'found:    version "2.0"'],
    ['where to stand', () => new exported.Worker(undefined as never, 'worker', {} as never), 'worker [props]'],
    ['how a field is written', service({ namespace, scale: { replica: 3 } }), 'found:    scale.replica: a field that is not known\n  expected: replicas\n  do this:  did you mean replicas?'],
    ['the same of one that may be left out', service({ namespace, writeablePaths: ['/tmp'] }), 'writeablePaths: a field that is not known\n  expected: writablePaths'],
    ['the same in lower case', service({ namespace, partof: 'shop' }), 'did you mean partOf?'],
    ['the same in a list', service({ namespace, sidecars: [{ name: 'proxy', image: 'envoy:1.30.1', budget: SERVICE.budget, volume: {} }] }), 'found:    sidecars.0.volume: a field'],
    ['that a name is needed at once', service({ namespace, name: LATER }), 'found:    name: a value that is known later\n  expected: text; it must be known at synth time'],
    ['the same of an image', service({ namespace, image: LATER }), 'expected: text such as "…:…"; it must be known at synth time'],
    ['the same of a number', service({ namespace, scale: { replicas: LATER } }), 'expected: a number; it must be known at synth time'],
    ['that nothing puts in what cdktf knows', service({ namespace, env: { BUCKET: '${TfToken[TOKEN.7]}' } }), 'found:    env.BUCKET: a value that is known later\n  expected: text; it must be known at synth time'],
    ['which mechanism', () => new exported.Snapshots(chart(), 'daily', { platform: platforms().aws, store: storeOf(), by: { mechanism: 'awss' } } as never), 'found:    by.mechanism: "awss"\n  expected: "volume-snapshot", "velero" or "aws-backup"'],
    ['which mechanism, at all', () => new exported.Snapshots(chart(), 'daily', { platform: platforms().aws, store: storeOf(), by: { keepDays: 3 } } as never), 'found:    by.mechanism: nothing\n  expected: "volume-snapshot", "velero" or "aws-backup"'],
    ['that users are not led to a store', () => new exported.TunedIngress(chart(), 'shop', { namespace, backend: storeOf(), host: 'shop.example' } as never), 'found:    backend: a StatefulStore\n  expected: a StatelessService: an Ingress leads to what answers HTTP'],
    ['what a backend is', () => new exported.TunedIngress(chart(), 'shop', { namespace, backend: {}, host: 'shop.example' } as never), 'found:    backend: an object\n  expected: a StatelessService\n'],
    ['which props', () => new exported.StatefulStore(chart(), 'db', null as never), 'test/db [props]\n  found:    props: null\n  expected: StatefulStoreProps { namespace, name, image, '],
    ['that names are plain', service({ namespace, env: { 'A\u001b[2K\u202e': 3 } }), 'found:    env."A\\u001b[2K\\u{202e}": a number'],
    ['the same of a name it tells itself', service({ namespace, name: 'api\u001b[2K' }), 'found:    name "api\\x1b[2K"'],
    ['a program', service({ namespace, command: ['', '-c'] }), 'found:    command: a program without a name'],
    ['a port', () => { guardedService().policy.allowTo({ cidr: '10.0.0.0/8' }); }, 'test/api/NetworkPolicy [network/named-ports]\n  found:    port nothing\n  expected: a whole number from 1 to 65535'],
    ['where to stand, though something is there', () => new exported.PriorityLadder({} as never, 'ladder', { name: 'acme' }), 'ladder [props]\n  found:    a scope that is no construct'],
    ['what it is called in its scope', () => new exported.PriorityLadder(chart(), '', { name: 'acme' }), 'test [props]\n  found:    no id'],
    ['a peer', () => guardedService().admits({ pods: {} } as never), 'found:    namespace: nothing'],
  ])('%s', (_, act, text) => {
    expect(refusalOf(act)).toContain(text);
  });

  test.each<[string, () => unknown, string]>([
    ['of an entry', service({ namespace, secretEnv: { PASSWORD: 'hunter2' } }), 'secretEnv.PASSWORD: text\n'],
    ['of an issuer', () => new exported.Irsa({ account: '123456789012', namespace: 'shop', serviceAccount: 'api', issuer: 'http://me:hunter2@oidc.example' }), 'issuer "http://…@oidc.example"\n'],
    ['of the address of runbooks', () => new exported.LoopSignals(chart(), 'signals', { flavour: 'operator', namespace, sources: [], runbookBaseUrl: 'ftp://me:hunter2@runbooks.example' } as never), 'runbookBaseUrl "ftp://…@runbooks.example"\n'],
    ['of a host', () => new exported.TunedIngress(chart(), 'shop', { namespace, backend: guardedService(), host: 'me:hunter2@shop.example', app: { longestRequestSeconds: 30, keepAliveSeconds: 75, largestBody: '8Mi' }, door: { controller: 'alb', reach: 'internet', certificateArn: 'arn:aws:acm:eu-west-1:1:certificate/1', subnets: ['10.0.0.0/24'] } }), 'host "…@shop.example"\n'],
    ['of an API server', () => new exported.KubeadmConfiguration({ kubernetesVersion: 'v1.34.2', controlPlaneEndpoint: 'me:hunter2@api:6443' as never, nodes: 20, etcd: { topology: 'stacked', tuning: { quota: '8Gi' } }, files: { auditPolicy: '/a.yaml', encryption: '/e.yaml' } }), 'controlPlaneEndpoint "…@api:6443"\n'],
  ])('is told without telling a secret: %s', (_, act, text) => {
    const refusal = refusalOf(act);
    expect(refusal).toContain(`found:    ${text}`);
    expect(refusal).not.toContain('hunter2');
  });

  test('is told by a class that names its codes', () => {
    expect(() => new exported.Worker(chart(), 'worker', {} as never)).toThrow(expect.objectContaining({ name: 'Refusal', code: 'props' }) as Error);
  });
});

/** As a manifest may be asked for it when it is written. */
const LAZY = ['later', 5].map((made) => Lazy.any({ produce: () => made }) as unknown);

/** As a program may hand it over that has no compiler, or takes `any`. */
const LATER = Lazy.any({ produce: () => 'later' }) as never;

function storeOf(): exported.StatefulStore {
  const at = chart();
  return new exported.StatefulStore(at, 'db', { ...STORE, namespace: guarded(at) });
}

function guardedService(): exported.StatelessService {
  const at = chart();
  return new exported.StatelessService(at, 'api', { ...SERVICE, namespace: guarded(at) });
}

function secretOf<K extends string>(entries: exported.VaultEntries<K>): exported.SecretFrom<K> {
  const at = chart();
  return new exported.SecretFrom(at, 'secret', { namespace: guarded(at), name: 'orders', store: { clusterStore: 'vault' }, entries });
}
