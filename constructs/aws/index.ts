/** The AWS half of the golden paths in cdktf: what `looplaw/constructs` needs of the cloud, made so that it keeps the laws. */
export { EksPodIdentity, Irsa } from '../identity/cloud-identity';
export type { IrsaProps, RoleProps } from '../identity/cloud-identity';
