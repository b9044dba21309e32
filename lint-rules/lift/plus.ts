import { MAYBE, SOME } from '../../src/graph/reading/unknown';
import { diskOf, secondsOf, unknownOf } from './amount';
import { given, keyed, listOf, mapOf, marked, metadataOf, plain, type Draft } from './draft';
import { read } from './expression';
import type { Gvk } from './kube';
import { entry, type MapPiece, type Piece } from './piece';
import { Changes, isBeside } from './plus-changes';
import { containerOf, UNCHANGED } from './plus-container';
import { nameOf } from './object-name';
import { ADDRESS, addressOf, exposedService, ingressSpec, serviceSpec } from './plus-network';
import type { Imported, Names } from './scope';
import { children, type Syntax } from './syntax';
import type { UseFinder, Uses } from './uses';

/** What classes of cdk8s-plus make. */
const KINDS: Readonly<Record<string, Gvk>> = {
  Deployment: { apiVersion: 'apps/v1', kind: 'Deployment' },
  StatefulSet: { apiVersion: 'apps/v1', kind: 'StatefulSet' },
  DaemonSet: { apiVersion: 'apps/v1', kind: 'DaemonSet' },
  Job: { apiVersion: 'batch/v1', kind: 'Job' },
  CronJob: { apiVersion: 'batch/v1', kind: 'CronJob' },
  Service: { apiVersion: 'v1', kind: 'Service' },
  Ingress: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' },
  HorizontalPodAutoscaler: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' },
  PersistentVolumeClaim: { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
  ServiceAccount: { apiVersion: 'v1', kind: 'ServiceAccount' },
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
  const spec = specOf(gvk.kind, map, node, changed, names);
  const written = map.entries.get('metadata');
  const metadata = { ...metadataOf(written?.piece ?? (map.isOpen ? entry(map, 'metadata') : { is: 'absent', node }), node, changed.metadata), key: written?.key ?? null };
  return mapOf(node, [['apiVersion', given(node, gvk.apiVersion)], ['kind', given(node, gvk.kind)], ['metadata', metadata], ...spec], map.isOpen);
}

const WORKLOADS = new Set(['DaemonSet', 'Deployment', 'Job', 'StatefulSet']);

/** Is it a workload, of which the address of its pods is known? */
function isWorkload(piece: Piece): boolean {
  return piece.is === 'made' && piece.node.type === 'NewExpression' && WORKLOADS.has(kindOfPlus(piece.by)?.kind ?? '');
}

/** What else comes of a workload: a Service for each `exposeViaService()` that runs whenever it is made. */
export function* exposedBy(workload: Draft, made: Syntax, uses: Uses, names: Names, finder: UseFinder): Generator<{ readonly node: Syntax; readonly gvk: Gvk; readonly draft: Draft }> {
  for (const { path: [method, ...more], node } of uses.calls) {
    if (method !== 'exposeViaService' || more.length > 0 || !isBeside(node, made)) continue;
    const later = finder.usesOf(node);
    const changed = new Changes(later.calls, later, names, finder, node);
    const [written] = children(node, 'arguments');
    const options: Piece = written ? read(written, names) : { is: 'map', entries: new Map(), isOpen: false, node };
    if (!later.isHandedOver && changed.areKnown && options.is === 'map') yield { node, ...exposedService(options, node, workload, made, changed) };
  }
}

type Parts = readonly (readonly [string, Draft])[];

function specOf(kind: string, props: MapPiece, node: Syntax, changed: Changes, names: Names): Parts {
  switch (kind) {
    case 'ConfigMap':
    case 'Secret': return [['data', unreadable(props, 'data', node)], ['stringData', unreadable(props, 'stringData', node)], ['type', copied(props, 'type')]];
    case 'Service': return [['spec', serviceSpec(props, node, changed, isWorkload)]];
    case 'Ingress': return [['spec', ingressSpec(props, node, changed)]];
    case 'HorizontalPodAutoscaler': return [['spec', scalerSpec(props, node, names)]];
    case 'PersistentVolumeClaim': return [['spec', claimSpec(props, node, changed)]];
    case 'ServiceAccount': return [['automountServiceAccountToken', entry(props, 'automountToken').is === 'absent' ? given(node, false) : copied(props, 'automountToken')], ['secrets', given(node, MAYBE)]];
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
    : marked(written, SOME);
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

function scalerSpec(props: MapPiece, node: Syntax, names: Names): Draft {
  const metrics = entry(props, 'metrics');
  const target = entry(props, 'target');
  return mapOf(node, [
    ['maxReplicas', copied(props, 'maxReplicas')], ['minReplicas', entry(props, 'minReplicas').is === 'absent' ? given(node, 1) : copied(props, 'minReplicas')],
    ['scaleTargetRef', target.is === 'made' && isWorkload(target) ? targetOf(target, names) : given(target.node, SOME)], ['metrics', keyed(given(metrics.node, unknownOf(metrics)), props.entries.get('metrics')?.key ?? null)],
    ['behavior', given(node, SOME)],
  ], props.isOpen);
}

function targetOf({ by, node }: Extract<Piece, { is: 'made' }>, names: Names): Draft {
  const { apiVersion, kind } = kindOfPlus(by)!;
  return mapOf(node, [['apiVersion', given(node, apiVersion)], ['kind', given(node, kind)], ['name', given(node, nameOf(node, names))]]);
}

const ACCESS: Readonly<Record<string, string>> = { READ_WRITE_ONCE: 'ReadWriteOnce', READ_ONLY_MANY: 'ReadOnlyMany', READ_WRITE_MANY: 'ReadWriteMany', READ_WRITE_ONCE_POD: 'ReadWriteOncePod' };

function claimSpec(props: MapPiece, node: Syntax, changed: Changes): Draft {
  const modes = entry(props, 'accessModes');
  const storage = entry(props, 'storage');
  const mode = (piece: Piece): Draft => given(piece.node, (piece.is === 'made' ? ACCESS[piece.by.names.at(-1) ?? ''] : undefined) ?? SOME);
  return mapOf(node, [
    ['accessModes', modes.is === 'list' ? listOf(modes.node, modes.items.map(mode), props.entries.get('accessModes')?.key ?? null) : given(modes.node, unknownOf(modes))],
    ['resources', storage.is === 'absent' ? given(node, undefined) : mapOf(storage.node, [['requests', mapOf(storage.node, [['storage', given(storage.node, diskOf(storage))]])]])],
    ['storageClassName', copied(props, 'storageClassName')], ['volumeMode', given(node, SOME)],
    ['volumeName', given(node, changed.hasMorePorts ? SOME : unknownOf(entry(props, 'volume')))],
  ], props.isOpen);
}

/** Data that methods may add to: what is written is known. */
function unreadable(props: MapPiece, name: string, node: Syntax): Draft {
  const piece = entry(props, name);
  if (piece.is === 'absent') return mapOf(node, [], true);
  const draft = copied(props, name);
  return draft.parts === null ? marked(draft, SOME) : mapOf(draft.node, draft.parts as ReadonlyMap<string, Draft>, true, draft.key);
}

function copied(map: MapPiece, name: string): Draft {
  return plain(entry(map, name), map.entries.get(name)?.key ?? null);
}

function seconds(props: MapPiece, name: string): Draft {
  const piece = entry(props, name);
  return keyed(given(piece.node, secondsOf(piece)), props.entries.get(name)?.key ?? null);
}
