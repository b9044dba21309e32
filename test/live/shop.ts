import { container, ownedBy, podSpec, running, stored, type Stored } from './stored';
import { deployment, endpoints, namespace, service } from './system';

const NS = 'shop';
const API = { 'app.kubernetes.io/instance': 'shop', 'app.kubernetes.io/name': 'api' };
const DB = { 'app.kubernetes.io/name': 'orders-db' };
const LOG_CONTEXT = [
  { name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
  { name: 'POD_NAMESPACE', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } } },
  { name: 'NODE_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'spec.nodeName' } } },
];
const HARDENED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true, runAsNonRoot: true };

const api = deployment('api', NS, API, 4, podSpec([
  container('api', 'ghcr.io/acme/api:2.8.1', {
    env: LOG_CONTEXT, ports: [{ containerPort: 8080, name: 'http' }], resources: { limits: { cpu: '500m', memory: '256Mi' }, requests: { cpu: '250m', memory: '256Mi' } }, securityContext: HARDENED,
    readinessProbe: { httpGet: { path: '/readyz', port: 'http', scheme: 'HTTP' } }, livenessProbe: { httpGet: { path: '/livez', port: 'http', scheme: 'HTTP' }, initialDelaySeconds: 20 },
    lifecycle: { preStop: { sleep: { seconds: 10 } } },
  }),
], {
  automountServiceAccountToken: false, priorityClassName: 'shop-standard', serviceAccount: 'api', serviceAccountName: 'api', securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: API } }],
}), ['ip-10-0-1-20.ec2.internal', 'ip-10-0-2-20.ec2.internal', 'ip-10-0-3-20.ec2.internal', 'ip-10-0-1-20.ec2.internal']);
const apiService = service('api', NS, API, [{ name: 'http', port: 80, targetPort: 'http' }], API);

const dbSpec = podSpec([
  container('postgres', 'docker.io/library/postgres:17.4', {
    env: [...LOG_CONTEXT, { name: 'POSTGRES_PASSWORD', valueFrom: { secretKeyRef: { name: 'orders-db', key: 'password' } } }], ports: [{ containerPort: 5432, name: 'postgres' }],
    resources: { limits: { cpu: '1', memory: '2Gi' }, requests: { cpu: '1', memory: '2Gi' } }, readinessProbe: { exec: { command: ['pg_isready'] } }, securityContext: HARDENED,
    volumeMounts: [{ mountPath: '/var/lib/postgresql/data', name: 'data' }],
  }),
], { automountServiceAccountToken: false, priorityClassName: 'shop-standard', serviceAccount: 'orders-db', serviceAccountName: 'orders-db', securityContext: { seccompProfile: { type: 'RuntimeDefault' } } });
const db = stored('apps/v1', 'StatefulSet', { name: 'orders-db', namespace: NS, labels: DB, generation: 1 }, {
  spec: {
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' }, podManagementPolicy: 'OrderedReady', replicas: 1, revisionHistoryLimit: 10, selector: { matchLabels: DB }, serviceName: 'orders-db',
    template: { metadata: { creationTimestamp: null, labels: DB }, spec: dbSpec }, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    volumeClaimTemplates: [{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { creationTimestamp: null, name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '50Gi' } }, storageClassName: 'gp3', volumeMode: 'Filesystem' }, status: { phase: 'Pending' } }],
  },
  status: { availableReplicas: 1, collisionCount: 0, currentReplicas: 1, replicas: 1, readyReplicas: 1 },
});

function disk(claim: string, ns: string, storageClass: string, zone: string, phase = 'Bound'): readonly Stored[] {
  const volumeName = `pvc-${claim}`;
  const own = stored('v1', 'PersistentVolumeClaim', { name: claim, namespace: ns, finalizers: ['kubernetes.io/pvc-protection'], annotations: { 'pv.kubernetes.io/bind-completed': 'yes', 'volume.kubernetes.io/storage-provisioner': 'ebs.csi.aws.com' } }, {
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '50Gi' } }, storageClassName: storageClass, volumeMode: 'Filesystem', volumeName }, status: { phase, accessModes: ['ReadWriteOnce'], capacity: { storage: '50Gi' } },
  });
  return [own, stored('v1', 'PersistentVolume', { name: volumeName, annotations: { 'pv.kubernetes.io/provisioned-by': 'ebs.csi.aws.com' }, finalizers: ['kubernetes.io/pv-protection'] }, {
    spec: {
      accessModes: ['ReadWriteOnce'], capacity: { storage: '50Gi' }, claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: claim, namespace: ns, uid: own.metadata['uid'] },
      csi: { driver: 'ebs.csi.aws.com', fsType: 'ext4', volumeHandle: 'vol-0abc', volumeAttributes: { 'storage.kubernetes.io/csiProvisionerIdentity': '1' } },
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'topology.ebs.csi.aws.com/zone', operator: 'In', values: [zone] }] }] } },
      persistentVolumeReclaimPolicy: 'Retain', storageClassName: storageClass, volumeMode: 'Filesystem',
    },
    status: { phase: 'Bound' },
  })];
}

const storageClass = (name: string, mode: string, annotations: object = {}): Stored => stored('storage.k8s.io/v1', 'StorageClass', { name, annotations }, {
  provisioner: 'ebs.csi.aws.com', parameters: { type: 'gp3', encrypted: 'true' }, reclaimPolicy: 'Retain', volumeBindingMode: mode, allowVolumeExpansion: true,
});

const jobSpec = podSpec([container('report', 'ghcr.io/acme/report:1.2.0', { env: LOG_CONTEXT, resources: { limits: { cpu: '200m', memory: '128Mi' }, requests: { cpu: '100m', memory: '128Mi' } }, securityContext: HARDENED })], {
  restartPolicy: 'Never', automountServiceAccountToken: false, priorityClassName: 'shop-standard', serviceAccount: 'report', serviceAccountName: 'report', securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
});
const cronJob = stored('batch/v1', 'CronJob', { name: 'report', namespace: NS }, {
  spec: { concurrencyPolicy: 'Forbid', failedJobsHistoryLimit: 1, successfulJobsHistoryLimit: 3, schedule: '0 3 * * *', startingDeadlineSeconds: 300, suspend: false, jobTemplate: { metadata: { creationTimestamp: null }, spec: { activeDeadlineSeconds: 900, backoffLimit: 2, ttlSecondsAfterFinished: 86400, template: { metadata: { creationTimestamp: null }, spec: jobSpec } } } },
  status: { lastScheduleTime: '2026-05-04T03:00:00Z' },
});
const job = (name: string, owner: Stored | null): Stored => stored('batch/v1', 'Job', { name, namespace: NS, labels: { 'batch.kubernetes.io/job-name': name }, ...(owner !== null && { ownerReferences: ownedBy(owner) }) }, {
  spec: {
    activeDeadlineSeconds: 900, backoffLimit: 2, completionMode: 'NonIndexed', completions: 1, manualSelector: false, parallelism: 1, podReplacementPolicy: 'TerminatingOrFailed', suspend: false, ttlSecondsAfterFinished: 86400,
    selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': '7f' } }, template: { metadata: { creationTimestamp: null, labels: { 'batch.kubernetes.io/controller-uid': '7f', 'batch.kubernetes.io/job-name': name } }, spec: jobSpec },
  },
  status: { succeeded: 1, conditions: [{ type: 'Complete', status: 'True' }], completionTime: '2026-05-04T03:01:00Z' },
});
const nightly = job('report-29630100', cronJob);

/** An app by Helm: a service that scales, a database, a job of each night. */
export const SHOP: readonly Stored[] = [
  ...namespace(NS, { 'pod-security.kubernetes.io/enforce': 'restricted' }),
  ...['api', 'orders-db', 'report'].map((name) => stored('v1', 'ServiceAccount', { name, namespace: NS }, { automountServiceAccountToken: false })),
  stored('scheduling.k8s.io/v1', 'PriorityClass', { name: 'shop-standard' }, { value: 1000, preemptionPolicy: 'PreemptLowerPriority', globalDefault: false, description: 'The shop' }),
  stored('v1', 'ResourceQuota', { name: 'quota', namespace: NS }, { spec: { hard: { 'requests.cpu': '8', 'requests.memory': '16Gi', 'limits.cpu': '16', 'limits.memory': '16Gi', 'requests.storage': '500Gi', persistentvolumeclaims: '10', pods: '40' } }, status: { hard: { pods: '40' }, used: { pods: '6' } } }),
  stored('v1', 'LimitRange', { name: 'limits', namespace: NS }, { spec: { limits: [{ type: 'Container', default: { cpu: '500m', memory: '256Mi' }, defaultRequest: { cpu: '100m', memory: '128Mi' } }] } }),
  stored('networking.k8s.io/v1', 'NetworkPolicy', { name: 'default-deny', namespace: NS }, { spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } }),
  stored('networking.k8s.io/v1', 'NetworkPolicy', { name: 'dns', namespace: NS }, { spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }], ports: [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }] }] } }),
  stored('networking.k8s.io/v1', 'NetworkPolicy', { name: 'api', namespace: NS }, { spec: { podSelector: { matchLabels: API }, policyTypes: ['Ingress', 'Egress'], ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/16' } }], ports: [{ port: 8080, protocol: 'TCP' }] }], egress: [{ to: [{ podSelector: { matchLabels: DB } }], ports: [{ port: 5432, protocol: 'TCP' }] }] } }),
  stored('networking.k8s.io/v1', 'NetworkPolicy', { name: 'orders-db', namespace: NS }, { spec: { podSelector: { matchLabels: DB }, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: { matchLabels: API } }], ports: [{ port: 5432, protocol: 'TCP' }] }] } }),
  ...api, apiService, ...endpoints(apiService),
  stored('policy/v1', 'PodDisruptionBudget', { name: 'api', namespace: NS, generation: 1 }, { spec: { maxUnavailable: 1, selector: { matchLabels: API }, unhealthyPodEvictionPolicy: 'AlwaysAllow' }, status: { currentHealthy: 4, desiredHealthy: 3, disruptionsAllowed: 1, expectedPods: 4 } }),
  stored('autoscaling/v2', 'HorizontalPodAutoscaler', { name: 'api', namespace: NS }, {
    spec: {
      maxReplicas: 8, minReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' }, metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }],
      behavior: { scaleDown: { policies: [{ periodSeconds: 15, type: 'Percent', value: 100 }], selectPolicy: 'Max', stabilizationWindowSeconds: 300 } },
    },
    status: { currentReplicas: 4, desiredReplicas: 4, lastScaleTime: '2026-05-04T08:00:00Z' },
  }),
  stored('networking.k8s.io/v1', 'IngressClass', { name: 'alb' }, { spec: { controller: 'ingress.k8s.aws/alb' } }),
  stored('networking.k8s.io/v1', 'Ingress', { name: 'api', namespace: NS, finalizers: ['ingress.k8s.aws/resources'], annotations: { 'alb.ingress.kubernetes.io/scheme': 'internet-facing', 'alb.ingress.kubernetes.io/target-type': 'ip', 'alb.ingress.kubernetes.io/healthcheck-path': '/readyz', 'alb.ingress.kubernetes.io/load-balancer-attributes': 'idle_timeout.timeout_seconds=120' } }, {
    spec: { ingressClassName: 'alb', rules: [{ host: 'shop.example', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'api', port: { name: 'http' } } } }] } }] }, status: { loadBalancer: { ingress: [{ hostname: 'k8s-shop-api-1.eu-west-1.elb.amazonaws.com' }] } },
  }),
  db, running('orders-db-0', db, { ...DB, 'statefulset.kubernetes.io/pod-name': 'orders-db-0' }, { ...dbSpec, volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data-orders-db-0' } }] }, 'ip-10-0-2-20.ec2.internal'),
  service('orders-db', NS, DB, [{ name: 'postgres', port: 5432, targetPort: 'postgres' }], DB, { clusterIP: 'None', clusterIPs: ['None'] }),
  storageClass('gp3', 'WaitForFirstConsumer', { 'storageclass.kubernetes.io/is-default-class': 'true' }), ...disk('data-orders-db-0', NS, 'gp3', 'eu-west-1b'),
  stored('storage.k8s.io/v1', 'VolumeAttachment', { name: 'csi-1f2e' }, { spec: { attacher: 'ebs.csi.aws.com', nodeName: 'ip-10-0-2-20.ec2.internal', source: { persistentVolumeName: 'pvc-data-orders-db-0' } }, status: { attached: true } }),
  cronJob, nightly, running('report-29630100-x2x4z', nightly, { 'batch.kubernetes.io/job-name': 'report-29630100' }, jobSpec, 'ip-10-0-3-20.ec2.internal', 'Succeeded'),
  stored('v1', 'Secret', { name: 'orders-db', namespace: NS }, { type: 'Opaque', data: { password: 'aHVudGVyMi1zdXBlci1zZWNyZXQ=' } }),
  stored('v1', 'Secret', { name: 'sh.helm.release.v1.shop.v2', namespace: NS, labels: { name: 'shop', owner: 'helm', status: 'deployed', version: '2' } }, { type: 'helm.sh/release.v1', data: { release: 'SDRzSUFBQUFBQUFDLytSVFhXK2JNQlQ5SzVhZlFRSkpXNldSOXBCbFdabzJ0Q1ZaMXo3c3dV' } }),
  stored('v1', 'Event', { name: 'api-6d5f9c7b8-x2x4a.17f', namespace: NS }, { involvedObject: { apiVersion: 'v1', kind: 'Pod', name: 'api-6d5f9c7b8-x2x4a', namespace: NS }, reason: 'Pulled', message: 'Successfully pulled image', type: 'Normal', count: 1, firstTimestamp: '2026-05-04T09:00:00Z', lastTimestamp: '2026-05-04T09:00:00Z', source: { component: 'kubelet' }, reportingComponent: 'kubelet', reportingInstance: '' }),
];

const DEBUG = podSpec([container('debug', 'nicolaka/netshoot', { imagePullPolicy: 'Always', args: ['sleep', 'infinity'] })]);

/** What somebody left: a pod of one's own, a Service without pods, a class that binds at once with a claim on it, a grant, a token that never ends. */
export const LEFTOVERS: readonly Stored[] = [
  running('debug', null, { run: 'debug' }, DEBUG, 'ip-10-0-3-20.ec2.internal'),
  ...namespace('legacy'),
  service('old-web', 'legacy', { app: 'old-web' }, [{ port: 80, targetPort: 8080 }]),
  storageClass('fast', 'Immediate'), ...disk('scratch', 'legacy', 'fast', 'eu-west-1a'),
  ...deployment('old-worker', 'legacy', { app: 'old-worker' }, 1, podSpec([container('worker', 'acme/worker:latest', { imagePullPolicy: 'Always', env: [{ name: 'AWS_SECRET_ACCESS_KEY', value: 'wJalrXUtnFEMIK7MDENGbPxRfiCYzEXAMPLEKEY' }] })]), ['ip-10-0-1-20.ec2.internal']),
  stored('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', { name: 'ci-admin' }, { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' }, subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'legacy' }] }),
  stored('v1', 'Secret', { name: 'ci-token', namespace: 'legacy', annotations: { 'kubernetes.io/service-account.name': 'default', 'kubernetes.io/service-account.uid': '1' } }, { type: 'kubernetes.io/service-account-token', data: { token: 'ZXlKaGJHY2lPaUpTVXpJMU5pSXNJbXRwWkNJNklqRWlmUQ==', 'ca.crt': 'LS0t', namespace: 'bGVnYWN5' } }),
  stored('apiextensions.k8s.io/v1', 'CustomResourceDefinition', { name: 'widgets.acme.example' }, {
    spec: { group: 'acme.example', names: { kind: 'Widget', listKind: 'WidgetList', plural: 'widgets', singular: 'widget' }, scope: 'Namespaced', conversion: { strategy: 'None' }, versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } } }] }, status: { conditions: [], storedVersions: ['v1'] },
  }),
  stored('acme.example/v1', 'Widget', { name: 'left', namespace: 'legacy' }, { spec: { size: 3 } }),
];
