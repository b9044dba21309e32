import path from 'node:path';
import { Charts } from './charts';
import { readFile, readStandardInput } from './content';
import { PlaceMemo } from './document';
import { decode, withoutMarks } from './encoding';
import { examine, mayNameType, type Examination } from './examine';
import { discover, failure, show, type FoundFile } from './files';
import { configuresKustomize, isKustomization, isKustomizeOnly, patchFiles } from './kustomize';
import { ReadError } from './read-error';
import type { InputError, Loaded, Resource, Skipped } from './resource';
import { Source } from './source';

export { originOfConstruct } from './origin';

/** Guards and names of a load. */
export interface LoadOptions {
  /** Folder that paths are relative to and shown relative to. Default: the working folder. */
  readonly cwd?: string;
  /** Name standard input is shown by. Default: `<stdin>`. */
  readonly stdinFilename?: string;
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
 */
export function loadPaths(paths: readonly string[], options: LoadOptions = {}): Loaded {
  const load = new Load(options);
  load.paths(paths);
  return load.result();
}

/** Reads manifests from a text, or from the bytes of one. `file` is the name it is shown by. */
export function loadText(file: string, text: string | Uint8Array, options: LoadOptions = {}): Loaded {
  const load = new Load(options);
  load.text(file, text);
  return load.result();
}

/** By file and document, so that the order in which inputs were named changes nothing. */
function inOrder(a: InputError | Skipped, b: InputError | Skipped): number {
  const [one, other] = [a.file ?? '', b.file ?? ''];
  return one === other ? (a.document ?? -1) - (b.document ?? -1) : one < other ? -1 : 1;
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

  constructor(private readonly options: LoadOptions) {
    this.cwd = path.resolve(options.cwd ?? '.');
    this.maxBytes = options.maxBytes ?? 10_000_000;
    this.memo = new PlaceMemo({ maxDepth: Math.min(options.maxDepth ?? 100, 1000), maxAliasedNodes: options.maxAliasedNodes ?? 1_000_000 });
  }

  paths(paths: readonly string[]): void {
    if (paths.includes(STANDARD_INPUT)) this.standardInput();
    const { files, links, errors } = discover(paths.filter((given) => given !== STANDARD_INPUT), this.cwd);
    for (const error of errors) this.errors.push(error);
    for (const link of links) {
      this.files += 1;
      this.skip(link, 'symbolic-link');
    }
    const { manifests, patches } = this.sort(files);
    for (const file of manifests) this.file(file, patches);
  }

  text(file: string, text: string | Uint8Array): void {
    this.attempt(file, () => {
      if (text.length > this.maxBytes) throw new ReadError('too-large', `Larger than ${this.maxBytes} bytes. Split it, or raise the limit.`);
      this.named(file, typeof text === 'string' ? withoutMarks(text) : decode(text));
    });
  }

  result(): Loaded {
    const { files, documents, resources, skipped, errors } = this;
    if (resources.length === 0 && errors.length === 0) {
      const found = skipped.length === 0 ? 'No input was found' : 'Nothing in the input is a Kubernetes object';
      errors.push({ code: 'no-input', file: null, document: null, line: null, column: null, message: `${found}, expected manifests in YAML or JSON. Name files, folders or \`-\` for standard input.` });
    }
    return { files, documents, resources, skipped: skipped.sort(inOrder), errors: errors.sort(inOrder) };
  }

  private standardInput(): void {
    const shown = this.options.stdinFilename ?? '<stdin>';
    this.attempt(shown, () => {
      const text = decode(readStandardInput(this.maxBytes));
      // What was to be written into the pipe failed, more often than not; files beside it must not cover that up.
      if (text.trim() === '') throw new ReadError('no-input', 'Standard input is empty, expected manifests. Check the command before the pipe.');
      this.named(shown, text);
    });
  }

  /** Reads what kustomize is configured by, and leaves out what only becomes a manifest by rendering. */
  private sort(files: readonly FoundFile[]): { manifests: FoundFile[]; patches: Set<string> } {
    const charts = new Charts();
    const templates = new Map<string, number>();
    const manifests: FoundFile[] = [];
    const patches = new Set<string>();
    for (const file of files) {
      const chart = file.named ? null : charts.chartOf(file.path);
      if (chart !== null) templates.set(chart, (templates.get(chart) ?? 0) + 1);
      else if (isKustomization(file.shown)) this.kustomization(file, patches);
      else manifests.push(file);
    }
    for (const [chart, count] of templates) {
      const folder = show(chart, this.cwd);
      const message = `Found a Helm chart with ${count} unrendered ${count === 1 ? 'file' : 'files'}, expected manifests. Render it first: \`helm template ${folder} | looplaw check -\`.`;
      this.errors.push(failure(new ReadError('unrendered-template', message), folder));
    }
    return { manifests, patches };
  }

  private kustomization(file: FoundFile, patches: Set<string>): void {
    this.attempt(file.shown, () => {
      const examination = examine(new Source(file.shown, decode(readFile(file.path, this.maxBytes))), this.memo);
      // A file of that name may hold objects all the same, which a cluster would be sent.
      if (!isKustomizeOnly(examination.values)) return this.add(file.shown, examination);
      for (const patch of examination.values.flatMap(patchFiles)) patches.add(path.resolve(path.dirname(file.path), patch));
      this.skip(file.shown, 'kustomization');
    });
  }

  private file(file: FoundFile, patches: ReadonlySet<string>): void {
    this.attempt(file.shown, () => {
      if (!file.named && patches.has(file.path)) return this.skip(file.shown, 'kustomize-patch');
      const text = decode(readFile(file.path, this.maxBytes));
      if (file.named) return this.named(file.shown, text);
      // A cheap look spares parsing the lock files and data files that lie in every folder.
      if (text.trim() !== '' && !mayNameType(text)) return this.skip(file.shown, 'not-kubernetes');
      const examination = examine(new Source(file.shown, text), this.memo);
      if (examination.foreign) return this.skip(file.shown, 'not-kubernetes');
      if (configuresKustomize(examination.values)) return this.skip(file.shown, 'kustomization');
      this.add(file.shown, examination);
    });
  }

  private named(shown: string, text: string): void {
    this.add(shown, examine(new Source(shown, text), this.memo));
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
