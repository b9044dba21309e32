/** Where each kind keeps its pod template. Argo Rollouts and Knative Services are read like the Deployments they become. */
export const TEMPLATES: ReadonlyMap<string, readonly string[]> = new Map([
  ['/Pod', []],
  ['/ReplicationController', ['spec', 'template']],
  ['apps/DaemonSet', ['spec', 'template']],
  ['apps/Deployment', ['spec', 'template']],
  ['apps/ReplicaSet', ['spec', 'template']],
  ['apps/StatefulSet', ['spec', 'template']],
  ['argoproj.io/Rollout', ['spec', 'template']],
  ['batch/CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
  ['batch/Job', ['spec', 'template']],
  ['serving.knative.dev/Service', ['spec', 'template']],
]);

/**
 * Labels the controller of each kind puts on its pods, with values of its own.
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
export const ADDED_LABELS: ReadonlyMap<string, readonly string[]> = new Map([
  ['CronJob', ['batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-name', 'controller-uid', 'job-name']],
  ['DaemonSet', ['controller-revision-hash', 'pod-template-generation']],
  ['Deployment', ['pod-template-hash']],
  ['Job', ['batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-name', 'controller-uid', 'job-name']],
  ['Rollout', ['rollouts-pod-template-hash']],
  ['StatefulSet', ['apps.kubernetes.io/pod-index', 'controller-revision-hash', 'statefulset.kubernetes.io/pod-name']],
]);

/** Does this kind run pods looplaw can read? */
export function isWorkloadKind(group: string, kind: string): boolean {
  return TEMPLATES.has(`${group}/${kind}`);
}
