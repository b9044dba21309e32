import { MAYBE, SOME } from '../../src/graph/reading/unknown';
import { secondsOf, unknownOf } from './amount';
import { given, keyed, listOf, mapOf, metadataOf, plain, type Draft } from './draft';
import type { Gvk } from './kube';
import { entry, type MapPiece, type Piece } from './piece';
import { Changes } from './plus-changes';
import { containerOf, UNCHANGED } from './plus-container';
import type { Imported, Names } from './scope';
import type { Syntax } from './syntax';
import type { UseFinder, Uses } from './uses';

/** The label cdk8s-plus selects the pods of a workload by. What it says is not known, and that nobody else says the same is. */
const ADDRESS = 'cdk8s.io/metadata.addr';

/** What classes of cdk8s-plus make. */
const KINDS: Readonly<Record<string, Gvk>> = {
  Deployment: { apiVersion: 'apps/v1', kind: 'Deployment' },
  StatefulSet: { apiVersion: 'apps/v1', kind: 'StatefulSet' },
  DaemonSet: { apiVersion: 'apps/v1', kind: 'DaemonSet' },
  Job: { apiVersion: 'batch/v1', kind: 'Job' },
  CronJob: { apiVersion: 'batch/v1', kind: 'CronJob' },
  Service: { apiVersion: 'v1', kind: 'Service' },
  ConfigMap: { apiVersion: 'v1', kind: 'ConfigMap' },
  Secret: { apiVersion: 'v1', kind: 'Secret' },
};

/** The kind a class of cdk8s-plus makes; `null` for all others, and for what is not lifted. */
export function kindOfPlus({ module, names: [name = '', ...more] }: Imported): Gvk | null {
  return /^cdk8s-plus-\d+$/.test(module) && more.length === 0 && Object.hasOwn(KINDS, name) ? (KINDS[name] ?? null) : null;
}

/** What a construct of cdk8s-plus makes, its defaults included; `null` where what becomes of it is not known. */
export function plusObject(gvk: Gvk, props: Piece, node: Syntax, uses: Uses, names: Names, finder: UseFinder): Draft | null {
  if (uses.escapes || uses.givenTo.some(({ by }) => !/^cdk8s/.test(by.module)) || (props.is !== 'map' && props.is !== 'absent')) return null;
  const map: MapPiece = props.is === 'map' ? props : { is: 'map', entries: new Map(), isOpen: false, node };
  const changed = new Changes(uses.calls, uses, names, finder, node);
  if (!changed.areKnown) return null;
  const spec = specOf(gvk.kind, map, node, changed);
  const written = map.entries.get('metadata');
  const metadata = { ...metadataOf(written?.piece ?? (map.isOpen ? entry(map, 'metadata') : { is: 'absent', node }), node, changed.metadata), key: written?.key ?? null };
  return mapOf(node, [['apiVersion', given(node, gvk.apiVersion)], ['kind', given(node, gvk.kind)], ['metadata', metadata], ...spec], map.isOpen);
}

type Parts = readonly (readonly [string, Draft])[];

function specOf(kind: string, props: MapPiece, node: Syntax, changed: Changes): Parts {
  switch (kind) {
    case 'ConfigMap':
    case 'Secret': return [['data', unreadable(props, 'data', node)], ['stringData', unreadable(props, 'stringData', node)], ['type', copied(props, 'type')]];
    case 'Service': return [['spec', serviceOf(props, node, changed)]];
    case 'CronJob': return [['spec', mapOf(node, [['jobTemplate', mapOf(node, [['spec', mapOf(node, [['template', templateOf(props, node, changed, 'Never')]], true)]])], ['schedule', given(node, SOME)]], true)]];
    case 'Job': return [['spec', mapOf(node, [
      ['template', templateOf(props, node, changed, 'Never')], ['backoffLimit', copied(props, 'backoffLimit')],
      ['ttlSecondsAfterFinished', seconds(props, 'ttlAfterFinished')], ['activeDeadlineSeconds', seconds(props, 'activeDeadline')],
    ], props.isOpen)]];
    default: return [['spec', workloadSpec(kind, props, node, changed)]];
  }
}

function workloadSpec(kind: string, props: MapPiece, node: Syntax, changed: Changes): Draft {
  const selects = entry(props, 'select').is === 'absent' && !changed.isSelecting && !props.isOpen;
  const parts: (readonly [string, Draft])[] = [
    ['selector', selects ? mapOf(node, [['matchLabels', mapOf(node, [[ADDRESS, given(node, addressOf(node))]])]]) : given(node, SOME)],
    ['template', templateOf(props, node, changed, 'Always')],
  ];
  if (kind !== 'DaemonSet') {
    const written = entry(props, 'replicas');
    const byDefault = given(node, kind === 'StatefulSet' ? 1 : 2);
    parts.push(['replicas', changed.isScaled ? given(node, MAYBE) : written.is === 'absent' ? byDefault : copied(props, 'replicas')]);
  }
  if (kind === 'StatefulSet') parts.push(['serviceName', given(node, SOME)], ['updateStrategy', given(node, SOME)]);
  if (kind === 'Deployment') parts.push(['strategy', strategyOf(props, node)]);
  // What else there is follows from defaults that say the same as those of the API server.
  return mapOf(node, parts, true);
}

function strategyOf(props: MapPiece, node: Syntax): Draft {
  const piece = entry(props, 'strategy');
  const key = props.entries.get('strategy')?.key ?? null;
  if (piece.is === 'absent') return given(node, { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } });
  const isRecreate = piece.is === 'made' && piece.by.names.join('.').endsWith('DeploymentStrategy.recreate');
  return keyed(given(piece.node, isRecreate ? { type: 'Recreate' } : SOME), key);
}

function templateOf(props: MapPiece, node: Syntax, changed: Changes, restartPolicy: string): Draft {
  return mapOf(node, [['metadata', podMetadataOf(props, node, changed)], ['spec', podSpecOf(props, node, changed, restartPolicy)]]);
}

function podMetadataOf(props: MapPiece, node: Syntax, changed: Changes): Draft {
  const piece = entry(props, 'podMetadata');
  const key = props.entries.get('podMetadata')?.key ?? null;
  if (changed.podMetadata || (piece.is !== 'absent' && piece.is !== 'map')) return keyed(given(piece.node, SOME), key);
  const map: MapPiece = piece.is === 'map' ? piece : { is: 'map', entries: new Map(), isOpen: false, node };
  const labels = entry(map, 'labels');
  const written = plain(labels, map.entries.get('labels')?.key ?? null);
  const withAddress = labels.is === 'map' || labels.is === 'absent'
    ? mapOf(written.node, [...(written.parts ?? []) as Iterable<[string, Draft]>, [ADDRESS, given(node, addressOf(node))]], labels.is === 'map' && labels.isOpen, written.key)
    : { ...written, value: SOME };
  const others = [...map.entries].filter(([name]) => name !== 'labels').map(([name, found]) => [name, plain(found.piece, found.key)] as const);
  return mapOf(map.node, [...others, ['labels', withAddress]], map.isOpen, key);
}

function podSpecOf(props: MapPiece, node: Syntax, changed: Changes, restartPolicy: string): Draft {
  const later = given(node, MAYBE);
  const orElse = (name: string, value: unknown, draft = copied(props, name)): Draft => (entry(props, name).is === 'absent' ? given(node, value) : draft);
  const hasMounts = changed.volumes || changed.mountsMore || entry(props, 'volumes').is !== 'absent' || mayMount(props);
  const isPlaced = changed.scheduling || entry(props, 'spread').is !== 'absent';
  return mapOf(node, [
    ['containers', containersOf(props, node, changed)],
    ['initContainers', entry(props, 'initContainers').is === 'absent' ? given(node, undefined) : given(node, MAYBE)],
    ['volumes', hasMounts ? later : given(node, undefined)],
    ['affinity', isPlaced ? later : given(node, undefined)],
    ['tolerations', isPlaced ? later : given(node, undefined)],
    ['nodeName', isPlaced ? later : given(node, undefined)],
    ['restartPolicy', orElse('restartPolicy', restartPolicy, given(node, SOME))],
    ['serviceAccountName', given(node, unknownOf(entry(props, 'serviceAccount')))],
    ['automountServiceAccountToken', orElse('automountServiceAccountToken', false)],
    ['imagePullSecrets', given(node, unknownOf(entry(props, 'dockerRegistryAuth')))],
    ['hostNetwork', orElse('hostNetwork', false)],
    ['hostAliases', given(node, unknownOf(entry(props, 'hostAliases')))],
    ['dnsPolicy', orElse('dns', 'ClusterFirst', given(node, SOME))],
    ['dnsConfig', given(node, unknownOf(entry(props, 'dns')) === undefined ? undefined : MAYBE)],
    ['terminationGracePeriodSeconds', orElse('terminationGracePeriod', 30, seconds(props, 'terminationGracePeriod'))],
    ['securityContext', podSecurityOf(props, node)],
  ], props.isOpen);
}

function podSecurityOf(props: MapPiece, node: Syntax): Draft {
  const piece = entry(props, 'securityContext');
  const key = props.entries.get('securityContext')?.key ?? null;
  if (piece.is !== 'map' && piece.is !== 'absent') return keyed(given(piece.node, SOME), key);
  const map: MapPiece = piece.is === 'map' ? piece : { is: 'map', entries: new Map(), isOpen: false, node };
  return mapOf(map.node, [
    ['runAsNonRoot', entry(map, 'ensureNonRoot').is === 'absent' ? given(map.node, true) : copied(map, 'ensureNonRoot')],
    ['runAsUser', copied(map, 'user')], ['runAsGroup', copied(map, 'group')], ['fsGroup', copied(map, 'fsGroup')],
    ['fsGroupChangePolicy', given(map.node, SOME)], ['sysctls', given(map.node, unknownOf(entry(map, 'sysctls')))],
  ], false, key);
}

function containersOf(props: MapPiece, node: Syntax, { containers }: Changes): Draft {
  const piece = entry(props, 'containers');
  if (containers === null || (piece.is !== 'list' && piece.is !== 'absent')) return given(piece.node, SOME);
  const own = piece.is === 'list' ? piece.items.map((item) => containerOf(item, UNCHANGED)) : [];
  // Without any it would not be made: they come from elsewhere.
  if (own.length + containers.length === 0) return given(piece.node, SOME);
  return listOf(piece.is === 'list' ? piece.node : node, [...own, ...containers], props.entries.get('containers')?.key ?? null);
}

function mayMount(props: MapPiece): boolean {
  const piece = entry(props, 'containers');
  return piece.is !== 'absent' && (piece.is !== 'list' || piece.items.some((item) => item.is !== 'map' || entry(item, 'volumeMounts').is !== 'absent'));
}

function serviceOf(props: MapPiece, node: Syntax, changed: Changes): Draft {
  const ports = entry(props, 'ports');
  const type = entry(props, 'type');
  const typeName = type.is === 'made' ? SERVICE_TYPES[type.by.names.at(-1) ?? ''] : undefined;
  return mapOf(node, [
    ['selector', given(node, SOME)],
    ['type', type.is === 'absent' && entry(props, 'externalName').is === 'absent' ? given(node, 'ClusterIP') : keyed(given(type.node, typeName ?? SOME), props.entries.get('type')?.key ?? null)],
    ['ports', ports.is !== 'list' || changed.hasMorePorts ? given(node, SOME) : listOf(ports.node, ports.items.map((port) => plain(port)), props.entries.get('ports')?.key ?? null)],
    ['clusterIP', copied(props, 'clusterIP')], ['externalName', copied(props, 'externalName')],
    ['loadBalancerSourceRanges', copied(props, 'loadBalancerSourceRanges')], ['publishNotReadyAddresses', copied(props, 'publishNotReadyAddresses')],
    ['externalIPs', copied(props, 'externalIPs')],
  ], true);
}

const SERVICE_TYPES: Readonly<Record<string, string>> = { CLUSTER_IP: 'ClusterIP', NODE_PORT: 'NodePort', LOAD_BALANCER: 'LoadBalancer', EXTERNAL_NAME: 'ExternalName' };

/** Data that methods may add to: what is written is known. */
function unreadable(props: MapPiece, name: string, node: Syntax): Draft {
  const piece = entry(props, name);
  if (piece.is === 'absent') return mapOf(node, [], true);
  const draft = copied(props, name);
  return draft.parts === null ? { ...draft, value: SOME } : mapOf(draft.node, [...draft.parts] as [string, Draft][], true, draft.key);
}

function copied(map: MapPiece, name: string): Draft {
  return plain(entry(map, name), map.entries.get(name)?.key ?? null);
}

function seconds(props: MapPiece, name: string): Draft {
  const piece = entry(props, name);
  return keyed(given(piece.node, secondsOf(piece)), props.entries.get(name)?.key ?? null);
}

function addressOf({ loc: { start } }: Syntax): string {
  return `of-${start.line}-${start.column}`;
}
