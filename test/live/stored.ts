/** An object as `kubectl get -o json` prints it. */
export interface Stored {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>> & { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

let drawn = 0;
/** Each object has an id; the same ones in each run. */
function uid(): string {
  drawn += 1;
  return `0b9e${drawn.toString(16).padStart(4, '0')}-6a1f-4c0e-9d55-1f0d5f5c0a11`;
}

/** What the API server adds to an object: id, version, time, and who wrote which field. */
export function stored(apiVersion: string, kind: string, metadata: Stored['metadata'], rest: object = {}, manager = 'helm'): Stored {
  return {
    apiVersion, kind,
    metadata: {
      creationTimestamp: '2026-05-04T09:00:00Z', resourceVersion: String(1000 + drawn), uid: uid(),
      managedFields: [
        { apiVersion, fieldsType: 'FieldsV1', fieldsV1: { 'f:metadata': { 'f:labels': { '.': {} } }, 'f:spec': {} }, manager, operation: 'Update', time: '2026-05-04T09:00:00Z' },
        ...(kind === 'Deployment' ? [{ apiVersion, fieldsType: 'FieldsV1', fieldsV1: { 'f:spec': { 'f:replicas': {} } }, manager: 'kube-controller-manager', operation: 'Update', subresource: 'scale', time: '2026-05-04T09:01:00Z' }] : []),
        { apiVersion, fieldsType: 'FieldsV1', fieldsV1: { 'f:status': {} }, manager: 'kube-controller-manager', operation: 'Update', subresource: 'status', time: '2026-05-04T09:01:00Z' },
      ],
      ...metadata,
    },
    ...rest,
  };
}

/** A reference to what made an object. */
export function ownedBy({ apiVersion, kind, metadata }: Stored): readonly object[] {
  return [{ apiVersion, kind, name: metadata.name, uid: metadata['uid'], controller: true, blockOwnerDeletion: true }];
}

/** A container with all that the API server writes where nothing was said. */
export function container(name: string, image: string, said: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const { readinessProbe, livenessProbe, startupProbe, ports, ...rest } = said;
  const probe = (value: unknown): object => ({ failureThreshold: 3, periodSeconds: 10, successThreshold: 1, timeoutSeconds: 1, ...(value as object) });
  return {
    name, image, imagePullPolicy: 'IfNotPresent', resources: {}, terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File',
    ...(ports !== undefined && { ports: (ports as object[]).map((port) => ({ protocol: 'TCP', ...port })) }),
    ...(readinessProbe !== undefined && { readinessProbe: probe(readinessProbe) }),
    ...(livenessProbe !== undefined && { livenessProbe: probe(livenessProbe) }),
    ...(startupProbe !== undefined && { startupProbe: probe(startupProbe) }),
    ...rest,
  };
}

/** A pod spec with all that the API server writes. */
export function podSpec(containers: readonly object[], said: object = {}): Record<string, unknown> {
  return {
    containers, dnsPolicy: 'ClusterFirst', restartPolicy: 'Always', schedulerName: 'default-scheduler', securityContext: {}, terminationGracePeriodSeconds: 30, ...said,
  };
}

/** A pod that runs: its owner's template, a node, a token, and what admission and kubelet add. */
export function running(name: string, owner: Stored | null, labels: object, spec: Record<string, unknown>, nodeName: string, phase = 'Running'): Stored {
  const namespace = owner?.metadata.namespace ?? 'default';
  const containers: readonly Record<string, unknown>[] = (spec['containers'] as Record<string, unknown>[]).map((each) => ({
    ...each, volumeMounts: [...(each['volumeMounts'] as object[] | undefined ?? []), { mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', name: 'kube-api-access-x7k2p', readOnly: true }],
  }));
  const volume = {
    name: 'kube-api-access-x7k2p',
    projected: {
      defaultMode: 420,
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        { downwardAPI: { items: [{ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' }] } },
      ],
    },
  };
  return stored('v1', 'Pod', {
    name, namespace, generateName: name.replace(/[^-]+$/, ''), labels: { ...labels, 'topology.kubernetes.io/zone': 'eu-west-1a' }, ...(owner !== null && { ownerReferences: ownedBy(owner) }),
  }, {
    spec: {
      preemptionPolicy: 'PreemptLowerPriority', priority: 0, enableServiceLinks: true, serviceAccount: 'default', serviceAccountName: 'default', ...spec, containers, nodeName,
      volumes: [...(spec['volumes'] as object[] | undefined ?? []), volume],
      tolerations: [
        ...(spec['tolerations'] as object[] | undefined ?? []),
        { effect: 'NoExecute', key: 'node.kubernetes.io/not-ready', operator: 'Exists', tolerationSeconds: 300 },
        { effect: 'NoExecute', key: 'node.kubernetes.io/unreachable', operator: 'Exists', tolerationSeconds: 300 },
      ],
    },
    status: {
      phase, hostIP: '10.0.1.10', podIP: '10.0.1.77', podIPs: [{ ip: '10.0.1.77' }], qosClass: 'Burstable', startTime: '2026-05-04T09:00:10Z',
      conditions: [{ type: 'Ready', status: phase === 'Running' ? 'True' : 'False', lastProbeTime: null, lastTransitionTime: '2026-05-04T09:00:20Z' }],
      containerStatuses: containers.map((each) => ({
        name: each['name'], image: each['image'], imageID: `${each['image'] as string}@sha256:3f1d7b8a4c5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8`, containerID: 'containerd://1', ready: true, restartCount: 2, started: true,
        state: phase === 'Running' ? { running: { startedAt: '2026-05-04T09:00:15Z' } } : { terminated: { exitCode: 0, reason: 'Completed' } }, lastState: {},
      })),
    },
  });
}

/** A node of EKS as it joins, with the labels of its pool. */
export function node(name: string, pool: string, zone: string, taints: readonly object[] = []): Stored {
  const size = { cpu: '4', 'ephemeral-storage': '83873772Ki', 'hugepages-1Gi': '0', 'hugepages-2Mi': '0', memory: '15991808Ki', pods: '58' };
  return stored('v1', 'Node', {
    name,
    annotations: { 'alpha.kubernetes.io/provided-node-ip': '10.0.1.10', 'csi.volume.kubernetes.io/nodeid': '{"ebs.csi.aws.com":"i-0abc"}', 'node.alpha.kubernetes.io/ttl': '0', 'volumes.kubernetes.io/controller-managed-attach-detach': 'true' },
    labels: {
      'beta.kubernetes.io/arch': 'amd64', 'beta.kubernetes.io/instance-type': 'm6i.xlarge', 'beta.kubernetes.io/os': 'linux', 'eks.amazonaws.com/capacityType': 'ON_DEMAND', 'eks.amazonaws.com/nodegroup': pool,
      'failure-domain.beta.kubernetes.io/region': 'eu-west-1', 'failure-domain.beta.kubernetes.io/zone': zone, 'kubernetes.io/arch': 'amd64', 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux',
      'node.kubernetes.io/instance-type': 'm6i.xlarge', 'topology.ebs.csi.aws.com/zone': zone, 'topology.k8s.aws/zone-id': 'euw1-az1', 'topology.kubernetes.io/region': 'eu-west-1', 'topology.kubernetes.io/zone': zone,
    },
  }, {
    spec: { providerID: `aws:///${zone}/i-0abc`, ...(taints.length > 0 && { taints }) },
    status: {
      addresses: [{ address: '10.0.1.10', type: 'InternalIP' }, { address: name, type: 'Hostname' }], capacity: size, allocatable: { ...size, cpu: '3920m', memory: '14894656Ki' },
      conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status', lastHeartbeatTime: '2026-05-04T09:00:00Z', lastTransitionTime: '2026-05-04T09:00:00Z' }],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      images: [{ names: ['602401143452.dkr.ecr.eu-west-1.amazonaws.com/amazon-k8s-cni:v1.20.0'], sizeBytes: 55_000_000 }],
      nodeInfo: { architecture: 'amd64', kernelVersion: '6.12.40', kubeletVersion: 'v1.34.1-eks-113cf36', kubeProxyVersion: '', operatingSystem: 'linux', osImage: 'Amazon Linux 2023', containerRuntimeVersion: 'containerd://2.1.4', bootID: 'b', machineID: 'm', systemUUID: 's' },
    },
  }, 'kubelet');
}
