// Written by `npm run generate` from the types of props.
import type { Shapes } from '../props/shape';

/** Types of props that are asked for by name. */
type Asked = 'ClusterNetworkProps' | 'EtcdFirewallProps' | 'EtcdNodesProps' | 'EtcdVolumesProps' | 'FederatedIdentityProps' | 'KubernetesCluster' | 'LoopReadyAksProps' | 'NodePoolsProps' | 'PrivateEndpointsProps' | 'ZonalPoolsProps' | 'ZoneExitProps';

/** What props of these constructs may be. */
export const SHAPES: Shapes<Asked> = {
  '#tokens': '*',
  ClusterNetworkProps: [".","ClusterNetworkProps",{"name":"s","resourceGroup":"s","zones":["[","s",0],"actionGroups":["[","s",1],"cidr?":["~","…/1","^[^]*/-?[0-9]+(?:[.][0-9]+)?$"],"services?":["~","…/1","^[^]*/-?[0-9]+(?:[.][0-9]+)?$"],"peers?":["?",["[",["~","…/1","^[^]*/-?[0-9]+(?:[.][0-9]+)?$"],0]],"cni?":["|",[".","",{"mode":["=","overlay"],"pods?":["~","…/1","^[^]*/-?[0-9]+(?:[.][0-9]+)?$"],"policyEngine?":["=","calico","cilium"]}],[".","",{"mode":["=","node-subnet"],"policyEngine?":["=","calico"],"pods?":"!"}]],"endpoints?":["{","@PrivateAccount"],"publicIpsPerZone?":"n"}],
  EtcdFirewallProps: [".","EtcdFirewallProps",{"name":"s","resourceGroup":"s","region":"s","apiServers":["{","s"],"isStacked":"b"}],
  EtcdNodesProps: ["&",["|",[".","",{"size":["=","development"],"topology?":["=","stacked"],"members":["[","s",1]}],[".","",{"size":["=","below100Nodes"],"topology?":["=","stacked","dedicated"],"members":["[","s",1]}],[".","",{"size":["=","from100Nodes"],"topology?":["=","dedicated"],"members":["[","s",1]}]],[".","",{"network":"@ZonedNetwork","resourceGroup":"s","name?":"s","image":"s","sshKey":"s","vmSize?":"s","disk?":"@ProvisionedDisk","apiServers?":["{","s"],"bootstrap?":"t","diskEncryptionSetId?":"s"}]],
  EtcdVolumesProps: [".","EtcdVolumesProps",{"members":["[","s",1],"resourceGroup":"s","name?":"s","disk?":"@ProvisionedDisk","diskEncryptionSetId?":"s","isDisposable?":"b"}],
  FederatedIdentityProps: [".","FederatedIdentityProps",{"identity":"@Federation","managedIdentity":[".","",{"name":"s","resourceGroup":"s","createIn?":"s"}],"name?":"s"}],
  Federation: ["#","Federation",{"via":["=","federation"],"issuer":"+","principal":"+","namespace":"+","serviceAccount":"+","cloud":["=","azure"],"subject":"+","audience":"+"}],
  ITerraformDependable: ["#","ITerraformDependable",{}],
  KubernetesCluster: ["#","KubernetesCluster",{"node":"+"}],
  LoopReadyAksProps: [".","LoopReadyAksProps",{"policyEngine?":["=","calico","cilium"],"secretRotationMinutes?":"n","verticalPodAutoscaler?":"b"}],
  NetworkProfile: [".","NetworkProfile",{"networkPlugin":["=","azure"],"networkPluginMode?":["=","overlay"],"networkDataPlane?":["=","cilium"],"networkPolicy":["=","calico","cilium"],"podCidr?":["~","…/1","^[^]*/-?[0-9]+(?:[.][0-9]+)?$"],"serviceCidr":["~","…/1","^[^]*/-?[0-9]+(?:[.][0-9]+)?$"],"dnsServiceIp":"s","outboundType":["=","userAssignedNATGateway"]}],
  NodePoolsProps: [".","NodePoolsProps",{"cluster":"@KubernetesCluster","network":"@ZonedNetwork","pools":["{",["|",[".","",{"vmSize":"s","min":["?","n"],"max":["?","n"],"diskGib?":["?","n"],"maxPods?":["?","n"],"labels?":["{","t"],"for":["=","stateless"],"spot?":"b"}],[".","",{"vmSize":"s","min":["?","n"],"max":["?","n"],"diskGib?":["?","n"],"maxPods?":["?","n"],"labels?":["{","t"],"for":["=","stateful"],"spot?":"!"}]]],"system?":"@Sized","after?":["[","@ITerraformDependable",0]}],
  PrivateAccount: [".","PrivateAccount",{"id":"s","service":["=","registry","vault","blob","file"]}],
  PrivateEndpointsProps: [".","PrivateEndpointsProps",{"name":"s","resourceGroup":"s","region":"s","networkId":"s","subnetId":"s","accounts":["{","@PrivateAccount"]}],
  ProvisionedDisk: [".","ProvisionedDisk",{"type":["=","PremiumV2_LRS","UltraSSD_LRS"],"gib?":"n","iops?":"n","throughput?":"n"}],
  Sized: [".","Sized",{"vmSize":"s","min":["?","n"],"max":["?","n"],"diskGib?":["?","n"],"maxPods?":["?","n"],"labels?":["{","t"]}],
  Subnet: ["#","Subnet",{"node":"+"}],
  Taint: [".","Taint",{"key":"s","value":"t","effect":["=","NoSchedule","NoExecute"]}],
  ZonalPoolsProps: [".","ZonalPoolsProps",{"cluster":"@KubernetesCluster","name":"s","size":"@Sized","mode":["=","System","User"],"pool":[".","",{"labels":["{","t"],"taint":["|","@Taint",["=",null]]}],"subnets":["{","s"],"isSpot?":"b","after?":["[","@ITerraformDependable",0]}],
  ZoneExitProps: [".","ZoneExitProps",{"name":"s","resourceGroup":"s","region":"s","zone":"s","subnet":"@Subnet","publicIps":"n","actionGroups":["[","s",1]}],
  ZonedNetwork: [".","ZonedNetwork",{"subnets":["{","s"],"addressesPerZone?":"n","nodesInOverlay?":"n","drainsNodeSubnets?":"b","profile?":"@NetworkProfile"}],
};
