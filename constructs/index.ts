/** Golden paths in cdk8s: constructs whose manifests keep the laws by construction. */
export { Platform, KUBE_VERSIONS } from './platform';
export type { AwsFacts, AzureFacts, Cidr, Cloud, ClusterFacts, Facts, GcpFacts, KubeVersion, Telemetry } from './platform';
export { Refusal } from './refusal';
export type { Reason, RefusalCode } from './refusal';

export { WorkloadIdentity } from './identity/workload-identity';
export type { WorkloadIdentityProps } from './identity/workload-identity';
export type { Principals, TokenEndpoint } from './identity/principal';
export type { Keyless, StaticCredential } from './identity/static-credential';

export { GuardedNamespace } from './compute/guarded-namespace';
export type { GuardedNamespaceProps, NamespaceQuota } from './compute/guarded-namespace';
export { PriorityLadder } from './compute/priority-ladder';
export type { PriorityLadderProps, Rung } from './compute/priority-ladder';
export { StatelessService } from './compute/stateless-service';
export type { StatelessServiceProps } from './compute/stateless-service';
export { Workload } from './compute/workload';
export type { WorkloadProps } from './compute/workload';
export type { Amounts, Budget, ByteQuantity, CpuQuantity, Reservation, Share } from './compute/budget';
export type { Disruption } from './compute/disruption-budget';
export type { Environment, SecretKey } from './compute/environment';
export type { ImageReference } from './compute/image';
export type { Namespace } from './compute/namespace';
export type { Scale } from './compute/autoscaler';
export type { Termination } from './compute/graceful-termination';

export { external } from './network/external';
export type { External, NamedEnd } from './network/external';
export type { Flows } from './network/flows';
export { TunedIngress } from './network/tuned-ingress';
export type { Doors, TunedIngressProps } from './network/tuned-ingress';
export type { AppTraffic } from './network/app-traffic';
export type { AgicDoor } from './network/door/agic';
export type { AlbDoor } from './network/door/alb';
export type { GceDoor } from './network/door/gce';
export type { NginxDoor } from './network/door/nginx';
export { WorkloadPolicy } from './network/workload-policy';
export type { Check, Health } from './network/health';
export type { Peer } from './network/peer';
export type { Port } from './network/port';

export { ZonalStorageClass } from './storage/zonal-storage-class';
export type { ZonalStorageClassProps } from './storage/zonal-storage-class';
export { StatefulStore } from './storage/stateful-store';
export type { Data, Replication, StatefulStoreProps } from './storage/stateful-store';
export type { Disks } from './storage/disk';
export type { NodePool } from './storage/node-pool';
