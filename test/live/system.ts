import { container, node, ownedBy, podSpec, running, stored, type Stored } from './stored';

const REGISTRY = '602401143452.dkr.ecr.eu-west-1.amazonaws.com';
const SYSTEM_TAINT = { effect: 'NoSchedule', key: 'CriticalAddonsOnly', value: 'true' };

/** Two pools: of the system, which keeps others out, and of apps in three zones. */
export const NODES: readonly Stored[] = [
  node('ip-10-0-1-10.ec2.internal', 'system', 'eu-west-1a', [SYSTEM_TAINT]),
  node('ip-10-0-2-10.ec2.internal', 'system', 'eu-west-1b', [SYSTEM_TAINT]),
  node('ip-10-0-1-20.ec2.internal', 'apps', 'eu-west-1a'),
  node('ip-10-0-2-20.ec2.internal', 'apps', 'eu-west-1b'),
  node('ip-10-0-3-20.ec2.internal', 'apps', 'eu-west-1c'),
];

/** A namespace as it is stored. */
export function namespace(name: string, labels: object = {}): readonly Stored[] {
  return [
    stored('v1', 'Namespace', { name, labels: { 'kubernetes.io/metadata.name': name, ...labels } }, { spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } }),
    stored('v1', 'ServiceAccount', { name: 'default', namespace: name }),
    stored('v1', 'ConfigMap', { name: 'kube-root-ca.crt', namespace: name, annotations: { 'kubernetes.io/description': 'Contains a CA bundle that can be used to verify the kube-apiserver' } }, { data: { 'ca.crt': '-----BEGIN CERTIFICATE-----\nMIIDBTCCAe2g\n-----END CERTIFICATE-----\n' } }),
  ];
}

/** A Service with the address it was given. */
export function service(name: string, ns: string, selector: object | null, ports: readonly object[], labels: object = {}, said: object = {}): Stored {
  return stored('v1', 'Service', { name, namespace: ns, labels }, {
    spec: {
      clusterIP: '172.20.10.20', clusterIPs: ['172.20.10.20'], internalTrafficPolicy: 'Cluster', ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack', sessionAffinity: 'None', type: 'ClusterIP',
      ports: ports.map((port) => ({ protocol: 'TCP', ...port })), ...(selector !== null && { selector }), ...said,
    },
    status: { loadBalancer: {} },
  });
}

/** The addresses of a Service, in both forms a cluster holds them. */
export function endpoints(of: Stored): readonly Stored[] {
  const { name, namespace: ns = 'default' } = of.metadata;
  return [
    stored('v1', 'Endpoints', { name, namespace: ns }, { subsets: [{ addresses: [{ ip: '10.0.1.77' }], ports: [{ port: 8080, protocol: 'TCP' }] }] }),
    stored('discovery.k8s.io/v1', 'EndpointSlice', { name: `${name}-x2x4z`, namespace: ns, labels: { 'kubernetes.io/service-name': name }, ownerReferences: ownedBy(of) }, {
      addressType: 'IPv4', endpoints: [{ addresses: ['10.0.1.77'], conditions: { ready: true, serving: true, terminating: false } }], ports: [{ name: '', port: 8080, protocol: 'TCP' }],
    }),
  ];
}

/** A Deployment, the ReplicaSets it made (one of an old revision), and its pods. */
export function deployment(name: string, ns: string, labels: Readonly<Record<string, string>>, replicas: number, spec: Record<string, unknown>, on: readonly string[], said: object = {}): readonly Stored[] {
  const template = { metadata: { creationTimestamp: null, labels }, spec };
  const own = stored('apps/v1', 'Deployment', { name, namespace: ns, labels, generation: 4, annotations: { 'deployment.kubernetes.io/revision': '2', 'meta.helm.sh/release-name': name } }, {
    spec: {
      progressDeadlineSeconds: 600, replicas, revisionHistoryLimit: 10, selector: { matchLabels: labels }, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } }, template, ...said,
    },
    status: { availableReplicas: replicas, observedGeneration: 4, readyReplicas: replicas, replicas, updatedReplicas: replicas, conditions: [{ type: 'Available', status: 'True' }] },
  });
  const set = (hash: string, count: number): Stored => stored('apps/v1', 'ReplicaSet', {
    name: `${name}-${hash}`, namespace: ns, labels: { ...labels, 'pod-template-hash': hash }, annotations: { 'deployment.kubernetes.io/desired-replicas': String(replicas), 'deployment.kubernetes.io/revision': '2' }, ownerReferences: ownedBy(own),
  }, {
    spec: { replicas: count, selector: { matchLabels: { ...labels, 'pod-template-hash': hash } }, template: { ...template, metadata: { creationTimestamp: null, labels: { ...labels, 'pod-template-hash': hash } } } },
    status: { replicas: count, fullyLabeledReplicas: count, observedGeneration: 1 },
  });
  const current = set('6d5f9c7b8', replicas);
  return [own, current, set('5c4d8b6a7', 0), ...on.map((nodeName, i) => running(`${name}-6d5f9c7b8-x2x4${'abcdef'.charAt(i)}`, current, { ...labels, 'pod-template-hash': '6d5f9c7b8' }, spec, nodeName))];
}

/** A DaemonSet, its revision, and a pod on each node; EKS writes those of its add-ons. */
export function daemonSet(name: string, ns: string, labels: Readonly<Record<string, string>>, spec: Record<string, unknown>, manager = 'eks'): readonly Stored[] {
  const own = stored('apps/v1', 'DaemonSet', { name, namespace: ns, labels, generation: 1 }, {
    spec: { revisionHistoryLimit: 10, selector: { matchLabels: labels }, template: { metadata: { creationTimestamp: null, labels }, spec }, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: '10%' } } },
    status: { currentNumberScheduled: 5, desiredNumberScheduled: 5, numberAvailable: 5, numberMisscheduled: 0, numberReady: 5 },
  }, manager);
  return [
    own,
    stored('apps/v1', 'ControllerRevision', { name: `${name}-7f8d`, namespace: ns, labels, ownerReferences: ownedBy(own) }, { data: { spec: { template: { spec } } }, revision: 1 }),
    ...NODES.map(({ metadata }, i) => running(`${name}-x2x4${'abcde'.charAt(i)}`, own, { ...labels, 'controller-revision-hash': '7f8d' }, spec, metadata.name)),
  ];
}

const EVERYWHERE = [{ operator: 'Exists' }];

/** What EKS and its add-ons put into each cluster. */
export const SYSTEM: readonly Stored[] = [
  ...NODES,
  ...['default', 'kube-node-lease', 'kube-public', 'kube-system'].flatMap((name) => namespace(name)),
  service('kubernetes', 'default', null, [{ name: 'https', port: 443, targetPort: 443 }], { component: 'apiserver', provider: 'kubernetes' }),
  ...daemonSet('aws-node', 'kube-system', { 'k8s-app': 'aws-node' }, podSpec([
    container('aws-node', `${REGISTRY}/amazon-k8s-cni:v1.20.0-eksbuild.1`, {
      env: [{ name: 'AWS_VPC_ENI_MTU', value: '9001' }, { name: 'MY_NODE_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'spec.nodeName' } } }],
      livenessProbe: { exec: { command: ['/app/grpc-health-probe'] }, initialDelaySeconds: 60 }, readinessProbe: { exec: { command: ['/app/grpc-health-probe'] } }, ports: [{ containerPort: 61678, hostPort: 61678, name: 'metrics' }],
      resources: { requests: { cpu: '25m' } }, securityContext: { capabilities: { add: ['NET_ADMIN', 'NET_RAW'] } }, volumeMounts: [{ mountPath: '/host/opt/cni/bin', name: 'cni-bin-dir' }],
    }),
  ], { hostNetwork: true, priorityClassName: 'system-node-critical', serviceAccount: 'aws-node', serviceAccountName: 'aws-node', tolerations: EVERYWHERE, volumes: [{ name: 'cni-bin-dir', hostPath: { path: '/opt/cni/bin', type: '' } }] })),
  ...daemonSet('kube-proxy', 'kube-system', { 'eks.amazonaws.com/component': 'kube-proxy', 'k8s-app': 'kube-proxy' }, podSpec([
    container('kube-proxy', `${REGISTRY}/eks/kube-proxy:v1.34.0-minimal-eksbuild.2`, { resources: { requests: { cpu: '100m' } }, securityContext: { privileged: true }, command: ['kube-proxy', '--v=2'] }),
  ], { hostNetwork: true, priorityClassName: 'system-node-critical', serviceAccount: 'kube-proxy', serviceAccountName: 'kube-proxy', tolerations: EVERYWHERE })),
  ...['aws-node', 'kube-proxy', 'coredns', 'ebs-csi-controller-sa', 'metrics-server', 'deployment-controller'].map((name) => stored('v1', 'ServiceAccount', { name, namespace: 'kube-system' })),
  ...deployment('coredns', 'kube-system', { 'eks.amazonaws.com/component': 'coredns', 'k8s-app': 'kube-dns' }, 2, podSpec([
    container('coredns', `${REGISTRY}/eks/coredns:v1.12.3-eksbuild.1`, {
      args: ['-conf', '/etc/coredns/Corefile'], ports: [{ containerPort: 53, name: 'dns', protocol: 'UDP' }, { containerPort: 53, name: 'dns-tcp' }, { containerPort: 9153, name: 'metrics' }],
      resources: { limits: { memory: '170Mi' }, requests: { cpu: '100m', memory: '70Mi' } }, livenessProbe: { httpGet: { path: '/health', port: 8080, scheme: 'HTTP' }, initialDelaySeconds: 60, failureThreshold: 5 },
      readinessProbe: { httpGet: { path: '/ready', port: 8181, scheme: 'HTTP' } }, securityContext: { allowPrivilegeEscalation: false, capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] }, readOnlyRootFilesystem: true },
      volumeMounts: [{ mountPath: '/etc/coredns', name: 'config-volume', readOnly: true }],
    }),
  ], {
    dnsPolicy: 'Default', priorityClassName: 'system-cluster-critical', serviceAccount: 'coredns', serviceAccountName: 'coredns', tolerations: [{ key: 'CriticalAddonsOnly', operator: 'Exists' }, { effect: 'NoSchedule', key: 'node-role.kubernetes.io/control-plane' }],
    volumes: [{ name: 'config-volume', configMap: { name: 'coredns', defaultMode: 420, items: [{ key: 'Corefile', path: 'Corefile' }] } }],
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
  }), ['ip-10-0-1-10.ec2.internal', 'ip-10-0-2-10.ec2.internal']),
  stored('v1', 'ConfigMap', { name: 'coredns', namespace: 'kube-system' }, { data: { Corefile: '.:53 {\n    errors\n    kubernetes cluster.local in-addr.arpa ip6.arpa\n    forward . /etc/resolv.conf\n}\n' } }),
  stored('policy/v1', 'PodDisruptionBudget', { name: 'coredns', namespace: 'kube-system' }, { spec: { maxUnavailable: 1, selector: { matchLabels: { 'eks.amazonaws.com/component': 'coredns', 'k8s-app': 'kube-dns' } } }, status: { currentHealthy: 2, desiredHealthy: 1, disruptionsAllowed: 1, expectedPods: 2 } }),
  service('kube-dns', 'kube-system', { 'k8s-app': 'kube-dns' }, [{ name: 'dns', port: 53, protocol: 'UDP', targetPort: 53 }, { name: 'dns-tcp', port: 53, targetPort: 53 }], { 'k8s-app': 'kube-dns', 'kubernetes.io/name': 'CoreDNS' }),
  ...deployment('metrics-server', 'kube-system', { 'app.kubernetes.io/name': 'metrics-server' }, 1, podSpec([
    container('metrics-server', 'registry.k8s.io/metrics-server/metrics-server:v0.8.0', { args: ['--secure-port=10250'], ports: [{ containerPort: 10250, name: 'https' }], resources: { requests: { cpu: '100m', memory: '200Mi' } } }),
  ], { priorityClassName: 'system-cluster-critical', serviceAccount: 'metrics-server', serviceAccountName: 'metrics-server' }), ['ip-10-0-1-20.ec2.internal']),
  service('metrics-server', 'kube-system', { 'app.kubernetes.io/name': 'metrics-server' }, [{ name: 'https', port: 443, targetPort: 'https' }]),
  stored('apiregistration.k8s.io/v1', 'APIService', { name: 'v1beta1.metrics.k8s.io' }, { spec: { group: 'metrics.k8s.io', groupPriorityMinimum: 100, insecureSkipTLSVerify: true, service: { name: 'metrics-server', namespace: 'kube-system', port: 443 }, version: 'v1beta1', versionPriority: 100 }, status: { conditions: [] } }),
  stored('apiregistration.k8s.io/v1', 'APIService', { name: 'v1.apps' }, { spec: { group: 'apps', groupPriorityMinimum: 17800, version: 'v1', versionPriority: 15 }, status: { conditions: [] } }),
  stored('storage.k8s.io/v1', 'CSIDriver', { name: 'ebs.csi.aws.com' }, { spec: { attachRequired: true, fsGroupPolicy: 'ReadWriteOnceWithFSType', podInfoOnMount: false, requiresRepublish: false, seLinuxMount: false, storageCapacity: false, volumeLifecycleModes: ['Persistent'] } }),
  ...NODES.map(({ metadata: { name } }) => stored('storage.k8s.io/v1', 'CSINode', { name }, { spec: { drivers: [{ name: 'ebs.csi.aws.com', nodeID: 'i-0abc', topologyKeys: ['topology.ebs.csi.aws.com/zone'], allocatable: { count: 26 } }] } })),
  ...NODES.map(({ metadata: { name } }) => stored('coordination.k8s.io/v1', 'Lease', { name, namespace: 'kube-node-lease' }, { spec: { holderIdentity: name, leaseDurationSeconds: 40, renewTime: '2026-05-04T09:00:00.000000Z' } })),
  stored('scheduling.k8s.io/v1', 'PriorityClass', { name: 'system-node-critical' }, { value: 2000001000, preemptionPolicy: 'PreemptLowerPriority', description: 'Used for system critical pods that must not be moved from their current node.' }),
  stored('scheduling.k8s.io/v1', 'PriorityClass', { name: 'system-cluster-critical' }, { value: 2000000000, preemptionPolicy: 'PreemptLowerPriority', description: 'Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.' }),
  stored('flowcontrol.apiserver.k8s.io/v1', 'FlowSchema', { name: 'catch-all' }, { spec: { matchingPrecedence: 10000, priorityLevelConfiguration: { name: 'catch-all' }, distinguisherMethod: { type: 'ByUser' } }, status: {} }),
  stored('flowcontrol.apiserver.k8s.io/v1', 'PriorityLevelConfiguration', { name: 'catch-all' }, { spec: { type: 'Limited', limited: { nominalConcurrencyShares: 5, lendablePercent: 0, limitResponse: { type: 'Reject' } } }, status: {} }),
  ...rbac(),
];

function rbac(): readonly Stored[] {
  const bootstrapping = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };
  const role = (name: string, rules: readonly object[], labels: object = bootstrapping): Stored => stored('rbac.authorization.k8s.io/v1', 'ClusterRole', { name, labels, annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'true' } }, { rules });
  const binding = (name: string, to: string, subjects: readonly object[], labels: object = bootstrapping): Stored => stored('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', { name, labels, annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'true' } }, { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: to }, subjects });
  const group = (name: string): object => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name });
  const account = (name: string): object => ({ kind: 'ServiceAccount', name, namespace: 'kube-system' });
  return [
    role('cluster-admin', [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }, { nonResourceURLs: ['*'], verbs: ['*'] }]),
    role('admin', [{ apiGroups: [''], resources: ['pods/exec', 'secrets', 'serviceaccounts'], verbs: ['create', 'delete', 'get', 'impersonate', 'list', 'update'] }, { apiGroups: ['rbac.authorization.k8s.io'], resources: ['rolebindings', 'roles'], verbs: ['create', 'delete', 'get', 'list', 'update'] }]),
    role('system:controller:generic-garbage-collector', [{ apiGroups: ['*'], resources: ['*'], verbs: ['delete', 'get', 'list', 'patch', 'update', 'watch'] }]),
    role('system:kube-controller-manager', [{ apiGroups: [''], resources: ['secrets', 'serviceaccounts'], verbs: ['create', 'get', 'update'] }, { apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] }]),
    role('eks:addon-manager', [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }], { 'eks.amazonaws.com/component': 'addon-manager' }),
    role('aws-node', [{ apiGroups: [''], resources: ['namespaces', 'pods'], verbs: ['get', 'list', 'watch'] }], { 'k8s-app': 'aws-node' }),
    binding('cluster-admin', 'cluster-admin', [group('system:masters')]),
    binding('system:controller:generic-garbage-collector', 'system:controller:generic-garbage-collector', [account('generic-garbage-collector')]),
    binding('eks:addon-cluster-admin', 'cluster-admin', [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'eks:addon-manager' }], {}),
    binding('aws-node', 'aws-node', [account('aws-node')], { 'k8s-app': 'aws-node' }),
  ];
}
