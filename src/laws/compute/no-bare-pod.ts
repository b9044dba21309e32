import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/no-bare-pod',
  title: 'Pods are made by a controller',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'A bare pod runs until its node goes, and then it is gone. Recommended warns, as it is no outage before that day.',
  signature: 'S2',
  shows: { symptom: 'a pod is gone after a drain or a node failure, and nothing brings it back' },
  why: 'Nothing makes a bare pod again when its node is drained, fails or is scaled away. A ReplicaSet of one\'s own has no rollout and no way back.',
  remedy: 'Write a Deployment, a StatefulSet or a DaemonSet; a Job for what ends by itself.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/workloads/pods/#pod-templates'],
  on: 'Workload',
  messages: {
    pod: { text: 'Pod {name} has no controller: when its node goes, it is gone', severity: { recommended: 'warning', strict: 'error' } },
    oneShot: { text: 'Pod {name} runs to its end without a Job: nothing tries again, nothing cleans up', severity: { recommended: 'info', strict: 'warning' } },
    replicas: { text: '{kind} {name} is written by itself: a Deployment has rollouts and a way back', severity: 'warning' },
  },
  waiveWhen: 'The pod is for debugging, and who applies it deletes it.',
  applies: ({ kind, isStaticPod }) => (kind === 'Pod' || kind === 'ReplicaSet' || kind === 'ReplicationController') && !isStaticPod,
  judge({ kind, name, pod, metadata }, { broken }) {
    // A test of a chart is made and deleted by Helm.
    if (metadata.has('ownerReferences') || pod.annotation('helm.sh/hook') !== undefined) return;
    pod.assertWhole();
    const message = kind !== 'Pod' ? 'replicas' : pod.runsToCompletion ? 'oneShot' : 'pod';
    broken(message, { path: ['kind'], args: { kind, name } });
  },
});
