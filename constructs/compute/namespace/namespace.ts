import type { ApiObject } from 'cdk8s';
import type { Cloud, Platform } from '../../platform';
import type { Amounts } from '../resources/budget';
import type { NodePool } from '../placement/node-pool';

/**
 * The place a workload is put: a GuardedNamespace, or plain data `{ name, platform }` for a namespace somebody else guards.
 * It carries the platform, so that the workloads of a namespace cannot be for different clouds.
 */
export interface Namespace<C extends Cloud = Cloud> {
  readonly name: string;
  readonly platform: Platform<C>;
  /** Its Namespace object, where a construct of this app makes it. Default: others do, and put on it what its workloads need. */
  readonly resource?: ApiObject;
  /** What keeps its pods from the kernel of everybody else. Default: nothing, its code is trusted. Serves compute/untrusted-isolated. */
  readonly sandbox?: Sandbox | undefined;
  /** Books the most a workload will ever ask for. @throws Refusal when the quota does not hold it, or the name is taken. Serves compute/quota-fits. */
  book?(workload: Booker, peak: Amounts): void;
}

/** A kernel of their own for pods nobody trusts: a sandboxed runtime such as gVisor or Kata, or nodes of their own. */
export type Sandbox = { readonly runtimeClassName: string } | NodePool;

/** Who books. */
export interface Booker {
  readonly name: string;
  readonly node: { readonly path: string };
}
