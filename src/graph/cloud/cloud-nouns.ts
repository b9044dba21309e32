import type { Resource } from '../../load/resource';
import type { Graph } from '../graph';
import { EksCluster } from './aws/eks-cluster';
import { IamRole } from './aws/iam-role';
import { LaunchTemplate } from './aws/launch-template';
import { NatGateway } from './aws/nat';
import { NodeGroup } from './aws/node-group';
import { PodIdentityAssociation } from './aws/pod-identity-association';
import { Subnet } from './aws/subnet';
import { AksCluster } from './azure/aks-cluster';
import { AksNodePool } from './azure/aks-node-pool';
import { liftedFrom } from './azure/azapi';
import { touchedBy, updatesIn } from './azure/azapi-update';
import { AzureNatGateway } from './azure/azure-nat';
import { FederatedCredential } from './azure/federated-credential';
import { CloudResource } from './cloud-resource';
import { Disk } from './etcd/disk';
import { Machine } from './etcd/machine';
import { CloudNat } from './google/cloud-nat';
import { GkeCluster } from './google/gke-cluster';
import { GkeNodePool } from './google/gke-node-pool';
import { GoogleAccess } from './google/workload-identity';
import { Peering } from './peering';

type Noun = new (...args: ConstructorParameters<typeof CloudResource>) => CloudResource;

/** Types with questions of their own. */
const NOUNS: ReadonlyMap<string, Noun> = new Map<string, Noun>([
  ['aws_ebs_volume', Disk],
  ['aws_eks_cluster', EksCluster],
  ['aws_eks_node_group', NodeGroup],
  ['aws_eks_pod_identity_association', PodIdentityAssociation],
  ['aws_iam_role', IamRole],
  ['aws_instance', Machine],
  ['aws_launch_template', LaunchTemplate],
  ['aws_nat_gateway', NatGateway],
  ['aws_subnet', Subnet],
  ['aws_vpc_peering_connection', Peering],
  ['azurerm_federated_identity_credential', FederatedCredential],
  ['azurerm_kubernetes_cluster', AksCluster],
  ['azurerm_kubernetes_cluster_node_pool', AksNodePool],
  ['azurerm_linux_virtual_machine', Machine],
  ['azurerm_managed_disk', Disk],
  ['azurerm_nat_gateway', AzureNatGateway],
  ['azurerm_virtual_network_peering', Peering],
  ['google_compute_disk', Disk],
  ['google_compute_instance', Machine],
  ['google_compute_router_nat', CloudNat],
  ['google_container_cluster', GkeCluster],
  ['google_container_node_pool', GkeNodePool],
  ['google_project_iam_binding', GoogleAccess],
  ['google_project_iam_member', GoogleAccess],
  ['google_service_account_iam_binding', GoogleAccess],
  ['google_service_account_iam_member', GoogleAccess],
  ['google_service_account_key', GoogleAccess],
]);

/** The blocks of Terraform among some resources, those that are switched off by `count = 0` left out. */
export function cloudResourcesOf(resources: readonly Resource[], graph: Graph): readonly CloudResource[] {
  const locals = new Map<string, Record<string, unknown>>();
  for (const { declaration } of resources) {
    if (declaration) locals.set(declaration.stack.key, { ...locals.get(declaration.stack.key), ...declaration.stack.locals });
  }
  const updates = updatesIn(resources);
  return resources.flatMap((resource) => {
    const { declaration } = resource;
    if (declaration === undefined) return [];
    const { kind, value } = resource;
    const lifted = touchedBy(updates, resource, liftedFrom(resource) ?? { kind, value, sensitive: declaration.sensitive });
    const noun = (declaration.mode === 'managed' ? NOUNS.get(lifted.kind) : undefined) ?? CloudResource;
    const made = new noun(resource, graph, locals.get(declaration.stack.key) ?? {}, lifted);
    return made.instances === 0 ? [] : [made];
  });
}
