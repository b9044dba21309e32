import { apiVersions, typeOf } from '../../src/graph/schema/schema';
import { given, keyed, mapOf, metadataOf, plain, structured, type Draft } from './draft';
import { entry, textOf, type Piece } from './piece';
import type { Imported } from './scope';
import type { Syntax } from './syntax';

/** What an object of the Kubernetes API is called. */
export interface Gvk {
  readonly apiVersion: string;
  readonly kind: string;
}

/** The module `cdk8s import` writes, or the copy in cdk8s-plus. */
const MODULE = /^cdk8s-plus-\d+$|(?:^|\/)k8s(?:\.[cm]?[jt]s)?$/;

/** The kind a class such as `KubeDeployment` or `KubeHorizontalPodAutoscalerV2` makes; `null` where it is no such class, or of an unknown kind. */
export function kindOfClass({ module, names }: Imported): Gvk | null {
  const name = names.at(-1) ?? '';
  if (!MODULE.test(module) || !/^Kube[A-Z]/.test(name)) return null;
  return classes().get(name) ?? null;
}

let known: ReadonlyMap<string, Gvk> | undefined;

/** Classes by name. A version other than `v1` is a suffix; what two groups share is left out, for a name does not tell which is meant. */
function classes(): ReadonlyMap<string, Gvk> {
  if (known !== undefined) return known;
  const found = new Map<string, Gvk | null>();
  for (const [apiVersion, kinds] of apiVersions()) {
    const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
    const suffix = version === 'v1' ? '' : version.replace(/^v|(?<=\d)[ab]/g, (part) => part.toUpperCase());
    for (const kind of kinds) found.set(`Kube${kind}${suffix}`, found.has(`Kube${kind}${suffix}`) ? null : { apiVersion, kind });
  }
  known = new Map([...found].filter((item): item is [string, Gvk] => item[1] !== null));
  return known;
}

/** What `new KubeDeployment(scope, id, props)` makes. */
export function kubeObject({ apiVersion, kind }: Gvk, props: Piece, node: Syntax, patched: boolean): Draft | null {
  const type = typeOf(apiVersion, kind);
  if (type === null || (props.is !== 'map' && props.is !== 'absent')) return null;
  return assembled({ apiVersion, kind }, props, node, patched, structured(props, type), props.is === 'map' && props.isOpen);
}

/** What `new ApiObject(scope, id, props)` makes, and of which kind; `null` where that is not known. */
export function apiObject(props: Piece, node: Syntax, patched: boolean): { readonly gvk: Gvk; readonly draft: Draft } | null {
  if (props.is !== 'map') return null;
  const [apiVersion, kind] = [textOf(entry(props, 'apiVersion')), textOf(entry(props, 'kind'))];
  if (apiVersion === null || kind === null) return null;
  return { gvk: { apiVersion, kind }, draft: assembled({ apiVersion, kind }, props, node, patched, plain(props), props.isOpen) };
}

function assembled({ apiVersion, kind }: Gvk, props: Piece, node: Syntax, patched: boolean, { parts }: Draft, open: boolean): Draft {
  const metadata = props.is === 'map' ? props.entries.get('metadata') : undefined;
  const whole = new Map<string, Draft>([['apiVersion', given(node, apiVersion)], ['kind', given(node, kind)]]);
  for (const [name, part] of (parts ?? []) as Iterable<[string, Draft]>) whole.set(name, part);
  const written = metadata?.piece ?? (open ? entry(props as never, 'metadata') : ({ is: 'absent', node } as const));
  whole.set('metadata', keyed(metadataOf(written, node, patched), metadata?.key ?? null));
  return mapOf(node, whole, open);
}
