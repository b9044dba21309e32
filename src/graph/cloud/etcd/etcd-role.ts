import type { Subject } from '../../reading/subject';
import { maybe, Undecided } from '../../reading/unknown';
import type { CloudResource } from '../cloud-resource';
import { blocks, text } from '../argument';

const NAMED = /(?:^|[^a-z])etcd(?:[^a-z]|$)/i;
/** What holds copies of it, or speaks with it. */
const OTHERS = /backup|snapshot|client|proxy|restore/i;
/** A tag or label that says what a machine is for. */
export const ROLE = /^(?:looplaw[:._-])?role$/i;

/** A value of `null` is not known. */
type Tag = readonly [key: string, value: string | null];

/** Is a machine or a disk one of etcd: by its tags or labels, or by its name? */
export function isOfEtcd(resource: CloudResource): boolean {
  const tags = [resource, ...maybe(() => blocks(resource, 'tag_specifications')) ?? []].flatMap((at) => ['tags', 'labels'].flatMap((key) => tagsOf(at, key))).concat(tagBlocksOf(resource));
  const role = tags.find(([key]) => ROLE.test(key))?.[1];
  if (role === null) throw new Undecided(`the role of ${resource.title} is worked out by Terraform`);
  if (role !== undefined) return role === 'etcd';
  const names = [resource.declaration.block.split('.').at(-1) ?? '', maybe(() => text(resource, 'name')) ?? '', tags.find(([key]) => key === 'Name')?.[1] ?? ''];
  return names.some((name) => NAMED.test(name)) && !names.some((name) => OTHERS.test(name));
}

/** What a machine or a disk is called in its cloud; `null` = not known. */
export function calledIn(resource: CloudResource): string | null {
  return tagsOf(resource, 'tags').find(([key]) => key === 'Name')?.[1] ?? maybe(() => text(resource, 'name')) ?? null;
}

/** Tags that are seen. Where Terraform makes the whole map, the name tells enough, but not to an editor. */
function tagsOf(at: Subject, key: string): readonly Tag[] {
  const map = maybe(() => at.in(key));
  const keys = map === null ? null : maybe(() => map.keys());
  if (map === null || keys === null) {
    if (at.object.graph.extent === 'part') throw at.unknown(key);
    return [];
  }
  return keys.map((name) => [name, maybe(() => text(map, name)) ?? null]);
}

/** Tags of a group of machines, which are blocks. */
function tagBlocksOf(resource: CloudResource): readonly Tag[] {
  return (maybe(() => blocks(resource, 'tag')) ?? []).map((tag) => [maybe(() => text(tag, 'key')) ?? '', maybe(() => text(tag, 'value')) ?? null]);
}
