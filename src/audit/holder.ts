/** Somebody, or the pods of a ServiceAccount, who may do something. */
export interface Holder {
  readonly kind: 'Group' | 'ServiceAccount' | 'User';
  /** Of a ServiceAccount; else `null`. */
  readonly namespace: string | null;
  readonly name: string;
}

/** A holder as people write it. */
export function nameOf({ kind, namespace, name }: Holder): string {
  return `${kind} ${namespace === null ? name : `${namespace}/${name}`}`;
}

/** Who the user of a name is: an account, where it is the name of one. */
export function userCalled(name: string): Holder {
  const [, namespace, account] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name) ?? [];
  return namespace !== undefined && account !== undefined ? { kind: 'ServiceAccount', namespace, name: account } : { kind: 'User', namespace: null, name };
}
