import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/prefer-topology-spread',
  title: 'Many replicas are spread by constraint, not by anti-affinity',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Anti-affinity does its work; it is slow for large numbers, so the law informs.',
  unproven: true,
  signature: 'S2',
  shows: { symptom: 'pods of a large Deployment are scheduled slower the more of them run', metric: 'scheduler_scheduling_attempt_duration_seconds' },
  why: 'For each pod the scheduler compares every anti-affinity term with every pod of the cluster. A spread constraint counts once per node, and says how even is even enough.',
  remedy: 'Replace the term by a topologySpreadConstraint over the same topologyKey with maxSkew: 1.',
  waiveWhen: 'Two pods must never share a node, such as those that take a whole device.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity'],
  needs: 'cluster',
  on: 'Workload',
  params: { replicas: { default: 100, description: 'Replicas at maximum scale above which anti-affinity is too slow.' } },
  messages: {
    slow: { text: '{workload} spreads up to {pods} pods by anti-affinity over {topology}', severity: 'info' },
  },
  applies: (workload, { params }) => workload.isReplicated && workload.pod.spreads.length > 0 && workload.maximumScale > params.replicas,
  judge(workload, { broken }) {
    for (const spread of workload.pod.spreads) {
      if (spread.isConstraint || !spread.countsOwn()) continue;
      const { constraint } = spread;
      broken('slow', {
        path: [...constraint.path, 'topologyKey'],
        args: { workload: workload.title, pods: workload.maximumScale, topology: constraint.string('topologyKey') ?? '' },
      });
    }
  },
});
