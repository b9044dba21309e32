import type { Path } from '../resource';

/** What Terraform knows of a block beside its arguments. */
export interface Declaration {
  /** A resource, a data source, or a call of a module whose blocks are not seen. */
  readonly mode: 'managed' | 'data' | 'module';
  /** As Terraform writes it: `module.eks.aws_iam_role.this[0]`. */
  readonly address: string;
  /** The address without keys of instances, to which references lead: `module.eks.aws_iam_role.this`. */
  readonly block: string;
  readonly stack: Stack;
  /** From the block to values that are sensitive, or hold something that is. They are neither read by a law nor shown. */
  readonly sensitive: readonly Path[];
}

/** What is planned and applied together; addresses are unique in it. Files of one folder are one stack, and so is a plan. */
export interface Stack {
  /** Folder of its files, or the file of a plan. */
  readonly key: string;
  /** A plan or a state: modules, variables and functions are worked out. */
  readonly isPlanned: boolean;
  readonly locals: Readonly<Record<string, unknown>>;
  /** Values of its outputs, as written. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Arguments of providers by name, as written; a list where there are several of one. */
  readonly providers: Readonly<Record<string, unknown>>;
  /** Versions its providers may have, by name, as constraints: `~> 4.0`. Without those that are written in a file that holds nothing else. */
  readonly versions: Readonly<Record<string, string>>;
}

/** What stands as `apiVersion` of a block: it belongs to no API of Kubernetes. */
export const TERRAFORM = 'terraform';
