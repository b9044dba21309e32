import { STORED, beside, textBeside, whenAbsent, whenEmpty, type Rules, type Written } from './rule';

const ROLLING = 'RollingUpdate';

/** Parameters of a rolling update, unless another strategy is written. */
const rollingUpdate = whenAbsent((node: Written) => (['', ROLLING].includes(textBeside(node, 'type')) ? STORED : undefined));

const oneReplica = whenAbsent(1);
const tenRevisions = whenAbsent(10);
const metadata = whenAbsent(STORED);

/**
 * Workload controllers.
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/v1/defaults.go
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/batch/v1/defaults.go
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/autoscaling/v2/defaults.go
 */
export const workloadRules: Rules = {
  'core/v1.PodTemplateSpec': { metadata },
  'apps/v1.DeploymentSpec': {
    progressDeadlineSeconds: whenAbsent(600),
    replicas: oneReplica,
    revisionHistoryLimit: tenRevisions,
    strategy: whenAbsent(STORED),
  },
  'apps/v1.DeploymentStrategy': { rollingUpdate, type: whenEmpty(ROLLING) },
  'apps/v1.RollingUpdateDeployment': { maxSurge: whenAbsent('25%'), maxUnavailable: whenAbsent('25%') },

  'apps/v1.StatefulSetSpec': {
    persistentVolumeClaimRetentionPolicy: whenAbsent(STORED),
    podManagementPolicy: whenEmpty('OrderedReady'),
    replicas: oneReplica,
    revisionHistoryLimit: tenRevisions,
    serviceName: whenAbsent(''),
    updateStrategy: whenAbsent(STORED),
  },
  'apps/v1.StatefulSetPersistentVolumeClaimRetentionPolicy': { whenDeleted: whenEmpty('Retain'), whenScaled: whenEmpty('Retain') },
  'apps/v1.StatefulSetUpdateStrategy': {
    // A written type is taken as it is: only the omission of both brings the parameters.
    rollingUpdate: whenAbsent((node: Written) => (textBeside(node, 'type') === '' ? STORED : undefined)),
    type: whenEmpty(ROLLING),
  },
  'apps/v1.RollingUpdateStatefulSetStrategy': { partition: whenAbsent(0) },

  'apps/v1.DaemonSetSpec': { revisionHistoryLimit: tenRevisions, updateStrategy: whenAbsent(STORED) },
  'apps/v1.DaemonSetUpdateStrategy': { rollingUpdate, type: whenEmpty(ROLLING) },
  'apps/v1.RollingUpdateDaemonSet': { maxSurge: whenAbsent(0), maxUnavailable: whenAbsent(1) },

  'apps/v1.ReplicaSetSpec': { replicas: oneReplica },
  'core/v1.ReplicationControllerSpec': { replicas: oneReplica },

  // In a CronJob these are filled when a Job is created from it: what its template leaves open, its Jobs will have.
  'batch/v1.JobSpec': {
    backoffLimit: whenAbsent((node: Written) => (beside(node, 'backoffLimitPerIndex') === undefined ? 6 : 2 ** 31 - 1)),
    completionMode: whenAbsent('NonIndexed'),
    completions: whenAbsent((node: Written) => (beside(node, 'parallelism') === undefined ? 1 : undefined)),
    manualSelector: whenAbsent(false),
    parallelism: whenAbsent(1),
    podReplacementPolicy: whenAbsent((node: Written) => (beside(node, 'podFailurePolicy') === undefined ? 'TerminatingOrFailed' : 'Failed')),
    suspend: whenAbsent(false),
  },
  'batch/v1.PodFailurePolicyOnPodConditionsPattern': { status: whenEmpty('True') },
  'batch/v1.JobTemplateSpec': { metadata },
  'batch/v1.CronJobSpec': {
    concurrencyPolicy: whenEmpty('Allow'),
    failedJobsHistoryLimit: whenAbsent(1),
    successfulJobsHistoryLimit: whenAbsent(3),
    suspend: whenAbsent(false),
  },

  'autoscaling/v1.HorizontalPodAutoscalerSpec': { minReplicas: whenAbsent(1) },
  'autoscaling/v2.HorizontalPodAutoscalerSpec': {
    metrics: whenEmpty([{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }]),
    minReplicas: whenAbsent(1),
  },
  'autoscaling/v2.HorizontalPodAutoscalerBehavior': {
    scaleDown: whenAbsent({ selectPolicy: 'Max', policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] }),
    scaleUp: whenAbsent({
      stabilizationWindowSeconds: 0,
      selectPolicy: 'Max',
      policies: [{ type: 'Pods', value: 4, periodSeconds: 15 }, { type: 'Percent', value: 100, periodSeconds: 15 }],
    }),
  },
  'autoscaling/v2.HPAScalingRules': { selectPolicy: whenAbsent('Max') },
};
