import type { Declaration } from './terraform/declaration';

/** Steps from the root of an object to a node in it: field names and list indices. */
export type Path = readonly (string | number)[];

/** A place in a source text. Lines and columns are 1-based; columns count UTF-16 code units. The end is exclusive. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Where a resource was read from. Born in the loader, carried to the report, never recomputed. */
export interface Origin {
  /** Path as it is shown to people (POSIX separators, relative where the input was), or `<stdin>`; `null` for a live construct. */
  readonly file: string | null;
  /** 0-based index of the document in its stream, empty documents counted. */
  readonly document: number;
  /** 0-based running index within a `kind: List` or a JSON array, nested ones flattened; `null` outside of one. */
  readonly item: number | null;
  /** Path of the construct in the construct tree, where known. */
  readonly constructPath: string | null;
  /** The file people edit, where `file` holds what was made of it: the template of a chart, a kustomization. Else `null`. */
  readonly renderedFrom: string | null;
  /** What it is written together with: the folder of its file, the chart of a construct. Steps are parted by `/`; may be empty. */
  readonly folder: string;
  /**
   * Place of a node: of its key when `path` leads to a map entry and `what` is `key`, else of its value.
   * The nearest ancestor that is written answers for a node that is not. `null` where there is no text.
   */
  locate(path: Path, what?: 'key' | 'value'): Range | null;
  /** Source lines `from` … `to` (1-based, inclusive), for code frames. Empty where there is no text. */
  lines(from: number, to: number): readonly string[];
}

/** One object as it was written, with its identity and its origin. */
export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  /** `metadata.name`, else `metadata.generateName` followed by `*`, else empty. */
  readonly name: string;
  /** `metadata.namespace` as written; `null` when absent. */
  readonly namespace: string | null;
  readonly value: Readonly<Record<string, unknown>>;
  readonly origin: Origin;
  /** Keys written twice in this object: both places. The last one is in `value`, as the cluster does it. */
  readonly duplicateKeys: readonly DuplicateKey[];
  /**
   * Present for a block of Terraform, absent for an object of Kubernetes. Its `kind` is the type of the block, its `name` the address,
   * its `value` the arguments; one that is not known is a `${…}`.
   */
  readonly declaration?: Declaration;
}

/** A map key that was written twice, and the places of both keys; the later value is the one Kubernetes reads. */
export interface DuplicateKey {
  readonly path: Path;
  readonly first: Range;
  readonly second: Range;
  /** The earlier value, which is in no `value`. */
  readonly lost: Range;
}

/** Why a document, or a whole file, could not be examined. The union is closed: reporters and docs list it. */
export type InputErrorCode =
  | 'alias-cycle' | 'alias-limit' | 'depth-limit' | 'encoding' | 'invalid-json' | 'invalid-yaml' | 'law-crash'
  | 'no-input' | 'not-a-regular-file' | 'not-a-resource' | 'not-an-object' | 'not-found' | 'not-readable'
  | 'not-rendered' | 'too-large' | 'unrendered-template';

/** An input that was not examined: exit code 2, everything else is still checked. */
export interface InputError {
  readonly code: InputErrorCode;
  readonly file: string | null;
  readonly document: number | null;
  readonly line: number | null;
  readonly column: number | null;
  /** What was found, what was expected, what to do. Never quotes a value of the source. */
  readonly message: string;
}

/** A document, or a whole file, that holds nothing to judge. */
export interface Skipped {
  /** As it is shown. */
  readonly file: string;
  readonly document: number | null;
  readonly reason: SkipReason;
}

/**
 * Why there is nothing to judge.
 *
 * * `excluded`, `gitignored`: left out by a glob of the user, or by a `.gitignore` file; a folder, with `/` at its end, stands for all in it
 * * `no-resource`: Terraform that declares none, such as providers and variables
 * * `symbolic-link`: met while walking, to what is not met on its own; links are followed only where they are named
 * * `terraform-source`: HCL, met while walking: what `terraform show -json` makes of it is examined
 * * `helm-source`, `kustomize-source`: reaches a cluster only as what is made of it, which is examined in its place or is an error
 */
export type SkipReason =
  | 'empty' | 'excluded' | 'gitignored' | 'helm-source' | 'kustomization' | 'kustomize-patch' | 'kustomize-source' | 'no-resource' | 'not-kubernetes' | 'symbolic-link'
  | 'terraform-source';

/**
 * What reading produced, and the two sums that hold for it. Nothing that was found is in none of the classes:
 *
 * * `documents` = documents with an error (however many) + skipped documents + the others, which hold resources only.
 *   A list with a broken item is a document with an error, and its good items are resources all the same.
 * * `files` = files whose documents are counted + files that were skipped as a whole + files that failed as a whole.
 *
 * An error or a skip of a whole file has no `document`. A folder or a link that was passed over counts as one file. Errors of paths that
 * lead to no file (`not-found`, a folder that cannot be listed) and `no-input` belong to neither sum.
 *
 * What was rendered is counted in the file that stands for it: the kustomization, or the `Chart.yaml` of a chart.
 */
export interface Loaded {
  /** Files and streams that were opened or tried. */
  readonly files: number;
  readonly documents: number;
  readonly resources: readonly Resource[];
  readonly skipped: readonly Skipped[];
  readonly errors: readonly InputError[];
  /** Folders whose kustomization was built, as they are shown: each is a cluster of its own. Default: none. */
  readonly built?: readonly string[];
}
