// The table of primitives in docs/clouds.md, made of the facts the constructs write: what it says is what they do.
import { table } from './generate-docs.mjs';

const MARK = /<!-- primitives -->[\s\S]*?<!-- \/primitives -->/;
const CLOUDS = ['aws', 'azure', 'gcp'];
/** Whom a workload may be, to see what is written for it. */
const PRINCIPALS = {
  aws: { roleArn: 'arn:aws:iam::123456789012:role/shop-api' },
  azure: { clientId: '7d2c0f3a-5a0e-4f63-9d0b-2f7f1f6b8c11' },
  gcp: { serviceAccount: 'shop-api@acme-shop.iam.gserviceaccount.com' },
};

/** The page with its table as it is now. `load` runs TypeScript. */
export async function cloudsPage(page, load) {
  const { CLOUDS: facts } = await load.import('../constructs/clouds.ts');
  const { WIRINGS } = await load.import('../constructs/identity/principal.ts');
  const { DRIVERS } = await load.import('../constructs/storage/disk.ts');
  const { Platform } = await load.import('../constructs/platform.ts');
  const { spotPool, spotNotice } = await load.import('../constructs/compute/placement/spot.ts');
  const { linkOf } = await load.import('../src/graph/mtu/encapsulation.ts');
  const { EBS, GOOGLE_DISK } = await load.import('../src/graph/cloud/etcd/disk-facts.ts');
  const unset = { aws: EBS.otherwise, azure: null, gcp: GOOGLE_DISK.otherwise };
  const platforms = Object.fromEntries(CLOUDS.map((cloud) => [cloud, Platform[cloud]({ zones: [facts[cloud].zone.example] })]));

  const row = (loop, what, cell) => [loop, what, ...CLOUDS.map((cloud) => cell(facts[cloud], cloud))];
  const named = (loop, what, key) => row(loop, what, (of) => primitive(of[key]));
  const rows = [
    named('', 'managed Kubernetes', 'kubernetes'),
    row('', 'a zone, as nodes are labelled', ({ zone }) => code(zone.example)),
    named('identity', 'workload identity', 'workloadIdentity'),
    row('identity', 'written into the ServiceAccount', (_, cloud) => codes(Object.keys(WIRINGS[cloud].annotations(PRINCIPALS[cloud])))),
    row('identity', 'written into the pods', (_, cloud) => codes(pairs(WIRINGS[cloud].podLabels))),
    row('identity', 'audience of the token', (_, cloud) => codes([WIRINGS[cloud].audience(PRINCIPALS[cloud])].filter((one) => one !== null))),
    row('identity', 'where tokens are fetched', (_, cloud) => endpoint(WIRINGS[cloud].tokenEndpoint(platforms[cloud], PRINCIPALS[cloud]))),
    named('identity', 'images are pulled by', 'imagePull'),
    named('identity', 'what keeps pods from the identity of their node', 'metadataGuard'),
    named('identity', 'secrets are kept in', 'vault'),
    named('identity', 'people get in by', 'people'),
    named('compute', 'node pools', 'nodePools'),
    named('compute', 'nodes come and go by', 'nodeScaling'),
    row('compute', 'KEDA asks the cloud as', ({ keda }) => `${code(keda.provider)}, e.g. for ${code(keda.queue)}`),
    row('compute', 'spot nodes: label', (_, cloud) => codes(pairs(spotPool(platforms[cloud]).labels))),
    row('compute', 'spot nodes: taint', (_, cloud) => taint(spotPool(platforms[cloud]).taint)),
    row('compute', 'spot nodes: notice', (_, cloud) => `${spotNotice(platforms[cloud])} s`),
    named('network', 'network of pods', 'podNetwork'),
    row('network', 'largest packet of a node', (_, cloud) => `${linkOf(cloud)} bytes`),
    named('network', 'NetworkPolicies are enforced by', 'policyEngine'),
    row('network', 'resolvers besides the DNS of the cluster', ({ resolvers }) => codes(resolvers)),
    named('network', 'way out of private subnets', 'nat'),
    row('network', 'tells that its ports run out', ({ natSaturation: { namespace, metrics } }) => `${codes(metrics)} of ${code(namespace)}`),
    named('network', 'services of the cloud without the internet', 'privateEndpoints'),
    named('network', 'front door', 'ingress'),
    row('storage', 'driver of disks', ({ drivers }) => code(drivers.disk)),
    row('storage', 'a disk fit for data, by default', (_, cloud) => codes(pairs(DRIVERS[cloud].parameters(DRIVERS[cloud].standard)))),
    row('storage', 'parameter that names a key of your own', (_, cloud) => code(DRIVERS[cloud].encryptionKey)),
    named('storage', 'a copy in a second zone', 'secondZone'),
    row('storage', 'driver of files many nodes mount', ({ drivers }) => code(drivers.files)),
    named('storage', 'the class that comes with the cluster', 'builtInClass'),
    named('storage', 'snapshots', 'snapshots'),
    row('control plane', 'disk under etcd', ({ etcdDisk }) => `${code(etcdDisk.type)} (${etcdDisk.name}); as good: ${etcdDisk.others.join(', ')}${terraform(etcdDisk)}`),
    row('control plane', 'its type where nobody writes one', (_, cloud) => (unset[cloud] === null ? 'Terraform asks for it' : `${code(unset[cloud])}, an error for etcd`)),
    named('control plane', 'seen of a managed control plane', 'controlPlaneMetrics'),
    row('observability', 'managed Prometheus', ({ prometheus }) => `${prometheus.name}: \`flavour: '${prometheus.flavour}'\`${terraform(prometheus)}`),
  ];
  return page.replace(MARK, () => `<!-- primitives -->\n${table(['loop', 'what', ...CLOUDS.map((cloud) => `\`${cloud}\``)], rows)}\n<!-- /primitives -->`);
}

const code = (text) => `\`${text}\``;
const codes = (texts) => texts.map(code).join(', ') || '-';
const pairs = (of) => Object.entries(of).map(([key, value]) => `${key}: ${value}`);
const taint = (of) => (of === null ? 'none: the label alone decides' : code(`${of.key}=${of.value}:${of.effect}`));
const terraform = ({ terraform: types = [] }) => (types.length === 0 ? '' : `<br>${codes(types)}`);
const primitive = (of) => `${of.name}${terraform(of)}`;
const endpoint = ({ cidrs, ports }) => `${cidrs.map((cidr) => (cidr === '0.0.0.0/0' ? 'any address' : code(cidr))).join(', ')}, port ${ports.join(' or ')}`;
