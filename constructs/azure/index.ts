/** The Azure half of the golden paths in cdktf: what `looplaw/constructs` needs of the cloud, made so that it keeps the laws. */
export { Federation } from '../identity/cloud-identity';
export type { FederationProps } from '../identity/cloud-identity';
