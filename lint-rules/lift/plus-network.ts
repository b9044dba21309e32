import { MAYBE, SOME } from '../../src/graph/reading/unknown';
import { given, keyed, listOf, mapOf, metadataOf, plain, type Draft } from './draft';
import type { Gvk } from './kube';
import { entry, textOf, type MapPiece, type Piece } from './piece';
import type { Changes } from './plus-changes';
import type { Syntax } from './syntax';

/** The label cdk8s-plus selects the pods of a workload by. What it says is not known, and that nobody else says the same is. */
export const ADDRESS = 'cdk8s.io/metadata.addr';

/** What stands for the address of the pods that an expression makes. */
export function addressOf({ loc: { start } }: Syntax): string {
  return `of-${start.line}-${start.column}`;
}

const TYPES: Readonly<Record<string, string>> = { CLUSTER_IP: 'ClusterIP', NODE_PORT: 'NodePort', LOAD_BALANCER: 'LoadBalancer', EXTERNAL_NAME: 'ExternalName' };
const SERVICE: Gvk = { apiVersion: 'v1', kind: 'Service' };

/**
 * The spec of a Service.
 *
 * @param selects says whether a piece is a workload of cdk8s-plus, whose pods are selected by their address
 */
export function serviceSpec(props: MapPiece, node: Syntax, changed: Changes, selects: (piece: Piece) => boolean): Draft {
  const selector = entry(props, 'selector');
  const selected = changed.isSelecting ? null : selects(selector) ? selector.node : selector.is === 'absent' ? changed.governedBy : null;
  return mapOf(node, [
    ['selector', selected !== null ? addressed(node, selected) : given(node, selector.is === 'absent' && !changed.isSelecting && !props.isOpen ? undefined : SOME)],
    ['type', entry(props, 'externalName').is === 'absent' ? typeOf(entry(props, 'type'), props.entries.get('type')?.key ?? null, node) : given(node, SOME)],
    ['ports', portsOf(entry(props, 'ports'), props.entries.get('ports')?.key ?? null, changed)],
    ['clusterIP', copied(props, 'clusterIP')], ['externalName', copied(props, 'externalName')],
    ['loadBalancerSourceRanges', copied(props, 'loadBalancerSourceRanges')], ['publishNotReadyAddresses', copied(props, 'publishNotReadyAddresses')],
    ['externalIPs', copied(props, 'externalIPs')],
  ], props.isOpen);
}

/** The Service that `exposeViaService(options)` makes before a workload. */
export function exposedService(options: MapPiece, call: Syntax, workload: Draft, made: Syntax, changed: Changes): { readonly gvk: Gvk; readonly draft: Draft } {
  const ports = entry(options, 'ports');
  const name = entry(options, 'name');
  const metadata = metadataOf({ is: 'map', entries: new Map(name.is === 'absent' ? [] : [['name', { key: null, piece: name }]]), isOpen: false, node: call }, call, changed.metadata);
  const spec = mapOf(call, [
    ['selector', changed.isSelecting ? given(call, SOME) : addressed(call, made)],
    ['type', typeOf(entry(options, 'serviceType'), options.entries.get('serviceType')?.key ?? null, call)],
    ['ports', ports.is === 'absent' ? portsFrom(workload, call, changed) : portsOf(ports, options.entries.get('ports')?.key ?? null, changed)],
  ], options.isOpen);
  return { gvk: SERVICE, draft: mapOf(call, [['apiVersion', given(call, SERVICE.apiVersion)], ['kind', given(call, SERVICE.kind)], ['metadata', metadata], ['spec', spec]]) };
}

/** The spec of an Ingress; its rules may come later. */
export function ingressSpec(props: MapPiece, node: Syntax, changed: Changes): Draft {
  const tls = entry(props, 'tls');
  const rules = entry(props, 'rules');
  return mapOf(node, [
    ['ingressClassName', copied(props, 'className')],
    ['tls', changed.hasMoreTls ? given(node, MAYBE) : keyed(given(tls.node, tls.is === 'absent' ? undefined : tls.is === 'list' && tls.items.length > 0 ? SOME : MAYBE), props.entries.get('tls')?.key ?? null)],
    ['rules', changed.hasMoreRules ? given(node, MAYBE) : rulesOf(rules, props.entries.get('rules')?.key ?? null)],
    ['defaultBackend', given(node, MAYBE)],
  ], props.isOpen);
}

/** Rules of one host become one; those without a host or a path are its default. */
function rulesOf(piece: Piece, key: Syntax | null): Draft {
  if (piece.is !== 'list') return keyed(given(piece.node, piece.is === 'absent' ? undefined : MAYBE), key);
  const hosts = piece.items.map((item) => (item.is === 'map' ? textOf(entry(item, 'host')) : null));
  if (hosts.includes(null) || new Set(hosts).size < hosts.length) return keyed(given(piece.node, MAYBE), key);
  return listOf(piece.node, piece.items.map((item) => mapOf(item.node, [['host', copied(item as MapPiece, 'host')], ['http', mapOf(item.node, [['paths', listOf(item.node, [given(item.node, SOME)])]])]])), key);
}

function addressed(node: Syntax, made: Syntax): Draft {
  return mapOf(node, [[ADDRESS, given(node, addressOf(made))]]);
}

function typeOf(piece: Piece, key: Syntax | null, node: Syntax): Draft {
  if (piece.is === 'absent') return given(node, 'ClusterIP');
  return keyed(given(piece.node, (piece.is === 'made' ? TYPES[piece.by.names.at(-1) ?? ''] : undefined) ?? SOME), key);
}

function portsOf(piece: Piece, key: Syntax | null, changed: Changes): Draft {
  return piece.is !== 'list' || changed.hasMorePorts ? given(piece.node, SOME) : listOf(piece.node, piece.items.map((port) => plain(port)), key);
}

/** The ports of the containers, where no others are asked for. */
function portsFrom(workload: Draft, node: Syntax, changed: Changes): Draft {
  const containers = ['spec', 'template', 'spec', 'containers'].reduce<unknown>((at, step) => (at as Readonly<Record<string, unknown>> | undefined)?.[step], workload.value);
  const ports = Array.isArray(containers) ? containers.flatMap((container: unknown) => portsIn(container)) : [SOME];
  if (changed.hasMorePorts || ports.length === 0 || ports.includes(SOME)) return given(node, SOME);
  return given(node, ports.map((port) => ({ port, targetPort: port })));
}

function portsIn(container: unknown): readonly unknown[] {
  if (typeof container !== 'object' || container === null) return [SOME];
  const ports = (container as Readonly<Record<string, unknown>>)['ports'];
  if (ports === undefined) return [];
  if (!Array.isArray(ports)) return [SOME];
  return ports.map((port: unknown) => {
    const number = typeof port === 'object' && port !== null ? (port as Readonly<Record<string, unknown>>)['containerPort'] : undefined;
    return typeof number === 'number' ? number : SOME;
  });
}

function copied(map: MapPiece, name: string): Draft {
  return plain(entry(map, name), map.entries.get(name)?.key ?? null);
}
