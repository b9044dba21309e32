// Written by `npm run generate` from the types of props.
import type { Shapes } from '../props/shape';

/** Types of props that are asked for by name. */
type Asked = 'AddOnRoleProps' | 'ClusterNetworkProps' | 'EtcdFirewallProps' | 'EtcdNodesProps' | 'EtcdVolumesProps' | 'ExistingEks' | 'IrsaRoleProps' | 'LoopReadyOptions' | 'NodeGroupsProps' | 'NodePoolsProps' | 'PodIdentityRoleProps' | 'PrivateEndpointsProps' | 'ZoneExitProps';

/** What props of these constructs may be. */
export const SHAPES: Shapes<Asked> = {
  '#tokens': '*',
  AddOnRoleProps: [".","AddOnRoleProps",{"cluster":"s","serviceAccount":"s","managedPolicy":"s","partition":["=","aws","aws-cn","aws-us-gov"]}],
  ClusterNetworkProps: [".","ClusterNetworkProps",{"name":"s","zones":["[","s",2],"alarmTopics":["?",["[","s",1]],"cidr?":["~","…/1","^[^]*/-?[0-9]+(?:[.][0-9]+)?$"],"services?":["~","…/1","^[^]*/-?[0-9]+(?:[.][0-9]+)?$"],"peers?":["?",["[",["~","…/1","^[^]*/-?[0-9]+(?:[.][0-9]+)?$"],0]],"cni?":["|",[".","",{"plugin":["=","amazon-vpc-cni"],"prefixes?":"b","pods?":["~","…/1","^[^]*/-?[0-9]+(?:[.][0-9]+)?$"]}],[".","",{"plugin":["=","calico","cilium","flannel"],"pods":["~","…/1","^[^]*/-?[0-9]+(?:[.][0-9]+)?$"],"encapsulation?":["=","vxlan","vxlan-v6","ipip","wireguard","wireguard-v6"]}]],"endpoints?":["[","s",0],"flowLogs?":["~","arn:…:s3:::…","^arn:[^]*:s3:::[^]*$"]}],
  EksPodIdentity: ["#","EksPodIdentity",{"via":["=","pod-identity"],"principal":"+","cluster":"+","account":"+","roleName":"+","rolePath":"+","partition":"+","roleArn":"+","namespace":"+","serviceAccount":"+","cloud":["=","aws"],"subject":"+","audience":"+"}],
  EtcdFirewallProps: [".","EtcdFirewallProps",{"name":"s","vpcId":"s","apiServers":["{","s"],"isStacked":"b"}],
  EtcdNodesProps: ["&",["|",[".","",{"size":["=","development"],"topology?":["=","stacked"],"members":["[","s",1]}],[".","",{"size":["=","below100Nodes"],"topology?":["=","stacked","dedicated"],"members":["[","s",1]}],[".","",{"size":["=","from100Nodes"],"topology?":["=","dedicated"],"members":["[","s",1]}]],[".","",{"network":"@ZonedNetwork","name?":"s","ami":"s","addresses?":["[","s",0],"instanceType?":"s","disk?":["|","@ProvisionedDisk","@LocalDisk"],"apiServers?":["{","s"],"bootstrap?":"t","instanceProfile?":"s","kmsKeyArn?":"s"}]],
  EtcdVolumesProps: [".","EtcdVolumesProps",{"members":["[","s",1],"name?":"s","disk?":"@ProvisionedDisk","kmsKeyArn?":"s","isDisposable?":"b"}],
  ExistingEks: [".","ExistingEks",{"name":"s","issuer":"s"}],
  ITerraformDependable: ["#","ITerraformDependable",{}],
  IamRole: ["#","IamRole",{"node":"+"}],
  InternetGateway: ["#","InternetGateway",{"node":"+"}],
  Irsa: ["#","Irsa",{"via":["=","irsa"],"issuer":"+","principal":"+","account":"+","roleName":"+","rolePath":"+","partition":"+","roleArn":"+","namespace":"+","serviceAccount":"+","cloud":["=","aws"],"subject":"+","audience":"+"}],
  IrsaRoleProps: [".","IrsaRoleProps",{"identity":"@Irsa","provider?":"s","boundary?":"s","tags?":["?",["{","t"]],"permissions?":["[","@Permission",0],"managedPolicies?":["[","s",0]}],
  LocalDisk: [".","LocalDisk",{"type":["=","local-nvme"]}],
  LoopReadyOptions: [".","LoopReadyOptions",{"vpcCni?":["|","s",["=",null]],"irsa?":"b","ebsCsi?":"b","metricsServer?":"b","versions?":["{","s"],"partition?":["=","aws","aws-cn","aws-us-gov"]}],
  NodeGroupsProps: [".","NodeGroupsProps",{"cluster":"s","network":"@ZonedNetwork","role":"@IamRole","dependsOn":["[","@ITerraformDependable",0],"name":"s","size":[".","",{"min":["?","n"],"max":["?","n"],"diskGib?":["?","n"],"architecture?":["=","x86_64","arm64"],"labels?":["{","t"],"instanceTypes":["?",["[","s",1]]}],"pool":[".","",{"labels":["{","t"],"taint":["|","@Taint",["=",null]]}],"isSpot?":"b","isZonal?":"b","kmsKeyArn?":"s"}],
  NodePoolsProps: [".","NodePoolsProps",{"cluster":"s","network":"@ZonedNetwork","pools":["{",["|",[".","",{"min":["?","n"],"max":["?","n"],"diskGib?":["?","n"],"architecture?":["=","x86_64","arm64"],"labels?":["{","t"],"for":["=","stateless"],"instanceTypes":["?",["[","s",1]],"spot?":["=",false]}],[".","",{"min":["?","n"],"max":["?","n"],"diskGib?":["?","n"],"architecture?":["=","x86_64","arm64"],"labels?":["{","t"],"for":["=","stateless"],"spot":["=",true],"instanceTypes":["?",["[","s",2]]}],[".","",{"min":["?","n"],"max":["?","n"],"diskGib?":["?","n"],"architecture?":["=","x86_64","arm64"],"labels?":["{","t"],"for":["=","stateful"],"instanceTypes":["?",["[","s",1]],"spot?":"!"}]]],"system?":[".","",{"min":["?","n"],"max":["?","n"],"diskGib?":["?","n"],"architecture?":["=","x86_64","arm64"],"labels?":["{","t"],"instanceTypes":["?",["[","s",1]]}],"podsPerNode?":"n","kmsKeyArn?":"s"}],
  Permission: [".","Permission",{"actions":["[","s",1],"resources":["?",["[","s",1]]}],
  PodIdentityRoleProps: [".","PodIdentityRoleProps",{"identity":"@EksPodIdentity","boundary?":"s","tags?":["?",["{","t"]],"permissions?":["[","@Permission",0],"managedPolicies?":["[","s",0]}],
  PrivateEndpointsProps: [".","PrivateEndpointsProps",{"name":"s","vpcId":"s","region":"s","subnetIds":["?",["[","s",0]],"routeTableIds":["?",["[","s",0]],"callers":["[","s",0],"services":["[","s",0]}],
  ProvisionedDisk: [".","ProvisionedDisk",{"type":["=","io2"],"gib?":"n","iops?":"n"}],
  Subnet: ["#","Subnet",{"node":"+"}],
  Taint: [".","Taint",{"key":"s","value":"t","effect":["=","NoSchedule","NoExecute"]}],
  ZoneExitProps: [".","ZoneExitProps",{"name":"s","subnet":"@Subnet","gateway":"@InternetGateway","alarmTopics":["?",["[","s",1]]}],
  ZonedNetwork: [".","ZonedNetwork",{"vpcId":"s","subnets":["{","s"],"addressesPerZone?":"n","ranges?":["{",["~","…/1","^[^]*/-?[0-9]+(?:[.][0-9]+)?$"]],"cni?":[".","",{"drainsNodeSubnets":"b"}],"waysOut?":["{",["[","@ITerraformDependable",0]]}],
};
