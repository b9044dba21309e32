import type { Path, Resource } from '../../load/resource';

/** What is wrong with a thing of the cloud, in the terms of the law that asks. Paths start at the block. */
export interface Flaw<Is extends string> {
  readonly is: Is;
  readonly path: Path;
  readonly args: Readonly<Record<string, string | number>>;
  readonly related: readonly { readonly message: string; readonly resource: Resource; readonly path: Path }[];
}
