import path from 'node:path';
import { ArgumentError } from '../argument/argument-error';
import { readFile, readStandardInput } from './content';
import { discover, type FoundFile } from './discover/discover';
import type { Look } from './discover/left-out';
import { PlaceMemo } from './document';
import { decode, withoutMarks } from './encoding';
import { examine, mayBeTerraform, mayNameType, type Examination } from './examine';
import { failure, show } from './file-errors';
import { isMapping } from './mapping';
import { ReadError } from './read-error';
import type { Build, RenderOptions } from './render/render';
import { PIPED, type Rendering } from './render/rendering';
import type { InputError, Loaded, Resource, Skipped } from './resource';
import { Source } from './source';
import { configuresKustomize } from './sources/kustomization';
import { Sources } from './sources/sources';

export { originOfConstruct } from './origin';

/** Guards and names of a load. */
export interface LoadOptions extends Look {
  /** Folder that paths are relative to and shown relative to. Default: the working folder. */
  readonly cwd?: string;
  /** Name standard input is shown by. Default: `<stdin>`. */
  readonly stdinFilename?: string;
  /** Whether to build charts and kustomizations by programs on PATH; else they are errors. Default: no. */
  readonly render?: RenderOptions;
  /** Bytes of one input. Default: 10 MB. */
  readonly maxBytes?: number;
  /** Levels of nesting in one document. Default: 100; at most 1,000, which the stack can bear. */
  readonly maxDepth?: number;
  /** Nodes that aliases may expand to in one document. Default: 1,000,000. */
  readonly maxAliasedNodes?: number;
}

const STANDARD_INPUT = '-';

/**
 * Reads manifests from files, folders (recursively), glob patterns, and standard input where a path is `-`.
 * Nothing is thrown for what is found: whatever could not be examined is among `errors`.
 * @throws ArgumentError for what is no list of paths, and for options that are no object
 */
export function loadPaths(paths: readonly string[], options: LoadOptions = {}): Loaded {
  const given: unknown = paths;
  if (!Array.isArray(given) || !given.every((path) => typeof path === 'string')) throw new ArgumentError('loadPaths', 'paths', given, 'a list of paths');
  checkOptions('loadPaths', options);
  const load = new Load(options);
  load.paths(paths);
  return load.result();
}

/** Reads manifests from a text, or from the bytes of one. `file` is the name it is shown by. @throws ArgumentError for what is neither, and for a file that is no name */
export function loadText(file: string, text: string | Uint8Array, options: LoadOptions = {}): Loaded {
  if (typeof (file as unknown) !== 'string') throw new ArgumentError('loadText', 'file', file, 'the name the text is shown by');
  if (typeof (text as unknown) !== 'string' && !(text instanceof Uint8Array)) throw new ArgumentError('loadText', 'text', text, 'text, or bytes of one');
  checkOptions('loadText', options);
  const load = new Load(options);
  load.text(file, text);
  return load.result();
}

function checkOptions(call: string, options: unknown): void {
  if (!isMapping(options)) throw new ArgumentError(call, 'options', options, 'an object, or nothing');
}

/** By file and document, so that the order in which inputs were named changes nothing. */
function inOrder(a: InputError | Skipped, b: InputError | Skipped): number {
  const [one, other] = [a.file ?? '', b.file ?? ''];
  return one === other ? (a.document ?? -1) - (b.document ?? -1) : one < other ? -1 : 1;
}

function isLeftOut({ reason }: Skipped): boolean {
  return reason === 'excluded' || reason === 'gitignored';
}

/** Whether a file holds Terraform, or its tests, in the language of its own. */
function isHcl(file: string): boolean {
  return /\.(?:tf|tofu)$/.test(file);
}

/** A place in what was rendered is none in the file that stands for it. */
function inRendered({ line, ...error }: InputError): InputError {
  return { ...error, line: null, column: null, message: `Line ${line ?? 1} of what it renders to: ${error.message}` };
}

class Load {
  private readonly cwd: string;
  private readonly maxBytes: number;
  private readonly memo: PlaceMemo;
  private files = 0;
  private documents = 0;
  private readonly resources: Resource[] = [];
  private readonly skipped: Skipped[] = [];
  private readonly errors: InputError[] = [];
  private readonly built: string[] = [];

  constructor(private readonly options: LoadOptions) {
    this.cwd = path.resolve(options.cwd ?? '.');
    this.maxBytes = options.maxBytes ?? 10_000_000;
    this.memo = new PlaceMemo({ maxDepth: Math.min(options.maxDepth ?? 100, 1000), maxAliasedNodes: options.maxAliasedNodes ?? 1_000_000 });
  }

  paths(paths: readonly string[]): void {
    if (paths.includes(STANDARD_INPUT)) this.standardInput();
    const found = discover(paths.filter((given) => given !== STANDARD_INPUT), this.cwd, this.options);
    const { manifests, skipped, builds } = new Sources(this.cwd, (file) => this.documentsOf(file)).sort(found.files, found.isExcluded);
    for (const build of builds) this.build(build);
    for (const file of manifests) this.file(file);
    // What a kustomization leads to is read, though a walk left it out.
    const read = new Set([...builds.map(({ file }) => show(file, this.cwd)), ...manifests.map(({ shown }) => shown)]);
    for (const entry of [...skipped, ...found.skipped.filter(({ file }) => !read.has(file))]) {
      this.files += 1;
      this.skipped.push(entry);
    }
    for (const error of found.errors) this.errors.push(error);
  }

  text(file: string, text: string | Uint8Array): void {
    this.attempt(file, () => {
      if (text.length > this.maxBytes) throw new ReadError('too-large', `Larger than ${this.maxBytes} bytes. Split it, or raise the limit (--max-bytes).`);
      this.named(file, typeof text === 'string' ? withoutMarks(text) : decode(text));
    });
  }

  result(): Loaded {
    const { files, documents, resources, skipped, errors } = this;
    if (resources.length === 0 && errors.length === 0) {
      const found = skipped.length === 0 ? 'No input was found' : skipped.every(isLeftOut) ? 'All there is was left out by `exclude` or .gitignore' : 'Nothing in the input is a Kubernetes object or a resource of Terraform';
      errors.push({ code: 'no-input', file: null, document: null, line: null, column: null, message: `${found}, expected manifests in YAML or JSON, or Terraform in JSON. Name files, folders or \`-\` for standard input.` });
    }
    return { files, documents, resources, skipped: skipped.sort(inOrder), errors: errors.sort(inOrder), built: this.built };
  }

  private standardInput(): void {
    const shown = this.options.stdinFilename ?? '<stdin>';
    this.attempt(shown, () => {
      const text = decode(readStandardInput(this.maxBytes));
      // What was to be written into the pipe failed, more often than not; files beside it must not cover that up.
      if (text.trim() === '') throw new ReadError('no-input', 'Standard input is empty, expected manifests. Check the command before the pipe.');
      // A name that is given for the stream is meant for what comes through it.
      this.named(shown, text, this.options.stdinFilename === undefined ? PIPED : null);
    });
  }

  /** What a build prints, or why it is not built. */
  private build(build: Build): void {
    const shown = show(build.file, this.cwd);
    this.attempt(shown, () => {
      const { render } = this.options;
      if (render === undefined) throw build.refusal;
      const examination = examine(new Source(shown, decode(build.run(render, this.maxBytes)), build.rendering), this.memo);
      this.add(shown, { ...examination, errors: examination.errors.map(inRendered) });
      const folder = examination.resources[0]?.origin.folder;
      if (build.isCluster && folder !== undefined) this.built.push(folder);
    });
  }

  private file(file: FoundFile): void {
    this.attempt(file.shown, () => {
      if (isHcl(file.path)) return this.hcl(file);
      const text = decode(readFile(file.path, this.maxBytes));
      if (file.named) return this.named(file.shown, text);
      // A cheap look spares parsing the lock files and data files that lie in every folder.
      if (text.trim() !== '' && !mayNameType(text) && !mayBeTerraform(file.path, text)) return this.skip(file.shown, 'not-kubernetes');
      const examination = examine(new Source(file.shown, text), this.memo);
      if (examination.foreign) return this.skip(file.shown, 'not-kubernetes');
      if (configuresKustomize(examination.values)) return this.skip(file.shown, 'kustomization');
      this.add(file.shown, examination);
    });
  }

  /** No parser of HCL is at hand that reads it as Terraform does: variables, functions and modules are worked out by Terraform only. */
  private hcl({ shown, named }: FoundFile): void {
    if (!named) return this.skip(shown, 'terraform-source');
    throw new ReadError('not-rendered', 'Terraform in HCL is not examined as it is written. Check what it plans: `terraform plan -out tfplan && terraform show -json tfplan | looplaw check -`.');
  }

  private documentsOf(file: string): readonly unknown[] | null {
    try {
      return examine(new Source(file, decode(readFile(file, this.maxBytes))), this.memo).values;
    } catch (error) {
      if (error instanceof ReadError) return null;
      throw error;
    }
  }

  private named(shown: string, text: string, rendering: Rendering | null = null): void {
    this.add(shown, examine(new Source(shown, text, rendering), this.memo));
  }

  private add(shown: string, { documents, resources, skipped, errors }: Examination): void {
    if (documents === 0) return this.skip(shown, 'empty');
    this.documents += documents;
    for (const resource of resources) this.resources.push(resource);
    for (const entry of skipped) this.skipped.push(entry);
    for (const error of errors) this.errors.push(error);
  }

  private skip(file: string, reason: Skipped['reason']): void {
    this.skipped.push({ file, document: null, reason });
  }

  /** Counts a file; one that cannot be read becomes an error. */
  private attempt(shown: string, read: () => void): void {
    this.files += 1;
    try {
      read();
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      this.errors.push(failure(error, shown));
    }
  }
}
