/** Anything that has a name in the cluster: a Secret, ConfigMap, ServiceAccount or PersistentVolumeClaim of any cdk8s-plus, an `ApiObject`, or plain data. */
export interface NamedObject {
  readonly name: string;
}

/** The name itself, or whatever carries it. */
export type NameOf = string | NamedObject;

/** The name that is meant. */
export function nameOf(of: NameOf): string {
  return typeof of === 'string' ? of : of.name;
}
