import { maybe } from '../../reading/unknown';
import type { CloudResource } from '../cloud-resource';
import { textMap } from '../node-marks';
import { text } from '../argument';

const NAMED = /(?:^|[^a-z])etcd(?:[^a-z]|$)/i;
/** What holds copies of it, or speaks with it. */
const OTHERS = /backup|snapshot|client|proxy|restore/i;
/** A tag or label that says what a machine is for. */
export const ROLE = /^(?:looplaw[:._-])?role$/i;

/** Is a machine or a disk one of etcd: by its tags or labels, or by its name? */
export function isOfEtcd(resource: CloudResource): boolean {
  const tags = ['tags', 'labels'].flatMap((key) => maybe(() => textMap(resource, key)) ?? []);
  const role = tags.find(([key]) => ROLE.test(key))?.[1];
  if (role !== undefined) return role === 'etcd';
  const names = [resource.declaration.block.split('.').at(-1) ?? '', maybe(() => text(resource, 'name')) ?? '', tags.find(([key]) => key === 'Name')?.[1] ?? ''];
  return names.some((name) => NAMED.test(name)) && !names.some((name) => OTHERS.test(name));
}
