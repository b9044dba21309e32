import { identify, nounOf, type Identity, type Problem } from './identity';
import { isMapping } from './mapping';
import type { Path, SkipReason } from './resource';
import { expandConfiguration, isConfiguration } from './terraform/configuration';
import type { Declaration } from './terraform/declaration';
import { expandPlan, isPlan, isStoredState } from './terraform/plan';

/** An object found in a document. */
export interface Member {
  readonly identity: Identity;
  readonly value: Record<string, unknown>;
  /** Path from the root of the document. */
  readonly path: Path;
  /** Running index over all lists of the document; `null` when the document is the object. */
  readonly item: number | null;
  /** The construct that wrote it, where the document says so. */
  readonly constructPath?: string | null;
  /** What Terraform knows of it; absent for an object of Kubernetes. */
  readonly declaration?: Declaration;
}

/** All objects of one document, and what in it is none. */
export interface Expansion {
  readonly members: readonly Member[];
  readonly problems: readonly Problem[];
  /** Paths of the lists that were taken apart. */
  readonly lists: readonly Path[];
  /** Why a document that means something holds no member. */
  readonly without?: SkipReason;
}

const MAX_LISTS = 10;

/** Whether a document is meant for Terraform, or comes from it. */
export function isTerraform(root: unknown, file: string): boolean {
  return isConfiguration(root, file) || isPlan(root);
}

/**
 * Takes documents apart: configurations, plans and states of Terraform into their blocks; `kind: List`, typed lists (`PodList` with
 * `items`) and arrays into their objects, nested ones too, in the order they are written.
 *
 * @param file the document is in, as it is shown
 */
export function expand(root: unknown, file: string): Expansion {
  if (isConfiguration(root, file)) return expandConfiguration(root, file.slice(0, Math.max(0, file.lastIndexOf('/'))));
  if (isPlan(root)) return expandPlan(root, file);
  if (isStoredState(root)) {
    return { members: [], problems: [{ code: 'not-a-resource', path: [], message: 'Found the state as Terraform stores it, expected what it shows. Run `terraform show -json > state.json`.' }], lists: [] };
  }
  return expandObjects(root);
}

/** Objects of Kubernetes only, of a document that can hold nothing else. */
export function expandObjects(root: unknown): Expansion {
  const members: Member[] = [];
  const problems: Problem[] = [];
  const lists: Path[] = [];
  let items = 0;

  const list = (values: readonly unknown[], path: Path, inherited: Identity | null, depth: number): void => {
    if (depth > MAX_LISTS) {
      problems.push({ code: 'depth-limit', path, message: `Lists are nested deeper than ${MAX_LISTS} levels. Flatten them.` });
      return;
    }
    values.forEach((value, index) => object(value, [...path, index], inherited, depth));
  };

  const object = (value: unknown, path: Path, inherited: Identity | null, depth: number): void => {
    const item = depth > 0 ? items : null;
    if (Array.isArray(value) && (depth === 0 || path.every((step) => typeof step === 'number'))) return list(value, path, null, depth + 1);
    if (!isMapping(value)) {
      items += 1;
      problems.push({ code: 'not-an-object', path, message: `Found ${nounOf(value)}, expected a Kubernetes object. Remove it, or write the object.` });
      return;
    }
    const identity = identify(value, inherited);
    if (!('message' in identity) && isList(identity, value)) {
      lists.push(path);
      const inner = value['items'] ?? [];
      if (Array.isArray(inner)) return list(inner, [...path, 'items'], memberOf(identity), depth + 1);
      problems.push({ code: 'not-a-resource', path: [...path, 'items'], message: `Found ${nounOf(inner)} as \`items\`, expected a list. Correct it.` });
      return;
    }
    items += 1;
    if ('message' in identity) problems.push({ ...identity, path: [...path, ...identity.path] });
    else members.push({ identity, value, path, item });
  };

  if (root !== null) object(root, [], null, 0);
  return { members, problems, lists };
}

function isList({ apiVersion, kind }: Identity, value: Record<string, unknown>): boolean {
  return (kind === 'List' && apiVersion === 'v1') || (kind.endsWith('List') && 'items' in value);
}

/** What the items of a typed list are when they do not say it themselves. */
function memberOf(list: Identity): Identity | null {
  return list.kind === 'List' ? null : { ...list, kind: list.kind.slice(0, -'List'.length) };
}
