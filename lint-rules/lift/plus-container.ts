import { MAYBE, OPEN, SOME } from '../../src/graph/reading/unknown';
import { cpuOf, diskOf, memoryOf, unknownOf } from './amount';
import { given, keyed, listOf, mapOf, marked, plain, type Draft } from './draft';
import { isThere } from './expression';
import { entry, type MapPiece, type Piece } from './piece';

/** Values of `EnvFieldPaths` that pods are told of themselves by. */
const FIELDS: Readonly<Record<string, string>> = {
  POD_NAME: 'metadata.name', POD_NAMESPACE: 'metadata.namespace', POD_UID: 'metadata.uid', POD_IP: 'status.podIP', POD_IPS: 'status.podIPs',
  SERVICE_ACCOUNT_NAME: 'spec.serviceAccountName', NODE_NAME: 'spec.nodeName', NODE_IP: 'status.hostIP',
};

const PULL_POLICIES: Readonly<Record<string, string>> = { ALWAYS: 'Always', IF_NOT_PRESENT: 'IfNotPresent', NEVER: 'Never' };

/** What happens to a container after it was made. */
export interface Later {
  readonly mounts: boolean;
  readonly env: boolean;
  readonly ports: boolean;
}

export const UNCHANGED: Later = { mounts: false, env: false, ports: false };

/** A container as cdk8s-plus writes it, its defaults included. */
export function containerOf(props: Piece, later: Later): Draft {
  if (props.is !== 'map') return { value: SOME, node: props.node, key: null, parts: null };
  const { node } = props;
  const of = (name: string): Draft => copied(props, name);
  const orElse = (name: string, value: unknown): Draft => (entry(props, name).is === 'absent' ? given(node, value) : of(name));
  const port = entry(props, 'portNumber').is === 'absent' ? entry(props, 'port') : entry(props, 'portNumber');
  return mapOf(node, [
    ['name', orElse('name', 'main')],
    ['image', required(of('image'))],
    ['command', of('command')],
    ['args', of('args')],
    ['workingDir', of('workingDir')],
    ['ports', later.ports ? given(node, MAYBE) : portsOf(props, port)],
    ['resources', resourcesOf(props)],
    ['imagePullPolicy', pullPolicyOf(props)],
    ['env', later.env ? given(node, MAYBE) : envOf(props)],
    ['envFrom', later.env ? given(node, MAYBE) : notEmpty(props, 'envFrom')],
    ['volumeMounts', later.mounts ? given(node, MAYBE) : notEmpty(props, 'volumeMounts')],
    ['readinessProbe', unread(props, 'readiness')],
    ['livenessProbe', unread(props, 'liveness')],
    // A port is probed at the start by default.
    ['startupProbe', entry(props, 'startup').is !== 'absent' ? unread(props, 'startup') : given(node, unknownOf(port))],
    ['lifecycle', unread(props, 'lifecycle')],
    ['securityContext', securityOf(props)],
    ['restartPolicy', unread(props, 'restartPolicy')],
  ]);
}

/** An entry under its own name and at its own key. */
function copied(map: MapPiece, name: string): Draft {
  return plain(entry(map, name), map.entries.get(name)?.key ?? null);
}

/** Something that has to be there, or nothing is made. */
function required(draft: Draft): Draft {
  return draft.value === MAYBE ? marked(draft, SOME) : draft;
}

/** Present or not, and nothing else. */
function unread(map: MapPiece, name: string): Draft {
  const piece = entry(map, name);
  return keyed(given(piece.node, unknownOf(piece)), map.entries.get(name)?.key ?? null);
}

/** A list that is left out where it is empty. */
function notEmpty(map: MapPiece, name: string): Draft {
  const piece = entry(map, name);
  const isEmpty = (piece.is === 'list' && piece.items.length === 0) || piece.is === 'absent';
  return isEmpty ? given(piece.node, undefined) : keyed(given(piece.node, piece.is === 'list' ? SOME : MAYBE), map.entries.get(name)?.key ?? null);
}

function portsOf(props: MapPiece, port: Piece): Draft {
  const list = entry(props, 'ports');
  if (list.is !== 'list' && list.is !== 'absent') return given(props.node, MAYBE);
  if (port.is !== 'absent' && !isThere(port)) return given(props.node, MAYBE);
  const first = port.is === 'absent' ? [] : [mapOf(port.node, [['containerPort', plain(port)]])];
  const others = list.is === 'list' ? list.items.map(portOf) : [];
  const all = [...first, ...others];
  return all.length === 0 ? given(props.node, undefined) : listOf(list.is === 'list' ? list.node : port.node, all, props.entries.get('ports')?.key ?? props.entries.get('portNumber')?.key ?? null);
}

function portOf(piece: Piece): Draft {
  if (piece.is !== 'map') return given(piece.node, SOME);
  const { value, ...protocol } = unread(piece, 'protocol');
  return mapOf(piece.node, [
    ['containerPort', copied(piece, 'number')], ['name', copied(piece, 'name')], ['hostPort', copied(piece, 'hostPort')],
    ['hostIP', copied(piece, 'hostIp')], ['protocol', { ...protocol, value }],
  ], piece.isOpen);
}

function resourcesOf(props: MapPiece): Draft {
  const piece = entry(props, 'resources');
  const key = props.entries.get('resources')?.key ?? null;
  if (piece.is === 'absent') return given(props.node, { requests: { cpu: '1000m', memory: '512Mi' }, limits: { cpu: '1500m', memory: '2048Mi' } });
  if (piece.is !== 'map') return keyed(given(piece.node, MAYBE), key);
  const part = (name: 'request' | 'limit'): Draft => {
    const amount = (resource: string, read: (piece: Piece) => unknown): Draft => {
      const both = entry(piece, resource);
      if (both.is !== 'map') return given(both.node, both.is === 'absent' ? undefined : MAYBE);
      const found = entry(both, name);
      return keyed(given(found.node, read(found)), both.entries.get(name)?.key ?? null);
    };
    const amounts = mapOf(piece.node, [['cpu', amount('cpu', cpuOf)], ['memory', amount('memory', memoryOf)], ['ephemeral-storage', amount('ephemeralStorage', diskOf)]], piece.isOpen);
    return isEmpty(amounts) ? given(piece.node, undefined) : amounts;
  };
  const resources = mapOf(piece.node, [['requests', part('request')], ['limits', part('limit')]], piece.isOpen, key);
  return isEmpty(resources) ? keyed(given(piece.node, undefined), key) : resources;
}

function isEmpty({ value, parts }: Draft): boolean {
  return parts?.size === 0 && (value as Readonly<Record<symbol, unknown>>)[OPEN] !== true;
}

function pullPolicyOf(props: MapPiece): Draft {
  const piece = entry(props, 'imagePullPolicy');
  if (piece.is === 'absent') return given(props.node, 'Always');
  const known = piece.is === 'made' ? PULL_POLICIES[piece.by.names.at(-1) ?? ''] : undefined;
  return keyed(given(piece.node, known ?? SOME), props.entries.get('imagePullPolicy')?.key ?? null);
}

function envOf(props: MapPiece): Draft {
  const piece = entry(props, 'envVariables');
  const key = props.entries.get('envVariables')?.key ?? null;
  if (piece.is === 'absent') return given(props.node, undefined);
  if (piece.is !== 'map' || piece.isOpen || [...piece.entries.values()].some(({ piece: value }) => !isThere(value))) return keyed(given(piece.node, MAYBE), key);
  if (piece.entries.size === 0) return given(piece.node, undefined);
  return listOf(piece.node, [...piece.entries].map(([name, { key: at, piece: value }]) => mapOf(value.node, [
    ['name', keyed(given(at ?? value.node, name), at)], ...valueOf(value),
  ])), key);
}

/** `EnvValue.fromValue('x')`, `EnvValue.fromFieldRef(EnvFieldPaths.NODE_NAME)`. */
function valueOf(piece: Piece): readonly (readonly [string, Draft])[] {
  const { node } = piece;
  const factory = piece.is === 'made' ? piece.by.names.slice(-2).join('.') : '';
  const [first] = piece.is === 'made' ? piece.args : [];
  const from = (source: string, value: Draft): readonly (readonly [string, Draft])[] => [['valueFrom', mapOf(node, [[source, value]])]];
  switch (factory) {
    case 'EnvValue.fromValue': return [['value', first === undefined ? given(node, MAYBE) : plain(first)]];
    case 'EnvValue.fromSecretValue': return from('secretKeyRef', mapOf(node, [['name', given(node, SOME)], ['key', given(node, SOME)]], true));
    case 'EnvValue.fromConfigMap': return from('configMapKeyRef', mapOf(node, [['name', given(node, SOME)], ['key', given(node, SOME)]], true));
    case 'EnvValue.fromFieldRef': {
      const path = first?.is === 'made' ? FIELDS[first.by.names.at(-1) ?? ''] : undefined;
      return from('fieldRef', mapOf(node, [['fieldPath', given(node, path ?? SOME)]], true));
    }
    default: return [['value', given(node, MAYBE)], ['valueFrom', given(node, MAYBE)]];
  }
}

function securityOf(props: MapPiece): Draft {
  const piece = entry(props, 'securityContext');
  const key = props.entries.get('securityContext')?.key ?? null;
  if (piece.is !== 'map' && piece.is !== 'absent') return keyed(given(piece.node, SOME), key);
  const map: MapPiece = piece.is === 'map' ? piece : { is: 'map', entries: new Map(), isOpen: false, node: props.node };
  const orElse = (name: string, value: boolean): Draft => (entry(map, name).is === 'absent' ? given(map.node, value) : copied(map, name));
  return mapOf(map.node, [
    ['runAsNonRoot', orElse('ensureNonRoot', true)], ['privileged', orElse('privileged', false)],
    ['readOnlyRootFilesystem', orElse('readOnlyRootFilesystem', true)], ['allowPrivilegeEscalation', orElse('allowPrivilegeEscalation', false)],
    ['runAsUser', copied(map, 'user')], ['runAsGroup', copied(map, 'group')], ['capabilities', unread(map, 'capabilities')], ['seccompProfile', unread(map, 'seccompProfile')],
  ], false, key);
}
