import { isScheduled } from '../../graph/control-plane/scheduler-configuration';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'control-plane/scheduler-exists',
  title: 'Pods ask for a scheduler that exists',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'An error: no scheduler looks at a pod that asks for another one, so it stays Pending without a single event.',
  signature: 'S2',
  shows: { symptom: 'pods stay Pending without an event' },
  why: 'Each scheduler takes the pods that name one of its profiles. A name nobody answers to leaves the pod Pending for ever, and nobody writes an event that tells why.',
  remedy: 'Remove schedulerName, or apply the scheduler whose profile has that name.',
  sources: ['mission', 'https://kubernetes.io/docs/tasks/extend-kubernetes/configure-multiple-schedulers/'],
  needs: 'cluster',
  on: 'Pod',
  messages: {
    missing: { text: 'pods of {workload} wait for scheduler {name}, which does not exist', severity: 'error' },
  },
  applies: ({ spec }) => spec.has('schedulerName'),
  judge({ workload, spec }, { broken }) {
    const name = spec.string('schedulerName') ?? '';
    if (!isScheduled(workload, name)) broken('missing', { path: ['spec', 'schedulerName'], args: { workload: workload.title, name } });
  },
});
