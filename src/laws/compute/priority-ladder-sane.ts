import { BUILT_IN_VALUES, HIGHEST_VALUE, type PriorityClass } from '../../graph/priority/priority-class';
import { priorityLadder } from '../../graph/priority/priority-ladder';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/priority-ladder-sane',
  title: 'PriorityClasses make one clear ladder',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'The API server rejects values above a billion, system names and a second default. The rest ranks pods otherwise than their names say.',
  signature: 'S2',
  why: 'Under pressure the ladder decides whose pods die. Two rungs of one height, or batch above critical, turn that decision around.',
  remedy: 'Give each tier a value of its own, batch lowest and with preemptionPolicy: Never, one globalDefault at most, none above 1000000000.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#priorityclass'],
  needs: 'cluster',
  on: 'PriorityClass',
  messages: {
    tooHigh: { text: 'the API server rejects PriorityClass {name}: {value} is above 1000000000', severity: 'error' },
    systemName: { text: 'the API server rejects PriorityClass {name}: names that begin with system- are its own', severity: 'error' },
    secondDefault: { text: 'the API server rejects PriorityClass {name}: {other} is already the default', severity: 'error' },
    inverted: { text: 'PriorityClass {name} is meant for batch and ranks at {value}, no lower than critical class {other}', severity: 'error' },
    sameValue: { text: 'PriorityClasses {name} and {other} share value {value}: neither goes before the other', severity: 'warning' },
    preempting: { text: 'PriorityClass {name} is meant for batch, and evicts others to make room', severity: 'info' },
  },
  keptBy: '`PriorityLadder`.',
  judge(priorityClass, { graph, broken }) {
    const { name, value, tier } = priorityClass;
    const ladder = graph.join(priorityLadder);
    const say = (message: 'tooHigh' | 'systemName' | 'secondDefault' | 'inverted' | 'sameValue' | 'preempting', field: string, other?: PriorityClass) => {
      broken(message, {
        path: field.split('.'),
        args: { name, value, other: other?.name ?? '' },
        related: other === undefined ? [] : [{ message: 'the other one', resource: other.resource, path: ['metadata', 'name'] }],
      });
    };
    if (name.startsWith('system-') && !BUILT_IN_VALUES.has(name)) say('systemName', 'metadata.name');
    if (value > HIGHEST_VALUE && !BUILT_IN_VALUES.has(name)) say('tooHigh', 'value');
    const earlier = priorityClass.isDefault ? ladder.find((c) => c.isDefault && c.isBefore(priorityClass)) : undefined;
    if (earlier) say('secondDefault', 'globalDefault', earlier);
    const critical = tier === 'batch' ? ladder.find((c) => c.tier === 'critical' && c.value <= value) : undefined;
    if (critical) say('inverted', 'value', critical);
    const twin = ladder.find((c) => c.value === value && c.isBefore(priorityClass));
    if (twin) say('sameValue', 'value', twin);
    if (tier === 'batch' && !priorityClass.neverPreempts) say('preempting', priorityClass.has('preemptionPolicy') ? 'preemptionPolicy' : 'metadata.name');
  },
});
