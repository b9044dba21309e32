type Labels = Readonly<Record<string, string>>;

interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels: Labels;
  readonly annotations?: Labels;
}

/** What the tests read of a manifest. A field is there only where the kind has it; what is not there reads as `undefined` and fails the test. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly spec: Spec;
  /** ServiceAccount */
  readonly automountServiceAccountToken: boolean;
  /** StorageClass */
  readonly provisioner: string;
  readonly parameters: Labels;
  /** Role, ClusterRole */
  readonly rules: readonly object[];
  /** PriorityClass */
  readonly value: number;
  readonly preemptionPolicy: string;
  readonly globalDefault: boolean;
  /** RoleBinding, ClusterRoleBinding */
  readonly roleRef: { readonly kind: string; readonly name: string };
  readonly subjects: readonly { readonly kind: string; readonly name: string; readonly namespace?: string }[];
}

interface Spec {
  readonly replicas: number;
  readonly selector: Labels & { readonly matchLabels: Labels };
  readonly serviceName: string;
  readonly podManagementPolicy: string;
  readonly persistentVolumeClaimRetentionPolicy: object;
  readonly strategy: object;
  readonly template: { readonly metadata: Metadata; readonly spec: Pod };
  readonly jobTemplate: { readonly spec: { readonly template: { readonly spec: Pod } } };
  readonly volumeClaimTemplates: readonly [{ readonly spec: { readonly accessModes: readonly string[]; readonly storageClassName: string } }];
  readonly clusterIP: string;
  readonly ports: readonly object[];
  readonly publishNotReadyAddresses: boolean;
  readonly trafficDistribution: string;
  readonly ingress: readonly [Rule, ...Rule[]];
  readonly egress: readonly [Rule, ...Rule[]];
  readonly hard: Labels;
  /** HorizontalPodAutoscaler */
  readonly metrics: readonly { readonly resource: { readonly name: string; readonly target: { readonly averageUtilization: number } } }[];
  /** VerticalPodAutoscaler */
  readonly targetRef: object;
  /** Job */
  readonly podFailurePolicy: object;
  /** SecretStore, SecretProviderClass, ExternalSecret */
  readonly provider: object | string;
  readonly parameters: Labels;
  readonly secretStoreRef: object;
  readonly target: object;
  readonly data: readonly object[];
  readonly limits: readonly [{ readonly type: string; readonly default: Labels; readonly defaultRequest: Labels }];
}

interface Rule {
  readonly from: readonly Peer[];
  readonly to: readonly Peer[];
  readonly ports: readonly object[];
}

interface Peer {
  readonly ipBlock: { readonly cidr: string };
  readonly podSelector: { readonly matchLabels: Labels };
}

interface Pod {
  readonly containers: readonly [Container, ...Container[]];
  readonly initContainers?: readonly Container[];
  readonly securityContext: object;
  readonly terminationGracePeriodSeconds: number;
  readonly nodeSelector?: Labels;
  readonly tolerations?: readonly { readonly key: string }[];
  readonly affinity?: object;
  readonly automountServiceAccountToken: boolean;
  readonly serviceAccountName: string;
  readonly topologySpreadConstraints: readonly [zone: Constraint, host: Constraint];
  readonly volumes: readonly object[];
}

interface Constraint {
  readonly topologyKey: string;
  readonly minDomains?: number;
  readonly whenUnsatisfiable: string;
}

interface Container {
  readonly name: string;
  readonly restartPolicy?: string;
  readonly command: readonly string[];
  readonly image: string;
  readonly env: readonly Variable[];
  readonly lifecycle: { readonly preStop: { readonly sleep: { readonly seconds: number } } };
  readonly livenessProbe: Probe;
  readonly ports: readonly object[];
  readonly readinessProbe: Probe;
  readonly resources: { readonly requests: Labels; readonly limits: Labels };
  readonly securityContext: object;
  readonly startupProbe: Probe;
  readonly volumeMounts: readonly { readonly mountPath: string }[];
}

interface Probe {
  readonly periodSeconds: number;
  readonly failureThreshold: number;
  readonly grpc: object;
}

export interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly fieldRef?: { readonly fieldPath: string } };
}
