import fs from 'node:fs';
import path from 'node:path';
import { globSync, isDynamicPattern } from 'tinyglobby';
import { Links, realPath } from './links';
import { ReadError } from './read-error';
import type { InputError } from './resource';

/** A file to read. */
export interface FoundFile {
  readonly path: string;
  /** As it is shown to people: relative to the working folder, with `/`. */
  readonly shown: string;
  /** Named by the user, not met while walking or matching. */
  readonly named: boolean;
}

/** What some paths lead to. */
export interface Discovery {
  /** In code unit order of how they are shown, whatever the order they were named in; no file twice. */
  readonly files: readonly FoundFile[];
  /** Links to files and folders that are not met on their own, in code unit order, as they are shown. */
  readonly links: readonly string[];
  readonly errors: readonly InputError[];
}

const MANIFESTS = ['**/*.{yaml,yml,json}', '**/Kustomization'];
const IGNORED = ['**/node_modules/**', '**/.git/**'];

/**
 * Finds the files behind files, folders and glob patterns. Symbolic links are not followed while walking: what they lead
 * to inside the folder is met on its own, and what lies outside is not the user's choice, yet is told. A link that is named
 * is followed.
 */
export function discover(paths: readonly string[], cwd: string): Discovery {
  const errors: InputError[] = [];
  const named = new Map<string, string>();
  const met = new Map<string, string>();
  const links = new Links();
  for (const given of paths) {
    const absolute = path.resolve(cwd, given);
    const stats = statOf(absolute);
    if (stats instanceof ReadError) errors.push(failure(stats, show(absolute, cwd)));
    else if (stats?.isDirectory()) walk(MANIFESTS, absolute, cwd, met, links, errors);
    else if (stats !== null) keep(named, realPath(absolute), absolute);
    else if (isDynamicPattern(given)) {
      const count = walk([given.replaceAll(path.sep, '/')], cwd, cwd, met, links, errors);
      if (count === 0) errors.push(failure(new ReadError('not-found', 'The pattern matches no file. Correct it, or leave it out.'), given));
    } else errors.push(failure(new ReadError('not-found', 'There is no such file or folder. Correct the path.'), show(absolute, cwd)));
  }
  const found = (named: boolean) => (file: string): FoundFile => ({ path: file, shown: show(file, cwd), named });
  const namedFiles = new Set(named.values());
  const walked = [...met].filter(([real, file]) => !named.has(real) && !namedFiles.has(file)).map(([, file]) => file);
  const { skipped, broken } = links.unfollowed([...namedFiles, ...met.values()]);
  for (const link of broken) errors.push(failure(new ReadError('not-found', 'This symbolic link leads nowhere. Correct or remove it.'), show(link, cwd)));
  const files = [...[...namedFiles].map(found(true)), ...walked.map(found(false))].sort((a, b) => (a.shown < b.shown ? -1 : 1));
  return { files, links: skipped.map((link) => show(link, cwd)), errors };
}

/** An error about a file as a whole. */
export function failure({ code, message }: ReadError, file: string): InputError {
  return { code, file, document: null, line: null, column: null, message };
}

/** A path as it is shown: relative to `cwd`, with `/` on every platform. */
export function show(absolute: string, cwd: string): string {
  return (path.relative(cwd, absolute) || '.').replaceAll(path.sep, '/');
}

function walk(patterns: string[], root: string, cwd: string, met: Map<string, string>, links: Links, errors: InputError[]): number {
  // The matcher passes over folders it may not list. Listing them here keeps them from vanishing.
  const readdirSync = ((folder: string, options: { withFileTypes: true }) => {
    try {
      const entries = fs.readdirSync(folder, options);
      links.list(folder, entries, patterns, root);
      return entries;
    } catch (error) {
      // A pattern may name a folder that is not there: it matches nothing.
      if (codeOf(error) !== 'ENOENT') errors.push(failure(notReadable(error), show(folder, cwd)));
      return [];
    }
  }) as typeof fs.readdirSync;
  const found = globSync(patterns, {
    cwd: root, absolute: true, dot: true, followSymbolicLinks: false, expandDirectories: false, ignore: IGNORED, fs: { readdirSync },
  });
  const realRoot = realPath(root);
  for (const file of found) {
    // Links are not followed below the root, so that the root tells where every file really is.
    keep(met, path.resolve(realRoot, path.relative(root, file)), path.normalize(file));
  }
  return found.length;
}

/** Of several names of one file, the first in code unit order. */
function keep(files: Map<string, string>, real: string, name: string): void {
  const known = files.get(real);
  if (known === undefined || name < known) files.set(real, name);
}

function statOf(absolute: string): fs.Stats | ReadError | null {
  try {
    return fs.statSync(absolute, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    return codeOf(error) === 'ENOTDIR' ? null : notReadable(error);
  }
}

/** The error for something that is there, or was a moment ago, and cannot be opened. */
export function notReadable(error: unknown): ReadError {
  return new ReadError('not-readable', `Cannot be read (${codeOf(error) ?? 'unknown error'}). Check that it exists and that its permissions allow reading.`);
}

/** The code of an error of the file system. */
export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
