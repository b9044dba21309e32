import { defineLaw } from '../../law';

export default defineLaw({
  id: 'identity/service-account-exists',
  title: 'Pods run as a ServiceAccount that exists',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'An error: the API server takes the workload and refuses each of its pods (403, "serviceaccount not found"), so none ever starts.',
  signature: 'S1',
  shows: { symptom: 'no pods at all: the workload has replicas 0 of n, and FailedCreate events nobody looks for' },
  why: 'A ServiceAccount is looked up when a pod is made, not when its workload is applied. The apply succeeds, no pod appears, and only events of the ReplicaSet tell why.',
  remedy: 'Create the ServiceAccount in the namespace of the workload, or correct serviceAccountName.',
  keptBy: 'Every workload construct makes the ServiceAccount of its pods.',
  sources: ['mission', 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/'],
  needs: 'cluster',
  on: 'Pod',
  messages: {
    missing: { text: 'no pod of {workload} can be made: there is no ServiceAccount {account} in {namespace}', severity: 'error' },
  },
  applies: ({ identity }) => !identity.isDefault,
  judge({ identity, workload }, { broken }) {
    if (!identity.isMissing) return;
    const namespace = workload.namespace === '' ? 'its namespace' : `namespace ${workload.namespace}`;
    broken('missing', { path: ['spec', identity.field], args: { workload: workload.title, account: identity.name, namespace } });
  },
});
