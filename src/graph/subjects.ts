import { ResourceQuota } from './budget/resource-quota';
import { edgeControllersOf } from './edge/edge-controller';
import { HttpRoute } from './edge/http-route';
import { Ingress } from './edge/ingress';
import type { Route, RouteReference } from './edge/route';
import { GRANTING } from './cloud/admin-grant';
import { IamRole } from './cloud/aws/iam-role';
import { LaunchTemplate } from './cloud/aws/launch-template';
import { NatGateway } from './cloud/aws/nat';
import { NodeGroup } from './cloud/aws/node-group';
import { PodIdentityAssociation } from './cloud/aws/pod-identity-association';
import { AksCluster } from './cloud/azure/aks-cluster';
import { AksNodePool } from './cloud/azure/aks-node-pool';
import { AzureNatGateway } from './cloud/azure/azure-nat';
import type { CloudResource } from './cloud/cloud-resource';
import type { EgressGateway } from './cloud/egress-gateway';
import { Disk } from './cloud/etcd/disk';
import { etcdMembers, type EtcdMembers } from './cloud/etcd/etcd-members';
import type { EtcdPool } from './cloud/etcd/etcd-pool';
import type { EtcdStore } from './cloud/etcd/etcd-store';
import { Machine } from './cloud/etcd/machine';
import type { EtcdCluster } from './control-plane/etcd-cluster';
import { CloudNat } from './cloud/google/cloud-nat';
import { FederatedCredential } from './cloud/azure/federated-credential';
import { GkeNodePool } from './cloud/google/gke-node-pool';
import { GoogleAccess } from './cloud/google/workload-identity';
import { ManagedCluster } from './cloud/managed-cluster';
import { Peering } from './cloud/peering';
import { mtuSettingsOf } from './mtu/mtu-setting';
import { etcdClustersOf } from './control-plane/etcd-clusters';
import { DisruptionBudget } from './disruption/disruption-budget';
import type { Graph } from './graph';
import { awsAuths, type AwsAuth } from './identity/aws-auth';
import type { AdminGrant } from './identity/cluster-admins';
import { Role } from './identity/role';
import { RoleBinding } from './identity/role-binding';
import { namespaces } from './namespace/namespaces';
import type { KubeObject } from './object/kube-object';
import { NetworkPolicy } from './network/network-policy';
import { Service } from './network/service';
import type { MetadataServer } from './identity/metadata-server';
import type { SystemPooled } from './placement/system-pooled';
import { Monitor } from './observability/monitor';
import { monitoring } from './observability/monitoring';
import { queriesIn, queriesOn, type Query } from './observability/query';
import { ruleSets } from './observability/rule-set';
import type { Waiver } from './object/waiver';
import { PriorityClass } from './priority/priority-class';
import type { Subject } from './reading/subject';
import { builtInClassesOf } from './storage/built-in-classes';
import { claimsIn } from './storage/claims';
import { PersistentVolume } from './storage/persistent-volume';
import type { Reclaimed } from './storage/reclaimed';
import { Autoscaler } from './scaling/autoscaler';
import { StorageClass, type VolumeClass } from './storage/storage-class';
import type { ZoneBound } from './storage/zone-bound';
import { Workload } from './workload/workload';

/** Things of a graph, each with the way to its subjects, which may meet something unknown. */
export type Source<S> = readonly { readonly of: Subject; readonly subjects: () => readonly S[] }[];

/** What a law can be asked of, by the name it writes in `on`, and where the graph holds them. */
export const SUBJECTS = {
  /** Every object, of whatever kind. */
  Manifest: (graph: Graph) => each(graph.objects, (o) => [o]),
  /** Every object, and every block of Terraform. */
  Written: (graph: Graph): Source<KubeObject | CloudResource> => each<KubeObject | CloudResource, KubeObject | CloudResource>([...graph.objects, ...graph.cloudResources], (o) => [o]),
  Workload: (graph: Graph) => each(graph.seen(Workload), (w) => [w]),
  Pod: (graph: Graph) => each(graph.seen(Workload), (w) => [w.pod]),
  Container: (graph: Graph) => each(graph.seen(Workload), (w) => w.pod.containers),
  Service: (graph: Graph) => each(graph.seen(Service), (s) => [s]),
  Ingress: (graph: Graph) => each(graph.seen(Ingress), (i) => [i]),
  HttpRoute: (graph: Graph) => each(graph.seen(HttpRoute), (r) => [r]),
  /** Ingresses and HTTPRoutes. */
  Route: (graph: Graph): Source<Route> => each([...graph.seen(Ingress), ...graph.seen(HttpRoute)], (r) => [r]),
  /** Services and Secrets that routes name. */
  RouteReference: (graph: Graph): Source<RouteReference> => each<Route, RouteReference>([...graph.seen(Ingress), ...graph.seen(HttpRoute)], (r) => r.references),
  /** What serves Ingresses, as far as the set shows it: IngressClasses, controllers that run in pods, and Ingresses themselves. */
  EdgeController: (graph: Graph) => each(graph.objects, edgeControllersOf),
  /** Packet sizes somebody chose for the network of pods. */
  MtuSetting: (graph: Graph) => each(graph.objects, mtuSettingsOf),
  NetworkPolicy: (graph: Graph) => each(graph.seen(NetworkPolicy), (p) => [p]),
  PodDisruptionBudget: (graph: Graph) => each(graph.seen(DisruptionBudget), (b) => [b]),
  /** StorageClasses, and those of the declared cloud at the claims that take them. */
  StorageClass: (graph: Graph): Source<VolumeClass> => [...each(graph.seen(StorageClass), (c) => [c]), ...each(graph.objects, builtInClassesOf)],
  /** StorageClasses of the set. */
  DeclaredStorageClass: (graph: Graph) => each(graph.seen(StorageClass), (c) => [c]),
  /** What decides whether disks outlive their claims: classes, built-in ones at the claims that take them, and volumes. */
  Reclaimed: (graph: Graph): Source<Reclaimed> => [
    ...each(graph.seen(StorageClass), (c) => [c]), ...each(graph.objects, builtInClassesOf), ...each(graph.seen(PersistentVolume), (v) => [v]),
  ],
  /** What is bound to a place: workloads through their volumes, and volumes that are there already. */
  ZoneBound: (graph: Graph): Source<ZoneBound> => [...each(graph.seen(Workload), (w) => [w]), ...each(graph.seen(PersistentVolume), (v) => [v])],
  /** PersistentVolumeClaims, written as objects or as templates. */
  Claim: (graph: Graph) => each(graph.objects, claimsIn),
  ResourceQuota: (graph: Graph) => each(graph.seen(ResourceQuota), (q) => [q]),
  PriorityClass: (graph: Graph) => each(graph.seen(PriorityClass), (c) => [c]),
  /** HorizontalPodAutoscalers and KEDA's ScaledObjects. */
  Autoscaler: (graph: Graph) => each(graph.seen(Autoscaler), (a) => [a]),
  /** RoleBindings and ClusterRoleBindings. */
  RoleBinding: (graph: Graph) => each(graph.seen(RoleBinding), (b) => [b]),
  /** What can make somebody an admin: bindings of roles, and what clouds have of the kind. */
  AdminGrant: (graph: Graph): Source<AdminGrant> => [
    ...each<RoleBinding | CloudResource, AdminGrant>([...graph.seen(RoleBinding), ...graph.cloudResources.filter(({ isManaged, kind }) => isManaged && GRANTING.includes(kind))], (g) => [g]),
    ...each<AwsAuth, AdminGrant>(graph.join(awsAuths), (a) => [a]),
  ],
  /** Roles and ClusterRoles. */
  Role: (graph: Graph) => each(graph.seen(Role), (r) => [r]),
  /** A namespace that holds workloads, declared or not. */
  NamespaceScope: (graph: Graph) => each(graph.join(namespaces), (n) => [n]),
  /** What a Prometheus is to scrape. */
  Monitor: (graph: Graph) => each(graph.seen(Monitor), (m) => [m]),
  /** A set of alerts and recording rules. */
  RuleSet: (graph: Graph) => each(graph.join(ruleSets), (r) => [r]),
  /** One expression of Prometheus' query language, in rules and on dashboards. */
  Query: (graph: Graph): Source<Query> => [
    ...each(graph.join(ruleSets), queriesIn),
    ...each(graph.objects.filter(({ group, kind }) => kind === 'ConfigMap' && group === '' || kind === 'GrafanaDashboard' && group === 'grafana.integreatly.org'), queriesOn),
  ],
  /** How the cluster is watched, where the set tells. */
  Monitoring: (graph: Graph) => each(graph.join(monitoring), (m) => [m]),
  /** A set of etcd members, however it is declared. */
  EtcdCluster: (graph: Graph) => each(graph.objects, etcdClustersOf),
  /** What decides who runs on the pool of system pods: workloads, and clusters and pools of AKS. */
  SystemPooled: (graph: Graph): Source<SystemPooled> => each<SystemPooled, SystemPooled>([...graph.seen(Workload), ...graph.cloudOf(AksCluster), ...graph.cloudOf(AksNodePool)], (p) => [p]),
  /** What says how nodes answer to requests for the credentials of their machine: objects, launch templates of AWS, pools of GKE. */
  MetadataServer: (graph: Graph): Source<MetadataServer> => each<MetadataServer, MetadataServer>([...graph.objects, ...graph.cloudOf(LaunchTemplate), ...graph.cloudOf(GkeNodePool)], (m) => [m]),
  /** What says on which disks etcd writes: its clusters, and disks, machines and launch templates of Terraform. */
  EtcdStore: (graph: Graph): Source<EtcdStore> => [...each(graph.objects, etcdClustersOf), ...each<EtcdVolume, EtcdStore>(etcdVolumesOf(graph), (d) => [d])],
  /** Disks of Terraform, and machines and launch templates with disks of their own. */
  EtcdVolume: (graph: Graph) => each(etcdVolumesOf(graph), (d) => [d]),
  /** Where etcd keeps its data: its clusters, and machines of Terraform. */
  EtcdHome: (graph: Graph): Source<EtcdCluster | Machine> => [...each(graph.objects, etcdClustersOf), ...each(graph.cloudOf(Machine), (m) => [m])],
  /** Who decides on which nodes etcd runs: its clusters, and pools of managed clusters. */
  EtcdHost: (graph: Graph): Source<EtcdCluster | EtcdPool> => [
    ...each(graph.objects, etcdClustersOf), ...each<EtcdPool, EtcdPool>([...graph.cloudOf(NodeGroup), ...graph.cloudOf(AksNodePool), ...graph.cloudOf(GkeNodePool)], (p) => [p]),
  ],
  /** Where the members of etcd stand: its clusters, and disks of Terraform, stack by stack. */
  EtcdPlaces: (graph: Graph): Source<EtcdCluster | EtcdMembers> => [...each(graph.objects, etcdClustersOf), ...each(graph.join(etcdMembers), (m) => [m])],
  /** Calls of modules whose blocks are not seen. */
  ModuleCall: (graph: Graph) => each(graph.cloudResources.filter(({ declaration }) => declaration.mode === 'module'), (m) => [m]),
  /** Roles of AWS. */
  IamRole: (graph: Graph) => each(graph.cloudOf(IamRole), (r) => [r]),
  /** Roles of AWS that are given to accounts of EKS clusters. */
  PodIdentityAssociation: (graph: Graph) => each(graph.cloudOf(PodIdentityAssociation), (a) => [a]),
  /** Accounts that identities of Azure trust. */
  FederatedCredential: (graph: Graph) => each(graph.cloudOf(FederatedCredential), (c) => [c]),
  /** Bindings by which workloads use service accounts of Google, and keys to them. */
  GoogleAccess: (graph: Graph) => each(graph.cloudOf(GoogleAccess), (a) => [a]),
  /** Clusters of EKS, AKS and GKE. */
  ManagedCluster: (graph: Graph) => each(graph.cloudOf(ManagedCluster), (c) => [c]),
  /** Whatever joins ranges of addresses: clusters, and networks that are peered. */
  AddressPlan: (graph: Graph): Source<ManagedCluster | Peering> => each<ManagedCluster | Peering, ManagedCluster | Peering>([...graph.cloudOf(ManagedCluster), ...graph.cloudOf(Peering)], (p) => [p]),
  /** Node groups of EKS, and pools of AKS: a cluster for its default one. */
  ZonedPool: (graph: Graph): Source<ZonedPool> => each<ZonedPool, ZonedPool>([...graph.cloudOf(NodeGroup), ...graph.cloudOf(AksCluster), ...graph.cloudOf(AksNodePool)], (p) => [p]),
  /** NAT gateways of all clouds. */
  EgressGateway: (graph: Graph): Source<EgressGateway> => each<EgressGateway, EgressGateway>([...graph.cloudOf(NatGateway), ...graph.cloudOf(AzureNatGateway), ...graph.cloudOf(CloudNat)], (g) => [g]),
} as const satisfies Readonly<Record<string, (graph: Graph) => Source<Subject>>>;

/** Subjects that Terraform can declare. */
export const CLOUD_SUBJECTS: ReadonlySet<SubjectKind> = new Set([
  'AddressPlan', 'AdminGrant', 'EgressGateway', 'EtcdHome', 'EtcdHost', 'EtcdPlaces', 'EtcdStore', 'EtcdVolume', 'FederatedCredential', 'GoogleAccess', 'IamRole', 'ManagedCluster', 'MetadataServer', 'ModuleCall',
  'PodIdentityAssociation', 'Query', 'RuleSet', 'SystemPooled', 'Written', 'ZonedPool',
]);

/** The nouns laws are asked of. A waiver is one line of an annotation, or one of the config; it is asked last, when it is known what it waived. */
export type Subjects = { readonly [K in keyof typeof SUBJECTS]: ReturnType<(typeof SUBJECTS)[K]> extends Source<infer S> ? S : never } & { readonly Waiver: Waiver };
export type SubjectKind = keyof Subjects;

type EtcdVolume = Disk | Machine | LaunchTemplate;
type ZonedPool = NodeGroup | AksCluster | AksNodePool;

function etcdVolumesOf(graph: Graph): readonly EtcdVolume[] {
  return [...graph.cloudOf(Disk), ...graph.cloudOf(Machine), ...graph.cloudOf(LaunchTemplate)];
}

function each<X extends Subject, S extends Subject>(xs: readonly X[], subjects: (x: X) => readonly S[]): Source<S> {
  return xs.map((of) => ({ of, subjects: () => subjects(of) }));
}
