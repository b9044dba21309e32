import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/hpa-owns-replicas',
  title: 'Who scales a workload is the only one to set its replicas',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Every apply sets the scale back, and the autoscaler repairs it a moment later: an outage only under load.',
  signature: 'S2',
  shows: { symptom: 'each deployment drops the replicas under load, for the time the autoscaler needs' },
  why: 'A written replicas is applied with each deployment: ten busy pods become two, until the autoscaler has seen it.',
  remedy: 'Leave spec.replicas out. Where it was applied before, take it out of the last-applied state first, else one apply sets it to 1.',
  sources: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling'],
  needs: 'cluster',
  on: 'Workload',
  messages: {
    written: { text: '{autoscaler} scales {workload}, and each apply sets it back to {replicas}', severity: 'warning' },
  },
  keptBy: '`StatelessService`, `Worker` and `keepLaws` write no replicas where they are scaled.',
  applies: (workload) => workload.isReplicated && workload.autoscalers.length > 0,
  judge(workload, { broken }) {
    const [autoscaler] = workload.autoscalers;
    if (autoscaler === undefined || !workload.appliesReplicas) return;
    broken('written', {
      path: ['spec', 'replicas'],
      args: { autoscaler: autoscaler.title, workload: workload.title, replicas: workload.spec.number('replicas') ?? 0 },
      related: [{ message: 'sets the replicas', resource: autoscaler.resource, path: ['spec', 'scaleTargetRef'] }],
      repair: { patch: [{ op: 'remove', path: ['spec', 'replicas'] }] },
    });
  },
});
