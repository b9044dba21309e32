/** What each cloud calls the things the loops stand on, as constructs write them and as the table of primitives shows them. */

/** A cloud the constructs know how to build for. */
export type Cloud = 'aws' | 'azure' | 'gcp';

/** A thing of a cloud by its own name, and the resources of Terraform that declare it. */
export interface Primitive {
  readonly name: string;
  readonly terraform?: readonly string[];
}

/** What differs between the clouds. Facts that follow from a principal or a disk are in `identity/principal.ts` and `storage/disk.ts`. */
export interface CloudFacts {
  readonly kubernetes: Primitive;
  /** Zones as the node label `topology.kubernetes.io/zone` writes them. */
  readonly zone: { readonly form: RegExp; readonly example: string };
  readonly workloadIdentity: Primitive;
  readonly imagePull: Primitive;
  readonly metadataGuard: Primitive;
  readonly vault: Primitive;
  readonly people: Primitive;
  readonly nodePools: Primitive;
  readonly nodeScaling: Primitive;
  /** How KEDA asks the cloud without a key, and the queue it then looks at. */
  readonly keda: { readonly provider: string; readonly queue: string };
  /** What the cloud puts on nodes it may take back. On EKS no taint keeps other pods away. */
  readonly spot: { readonly label: readonly [key: string, value: string]; readonly isTainted: boolean };
  readonly podNetwork: Primitive;
  readonly policyEngine: Primitive;
  readonly nat: Primitive;
  /** Metrics of a NAT gateway that tell it is out of ports, by their names in the cloud. */
  readonly natSaturation: { readonly namespace: string; readonly metrics: readonly [string, ...string[]] };
  readonly privateEndpoints: Primitive;
  readonly ingress: Primitive;
  /**
   * Resolvers of the cloud's own, which no selector of pods matches: LocalDNS of AKS, Cloud DNS of GKE.
   * @see https://learn.microsoft.com/azure/aks/dns-concepts
   * @see https://cloud.google.com/kubernetes-engine/docs/how-to/cloud-dns
   */
  readonly resolvers: readonly `${string}/${number}`[];
  /** Drivers of disks, and of files that many nodes mount. */
  readonly drivers: { readonly disk: string; readonly files: string };
  readonly secondZone: Primitive;
  readonly builtInClass: Primitive;
  readonly snapshots: Primitive;
  /** The disk under etcd that constructs take, and those that are as good. */
  readonly etcdDisk: Primitive & { readonly type: string; readonly others: readonly string[] };
  readonly controlPlaneMetrics: Primitive;
  readonly prometheus: Primitive & { readonly flavour: string };
}

/** The facts of each cloud: the one place they are written. */
export const CLOUDS = {
  aws: {
    kubernetes: { name: 'EKS', terraform: ['aws_eks_cluster'] },
    zone: { form: /^[a-z]{2}(?:-[a-z]+)+-\d+(?:-[a-z]+-\d+)?[a-z]$/, example: 'us-east-1a' },
    workloadIdentity: { name: 'IRSA, or EKS Pod Identity', terraform: ['aws_iam_openid_connect_provider', 'aws_iam_role', 'aws_eks_pod_identity_association'] },
    imagePull: { name: 'role of the nodes with AmazonEC2ContainerRegistryPullOnly', terraform: ['aws_iam_role_policy_attachment'] },
    metadataGuard: { name: 'IMDSv2 required, hop limit 1', terraform: ['aws_launch_template'] },
    vault: { name: 'Secrets Manager, Parameter Store', terraform: ['aws_secretsmanager_secret', 'aws_ssm_parameter'] },
    people: { name: 'access entries', terraform: ['aws_eks_access_entry', 'aws_eks_access_policy_association'] },
    nodePools: { name: 'managed node groups', terraform: ['aws_eks_node_group'] },
    nodeScaling: { name: 'Cluster Autoscaler, Karpenter, EKS Auto Mode' },
    keda: { provider: 'aws', queue: 'aws-sqs-queue' },
    spot: { label: ['eks.amazonaws.com/capacityType', 'SPOT'], isTainted: false },
    podNetwork: { name: 'VPC CNI, no encapsulation', terraform: ['aws_eks_addon'] },
    policyEngine: { name: 'VPC CNI with enableNetworkPolicy, off by default', terraform: ['aws_eks_addon'] },
    nat: { name: 'NAT gateway in each zone, or one regional', terraform: ['aws_nat_gateway', 'aws_route_table'] },
    natSaturation: { namespace: 'AWS/NATGateway', metrics: ['ErrorPortAllocation', 'PacketsDropCount'] },
    privateEndpoints: { name: 'VPC endpoints: S3 by Gateway, others by Interface', terraform: ['aws_vpc_endpoint'] },
    ingress: { name: 'Application Load Balancer (AWS Load Balancer Controller)' },
    resolvers: [],
    drivers: { disk: 'ebs.csi.aws.com', files: 'efs.csi.aws.com' },
    secondZone: { name: 'none for a disk: replicate in the app, or EFS', terraform: ['aws_efs_file_system'] },
    builtInClass: { name: '`gp2`, not the default from 1.30 on' },
    snapshots: { name: 'EBS snapshots by VolumeSnapshot, or AWS Backup', terraform: ['aws_backup_plan', 'aws_backup_selection'] },
    etcdDisk: { name: 'EBS', terraform: ['aws_ebs_volume', 'aws_volume_attachment'], type: 'io2', others: ['io1', 'local NVMe'] },
    controlPlaneMetrics: { name: 'latency of the API server and size of its store; etcd up to 8 GiB' },
    prometheus: { name: 'Amazon Managed Service for Prometheus', terraform: ['aws_prometheus_workspace'], flavour: 'amp' },
  },
  azure: {
    kubernetes: { name: 'AKS', terraform: ['azurerm_kubernetes_cluster'] },
    zone: { form: /^[a-z]+[a-z0-9]*-\d$/, example: 'eastus2-1' },
    workloadIdentity: { name: 'AKS Workload Identity (Entra ID)', terraform: ['azurerm_user_assigned_identity', 'azurerm_federated_identity_credential'] },
    imagePull: { name: 'identity of the kubelet with AcrPull', terraform: ['azurerm_role_assignment'] },
    metadataGuard: { name: 'IMDS restriction', terraform: ['azurerm_kubernetes_cluster'] },
    vault: { name: 'Key Vault', terraform: ['azurerm_key_vault'] },
    people: { name: 'Entra ID with Azure RBAC, no local accounts', terraform: ['azurerm_kubernetes_cluster', 'azurerm_role_assignment'] },
    nodePools: { name: 'node pools, system and user', terraform: ['azurerm_kubernetes_cluster_node_pool'] },
    nodeScaling: { name: 'cluster autoscaler, node auto-provisioning' },
    keda: { provider: 'azure-workload', queue: 'azure-servicebus' },
    spot: { label: ['kubernetes.azure.com/scalesetpriority', 'spot'], isTainted: true },
    podNetwork: { name: 'Azure CNI, its overlay without encapsulation, too', terraform: ['azurerm_kubernetes_cluster'] },
    policyEngine: { name: 'Cilium, Calico, or Azure NPM until 2028', terraform: ['azurerm_kubernetes_cluster'] },
    nat: { name: 'NAT gateway in each zone', terraform: ['azurerm_nat_gateway', 'azurerm_subnet_nat_gateway_association'] },
    natSaturation: { namespace: 'Microsoft.Network/natGateways', metrics: ['SNATConnectionCount', 'PacketDropCount', 'TotalConnectionCount'] },
    privateEndpoints: { name: 'Private Link', terraform: ['azurerm_private_endpoint'] },
    ingress: { name: 'Application Gateway (AGIC), Application Gateway for Containers' },
    resolvers: ['169.254.10.10/32', '169.254.10.11/32'],
    drivers: { disk: 'disk.csi.azure.com', files: 'file.csi.azure.com' },
    secondZone: { name: 'disks of a `_ZRS` kind' },
    builtInClass: { name: '`managed-csi` is the default; zone-redundant in clusters of several zones' },
    snapshots: { name: 'incremental snapshots by VolumeSnapshot, or Azure Backup for AKS', terraform: ['azurerm_data_protection_backup_instance_kubernetes_cluster'] },
    etcdDisk: { name: 'managed disk', terraform: ['azurerm_managed_disk', 'azurerm_virtual_machine_data_disk_attachment'], type: 'PremiumV2_LRS', others: ['UltraSSD_LRS', 'local NVMe'] },
    controlPlaneMetrics: { name: 'metrics of the control plane in managed Prometheus, opt-in' },
    prometheus: { name: 'Azure Monitor managed service for Prometheus', terraform: ['azurerm_monitor_workspace'], flavour: 'azure-managed' },
  },
  gcp: {
    kubernetes: { name: 'GKE', terraform: ['google_container_cluster'] },
    zone: { form: /^[a-z]+-[a-z]+\d+-[a-z]$/, example: 'europe-west1-b' },
    workloadIdentity: { name: 'Workload Identity Federation for GKE', terraform: ['google_service_account', 'google_service_account_iam_member'] },
    imagePull: { name: 'service account of the nodes with roles/artifactregistry.reader', terraform: ['google_project_iam_member'] },
    metadataGuard: { name: 'GKE metadata server', terraform: ['google_container_node_pool'] },
    vault: { name: 'Secret Manager', terraform: ['google_secret_manager_secret'] },
    people: { name: 'Google Groups for RBAC', terraform: ['google_container_cluster'] },
    nodePools: { name: 'node pools', terraform: ['google_container_node_pool'] },
    nodeScaling: { name: 'cluster autoscaler, node auto-provisioning, Autopilot' },
    keda: { provider: 'gcp', queue: 'gcp-pubsub' },
    spot: { label: ['cloud.google.com/gke-spot', 'true'], isTainted: true },
    podNetwork: { name: 'VPC-native, no encapsulation', terraform: ['google_container_cluster', 'google_compute_network'] },
    policyEngine: { name: 'Dataplane V2 (Cilium), or Calico on V1', terraform: ['google_container_cluster'] },
    nat: { name: 'Cloud NAT, regional', terraform: ['google_compute_router_nat'] },
    natSaturation: { namespace: 'router.googleapis.com', metrics: ['nat/dropped_sent_packets_count'] },
    privateEndpoints: { name: 'Private Google Access, Private Service Connect', terraform: ['google_compute_subnetwork'] },
    ingress: { name: 'GCE Ingress, Gateway controller of GKE' },
    resolvers: ['169.254.169.254/32'],
    drivers: { disk: 'pd.csi.storage.gke.io', files: 'filestore.csi.storage.gke.io' },
    secondZone: { name: '`replication-type: regional-pd`, `hyperdisk-balanced-high-availability`' },
    builtInClass: { name: '`standard-rwo` is the default; the older `standard` binds at once' },
    snapshots: { name: 'disk snapshots by VolumeSnapshot, or Backup for GKE', terraform: ['google_gke_backup_backup_plan'] },
    etcdDisk: { name: 'persistent disk', terraform: ['google_compute_disk', 'google_compute_attached_disk'], type: 'hyperdisk-balanced', others: ['hyperdisk-extreme', 'pd-extreme', 'local SSD'] },
    controlPlaneMetrics: { name: 'metrics of the control plane, opt-in' },
    prometheus: { name: 'Google Cloud Managed Service for Prometheus', flavour: 'gmp' },
  },
} as const satisfies { readonly [C in Cloud]: CloudFacts };
