/** The Azure half of the golden paths in cdktf: what `looplaw/constructs` needs of the cloud, made so that it keeps the laws. */
export type { Cidr } from '../platform';
export { Refusal } from '../refusal';
export { Federation } from '../identity/federation';
export type { FederationProps } from '../identity/federation';

export { FederatedIdentity } from './federated-identity';
export type { FederatedIdentityProps } from './federated-identity';
export { loopReadyAks } from './loop-ready-aks';
export type { LoopReadyAks, LoopReadyAksProps } from './loop-ready-aks';
export { NodePools } from './node-pools';
export type { NodePoolsProps, WorkerPool } from './node-pools';
export { ZonalPools } from './zonal-pools';
export type { Sized } from './zonal-pools';
export { ClusterNetwork } from './cluster-network';
export type { ClusterNetworkProps } from './cluster-network';
export type { Cni, NetworkProfile } from './cni';
export { PrivateEndpoints } from './private-endpoints';
export type { PrivateAccount } from './private-endpoints';
export { ZoneExit } from './zone-exit';
export type { ZonedNetwork } from './zoned-network';
export { EtcdVolumes } from './etcd-volumes';
export type { EtcdVolumesProps, ProvisionedDisk } from './etcd-volumes';
export type { EtcdTopology, FiveZones, OddZones, ThreeZones } from '../control-plane/etcd/member-zones';
export { EtcdFirewall } from './etcd-firewall';
export { EtcdNodes } from './etcd-nodes';
export type { EtcdNodesProps } from './etcd-nodes';
