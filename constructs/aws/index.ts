/** The AWS half of the golden paths in cdktf: what `looplaw/constructs` needs of the cloud, made so that it keeps the laws. */
export { EksPodIdentity, Irsa } from '../identity/aws-identity';
export type { IrsaProps, RoleProps } from '../identity/aws-identity';
export { Refusal } from '../refusal';
export { IrsaRole } from './irsa-role';
export type { IrsaRoleProps } from './irsa-role';
export { PodIdentityRole } from './pod-identity-role';
export type { PodIdentityRoleProps } from './pod-identity-role';
export type { Granted, Grants, Permission, RoleGrants } from './grant';

export { LoopReadyEks, loopReadyEks } from './loop-ready-eks';
export type { ExistingEks, LoopReadyOptions } from './loop-ready-eks';
export { AddOnRole } from './add-on-role';
export { NodePools } from './node-pools';
export type { NodePoolsProps, WorkerPool } from './node-pools';
export { NodeGroups } from './node-groups';
export type { Sized } from './node-groups';

export { ClusterNetwork } from './cluster-network';
export type { ClusterNetworkProps } from './cluster-network';
export type { Cni, CniPlan } from './cni';
export { PrivateEndpoints } from './private-endpoints';
export { ZoneExit } from './zone-exit';
export type { ZonedNetwork } from './zoned-network';

export { EtcdNodes } from './etcd-nodes';
export type { EtcdNodesProps, LocalDisk } from './etcd-nodes';
export type { EtcdTopology, FiveZones, OddZones, ThreeZones } from '../control-plane/etcd/member-zones';
export { EtcdFirewall } from './etcd-firewall';
export { EtcdVolumes } from './etcd-volumes';
export type { EtcdVolumesProps, ProvisionedDisk } from './etcd-volumes';
