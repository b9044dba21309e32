type Labels = Readonly<Record<string, string>>;

interface Probe { readonly httpGet?: { readonly port: string | number }; readonly grpc?: { readonly port: number } }

interface Container {
  readonly name: string;
  readonly image: string;
  readonly imagePullPolicy?: string;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number; readonly hostPort?: number }[];
  readonly resources?: { readonly requests?: Labels; readonly limits?: Labels };
  readonly securityContext?: {
    readonly privileged?: boolean; readonly allowPrivilegeEscalation?: boolean; readonly readOnlyRootFilesystem?: boolean; readonly runAsNonRoot?: boolean;
    readonly procMount?: string; readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
  };
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly startupProbe?: Probe;
}

interface Pod {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly serviceAccountName?: string;
  readonly serviceAccount?: string;
  readonly automountServiceAccountToken?: boolean;
  readonly priorityClassName?: string;
  readonly hostIPC?: boolean;
  readonly hostPID?: boolean;
  readonly hostNetwork?: boolean;
  readonly securityContext?: { readonly runAsNonRoot?: boolean; readonly sysctls?: readonly object[]; readonly seccompProfile?: object; readonly windowsOptions?: object };
  readonly affinity?: { readonly podAntiAffinity?: object };
  readonly topologySpreadConstraints?: readonly object[];
  readonly volumes?: readonly { readonly hostPath?: object }[];
}

interface Template { readonly metadata: { readonly labels?: Labels }; readonly spec: Pod }

/** An object as an example writes it, as far as checks read it. */
export interface Written {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
  readonly data?: Labels;
  readonly rules?: readonly { readonly resources?: readonly string[] }[];
  readonly roleRef?: { readonly name: string };
  readonly spec?: {
    readonly template?: Template;
    readonly jobTemplate?: { readonly spec: { readonly template: Template } };
    readonly replicas?: number;
    readonly ttlSecondsAfterFinished?: number;
    readonly selector?: Labels & { readonly matchLabels?: Labels };
    readonly ports?: readonly { readonly targetPort?: string | number }[];
    readonly podSelector?: { readonly matchLabels?: Labels };
    readonly ingress?: readonly object[];
    readonly egress?: readonly object[];
    readonly maxUnavailable?: number | string;
    readonly minAvailable?: number | string;
    readonly unhealthyPodEvictionPolicy?: string;
    readonly minReplicas?: number;
    readonly maxReplicas?: number;
    readonly tls?: readonly object[];
  };
}

/** Does a check flag this object, among all that stand in its cluster? */
export type Check = (object: Written, all: readonly Written[]) => boolean;

const WITH_PODS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob']);
const templateOf = ({ kind, spec }: Written): Template | undefined => (WITH_PODS.has(kind) ? spec?.template ?? spec?.jobTemplate?.spec.template : undefined);
const inPod = (flags: (pod: Pod) => boolean): Check => (object) => { const at = templateOf(object); return at !== undefined && flags(at.spec); };
const every = (pod: Pod): readonly Container[] => [...pod.containers, ...pod.initContainers ?? []];
const inContainer = (flags: (container: Container, pod: Pod) => boolean): Check => inPod((pod) => every(pod).some((container) => flags(container, pod)));
const isIn = (part: Labels | undefined, whole: Labels | undefined): boolean => part !== undefined && Object.entries(part).every(([key, value]) => whole?.[key] === value);
const beside = (object: Written, all: readonly Written[], kind: string): readonly Written[] => all.filter((other) => other.kind === kind && other.metadata.namespace === object.metadata.namespace);
const backends = (object: Written, all: readonly Written[]): readonly Template[] => all.filter((other) => other.metadata.namespace === object.metadata.namespace)
  .map(templateOf).filter((at): at is Template => at !== undefined && isIn(object.spec?.selector, at.metadata.labels));

function portOf(probe: 'livenessProbe' | 'readinessProbe' | 'startupProbe'): Check {
  return inContainer((container) => {
    const port = container[probe]?.httpGet?.port ?? container[probe]?.grpc?.port;
    return port !== undefined && !(container.ports ?? []).some(({ name, containerPort }) => port === name || port === containerPort);
  });
}

const lacks = (what: 'requests' | 'limits', resource: string): Check => inContainer(({ resources }) => resources?.[what]?.[resource] === undefined);
const isLatest = ({ image }: Container): boolean => !image.includes('@') && (!/:[^/]+$/.test(image) || image.endsWith(':latest'));
const mayBeRoot = ({ securityContext: own }: Container, { securityContext: all }: Pod): boolean => (own?.runAsNonRoot ?? all?.runAsNonRoot) !== true;
const adds = (capabilities: RegExp): Check => inContainer(({ securityContext }) => (securityContext?.capabilities?.add ?? []).some((name) => capabilities.test(name)));
const drops = ({ securityContext }: Container): readonly string[] => securityContext?.capabilities?.drop ?? [];
const mayEnter: Check = ({ rules = [] }) => rules.some(({ resources = [] }) => resources.some((name) => /^(?:\*|pods\/(?:exec|attach))$/.test(name)));
const letsEnter: Check = ({ roleRef }, all) => all.some((role) => /^(?:Cluster)?Role$/.test(role.kind) && role.metadata.name === roleRef?.name && mayEnter(role, all));
const isOfAdmins: Check = ({ roleRef }) => roleRef?.name === 'cluster-admin';
/** Names that Polaris takes for those of secrets, and what it takes for one itself. */
const SENSITIVE = /^(?:AWS_SECRET_ACCESS_KEY|GOOGLE_APPLICATION_CREDENTIALS|AZURE_.+KEY|OCI_CLI_KEY_CONTENT)$|password|token|bearer|secret/i;
const isPrivateKey = (value = ''): boolean => /-BEGIN\s+.*PRIVATE KEY-/i.test(value);
const podSets = ({ kind }: Written): boolean => kind === 'Deployment' || kind === 'StatefulSet' || kind === 'DaemonSet';

/** The 31 checks kube-linter has on by default (0.8.3), as its documentation describes them. @see https://docs.kubelinter.io/#/generated/checks */
export const KUBE_LINTER: Readonly<Record<string, Check>> = {
  'dangling-service': (object, all) => object.kind === 'Service' && backends(object, all).length === 0,
  'deprecated-service-account-field': inPod(({ serviceAccount }) => serviceAccount !== undefined),
  'docker-sock': inPod(({ volumes = [] }) => volumes.some(({ hostPath }) => hostPath !== undefined)),
  'drop-net-raw-capability': inContainer((container) => !drops(container).some((name) => /^(?:ALL|NET_RAW)$/.test(name))),
  'duplicate-env-var': inContainer(({ env = [] }) => new Set(env.map(({ name }) => name)).size < env.length),
  'env-var-secret': inContainer(({ env = [] }) => env.some(({ name, value }) => /secret/i.test(name) && (value ?? '') !== '')),
  'host-ipc': inPod(({ hostIPC }) => hostIPC === true),
  'host-network': inPod(({ hostNetwork }) => hostNetwork === true),
  'host-pid': inPod(({ hostPID }) => hostPID === true),
  'invalid-target-ports': (object, all) => object.kind === 'Service' && (object.spec?.ports ?? []).some(({ targetPort }) => typeof targetPort === 'string'
    && !backends(object, all).some(({ spec }) => every(spec).some(({ ports = [] }) => ports.some(({ name }) => name === targetPort)))),
  'job-ttl-seconds-after-finished': ({ kind, spec }) => kind === 'Job' && spec?.ttlSecondsAfterFinished === undefined,
  'latest-tag': inContainer(isLatest),
  'liveness-port': portOf('livenessProbe'),
  'mismatching-selector': (object) => podSets(object) && !isIn(object.spec?.selector?.matchLabels, object.spec?.template?.metadata.labels),
  // Releases since then take spread over hosts for an answer; this is the older reading.
  'no-anti-affinity': (object) => object.kind !== 'DaemonSet' && (object.spec?.replicas ?? 1) > 1 && object.spec?.template?.spec.affinity?.podAntiAffinity === undefined,
  'no-extensions-v1beta': ({ apiVersion }) => apiVersion === 'extensions/v1beta1',
  'no-read-only-root-fs': inContainer(({ securityContext }) => securityContext?.readOnlyRootFilesystem !== true),
  'non-existent-service-account': (object, all) => inPod(({ serviceAccountName: name }) => name !== undefined && !beside(object, all, 'ServiceAccount').some((account) => account.metadata.name === name))(object, all),
  'pdb-max-unavailable': ({ kind, spec }) => kind === 'PodDisruptionBudget' && (spec?.maxUnavailable === 0 || spec?.maxUnavailable === '0%'),
  'pdb-min-available': ({ kind, spec }) => kind === 'PodDisruptionBudget' && spec?.minAvailable !== undefined,
  'pdb-unhealthy-pod-eviction-policy': ({ kind, spec }) => kind === 'PodDisruptionBudget' && spec?.unhealthyPodEvictionPolicy === undefined,
  'privilege-escalation-container': inContainer(({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false),
  'privileged-container': inContainer(({ securityContext }) => securityContext?.privileged === true),
  'readiness-port': portOf('readinessProbe'),
  'run-as-non-root': inContainer(mayBeRoot),
  'sensitive-host-mounts': inPod(({ volumes = [] }) => volumes.some(({ hostPath }) => hostPath !== undefined)),
  'ssh-port': inContainer(({ ports = [] }) => ports.some(({ containerPort }) => containerPort === 22)),
  'startup-port': portOf('startupProbe'),
  'unsafe-sysctls': inPod(({ securityContext }) => (securityContext?.sysctls ?? []).length > 0),
  'unset-cpu-requirements': lacks('requests', 'cpu'),
  'unset-memory-requirements': lacks('limits', 'memory'),
};

/** The checks of Polaris' default configuration (10.2), as its documentation describes them. @see https://polaris.docs.fairwinds.com/checks/reliability/ */
export const POLARIS: Readonly<Record<string, Check>> = {
  deploymentMissingReplicas: ({ kind, spec }) => kind === 'Deployment' && (spec?.replicas ?? 1) < 2,
  priorityClassNotSet: inPod(({ priorityClassName }) => priorityClassName === undefined),
  tagNotSpecified: inContainer(isLatest),
  pullPolicyNotAlways: inContainer(({ imagePullPolicy }) => imagePullPolicy !== 'Always'),
  readinessProbeMissing: (object) => podSets(object) && object.spec?.template?.spec.containers.some(({ readinessProbe }) => readinessProbe === undefined) === true,
  livenessProbeMissing: (object) => podSets(object) && object.spec?.template?.spec.containers.some(({ livenessProbe }) => livenessProbe === undefined) === true,
  metadataAndInstanceMismatched: (object) => templateOf(object) !== undefined && object.metadata.labels?.['app.kubernetes.io/instance'] !== object.metadata.name,
  pdbDisruptionsIsZero: ({ kind, spec }) => kind === 'PodDisruptionBudget' && (spec?.maxUnavailable === 0 || spec?.minAvailable === '100%'),
  missingPodDisruptionBudget: (object, all) => object.kind === 'Deployment'
    && !beside(object, all, 'PodDisruptionBudget').some(({ spec }) => isIn(spec?.selector?.matchLabels, object.spec?.template?.metadata.labels)),
  topologySpreadConstraint: (object, all) => podSets(object) && inPod(({ topologySpreadConstraints = [] }) => topologySpreadConstraints.length === 0)(object, all),
  hpaMaxAvailability: ({ kind, spec }) => kind === 'HorizontalPodAutoscaler' && (spec?.maxReplicas ?? 0) <= (spec?.minReplicas ?? 1),
  hpaMinAvailability: ({ kind, spec }) => kind === 'HorizontalPodAutoscaler' && (spec?.minReplicas ?? 1) < 2,
  pdbMinAvailableGreaterThanOrEqualToHPAMinReplicas: ({ kind, spec }) => kind === 'PodDisruptionBudget' && spec?.minAvailable !== undefined,
  cpuRequestsMissing: lacks('requests', 'cpu'),
  cpuLimitsMissing: lacks('limits', 'cpu'),
  memoryRequestsMissing: lacks('requests', 'memory'),
  memoryLimitsMissing: lacks('limits', 'memory'),
  automountServiceAccountToken: inPod(({ automountServiceAccountToken }) => automountServiceAccountToken !== false),
  hostIPCSet: inPod(({ hostIPC }) => hostIPC === true),
  hostPathSet: inPod(({ volumes = [] }) => volumes.some(({ hostPath }) => hostPath !== undefined)),
  hostProcess: inPod(({ securityContext }) => securityContext?.windowsOptions !== undefined),
  hostPIDSet: inPod(({ hostPID }) => hostPID === true),
  linuxHardening: inContainer((container, pod) => pod.securityContext?.seccompProfile === undefined && drops(container).length === 0),
  missingNetworkPolicy: (object, all) => templateOf(object) !== undefined && !beside(object, all, 'NetworkPolicy').some(({ spec }) => isIn(spec?.podSelector?.matchLabels, templateOf(object)?.metadata.labels)
    && (spec?.ingress ?? []).length > 0 && (spec?.egress ?? []).length > 0),
  notReadOnlyRootFilesystem: inContainer(({ securityContext }) => securityContext?.readOnlyRootFilesystem !== true),
  privilegeEscalationAllowed: inContainer(({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false),
  procMount: inContainer(({ securityContext }) => (securityContext?.procMount ?? 'Default') !== 'Default'),
  runAsRootAllowed: inContainer(mayBeRoot),
  runAsPrivileged: inContainer(({ securityContext }) => securityContext?.privileged === true),
  dangerousCapabilities: adds(/^(?:ALL|SYS_ADMIN|NET_ADMIN)$/),
  insecureCapabilities: inContainer((container) => !drops(container).includes('ALL')),
  hostNetworkSet: inPod(({ hostNetwork }) => hostNetwork === true),
  hostPortSet: inContainer(({ ports = [] }) => ports.some(({ hostPort }) => hostPort !== undefined)),
  tlsSettingsMissing: ({ kind, spec }) => kind === 'Ingress' && (spec?.tls ?? []).length === 0,
  sensitiveContainerEnvVar: inContainer(({ env = [] }) => env.some(({ name, value }) => value !== undefined && (SENSITIVE.test(name) || isPrivateKey(value)))),
  sensitiveConfigmapContent: ({ kind, data = {} }) => kind === 'ConfigMap' && Object.entries(data).some(([key, value]) => SENSITIVE.test(key) || isPrivateKey(value)),
  clusterrolePodExecAttach: mayEnter,
  rolePodExecAttach: mayEnter,
  clusterrolebindingPodExecAttach: letsEnter,
  rolebindingClusterRolePodExecAttach: letsEnter,
  rolebindingRolePodExecAttach: letsEnter,
  clusterrolebindingClusterAdmin: isOfAdmins,
  rolebindingClusterAdminClusterRole: isOfAdmins,
  rolebindingClusterAdminRole: isOfAdmins,
};
