import type { KubeObject } from '../object/kube-object';
import { maybe } from '../reading/unknown';
import { parseQuantity } from '../reading/quantity';
import type { Subject } from '../reading/subject';
import { diskOf } from './node-disk';
import type { PoolFacts } from './node-pool';
import type { Taint } from './taint';
import type { Units } from './units';
import { ZONE } from './zone';

const CAPACITY = 'karpenter.sh/capacity-type';

/**
 * A NodePool of Karpenter, which makes nodes to the measure of the pods that wait: what it allows is what its nodes can be. Taints of
 * the start are gone before they matter, and without a word on it the capacity is on demand.
 * @see https://karpenter.sh/docs/concepts/nodepools/
 */
export function karpenterFacts(object: KubeObject): PoolFacts {
  const { spec } = object;
  const template = spec.in('template');
  const labels = labelsOf(template, object.name);
  const capacity = labels.get(CAPACITY) ?? ['on-demand'];
  return {
    title: object.title,
    zones: labels.get(ZONE) ?? null,
    labels,
    taints: template.in('spec').list('taints').map(taintIn),
    minNodes: maybe(() => spec.number('replicas')) ?? 0,
    maxNodes: maxNodesOf(spec),
    isSpot: capacity.includes('spot'),
    allocatable: null,
    atMost: atMostOf(object),
    object,
  };
}

/** Labels it lists, and those it demands of machines by `In` and `DoesNotExist`; by other operators nothing certain is said. */
function labelsOf(template: Subject, name: string): ReadonlyMap<string, readonly string[]> {
  const listed = template.in('metadata').in('labels');
  const found = new Map<string, readonly string[]>(listed.keys().map((key) => [key, [listed.string(key) ?? '']]));
  found.set('karpenter.sh/nodepool', [name]);
  for (const requirement of template.in('spec').list('requirements')) {
    const key = requirement.string('key') ?? '';
    if (requirement.string('operator') === 'In') found.set(key, requirement.strings('values'));
    if (requirement.string('operator') === 'DoesNotExist') found.set(key, []);
  }
  return found;
}

/** A limit on CPU or memory is one on nodes, of which nobody knows how many; so is one that can't be read. */
function maxNodesOf(spec: Subject): number | null {
  const limits = spec.in('limits');
  const written = limits.get('nodes') ?? spec.get('replicas');
  if (written === undefined) return limits.keys().length > 0 ? null : Infinity;
  const nodes = parseQuantity(written);
  return nodes === null ? null : Number(nodes.value());
}

/** Its machines are made to the measure of pods, their disks to that of the class, where the set holds it and it can be read. */
function atMostOf({ graph, spec }: KubeObject): Units {
  const disk = maybe(() => {
    const reference = spec.in('template').in('spec').in('nodeClassRef');
    const group = reference.string('group') ?? reference.string('apiVersion')?.split('/')[0] ?? '';
    const nodeClass = graph.object(group, reference.string('kind') ?? '', '', reference.string('name') ?? '');
    return nodeClass === null ? null : diskOf(nodeClass);
  });
  return new Map(disk === null ? [] : [['ephemeral-storage', disk]]);
}

function taintIn(at: Subject): Taint {
  return { key: at.string('key') ?? '', value: at.string('value') ?? '', effect: at.string('effect') ?? '' };
}
