import fs from 'node:fs';
import path from 'node:path';
import { codeOf, failure, notReadable, show } from '../file-errors';
import { ReadError } from '../read-error';
import type { InputError, Skipped } from '../resource';
import { LeftOut, type Look } from './left-out';
import { Links, realPath } from './links';
import { isTooWild } from './globs';
import { globbing } from './libraries';
import { Patterns } from './patterns';

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
  /** Links to what is not met on its own, and what was told to be left out. Each counts as one file. */
  readonly skipped: readonly Skipped[];
  readonly errors: readonly InputError[];
  /** Whether a file that something else leads to is left out. */
  readonly isExcluded: (absolute: string) => boolean;
}

const MANIFESTS = ['**/*.{yaml,yml,json,tf,tofu}', '**/Kustomization'];
const HIDDEN = new Set(['node_modules', '.git', '.terraform']);
const IGNORED = ['**/node_modules/**', '**/.git/**', '**/.terraform/**'];

/**
 * Finds the files behind files, folders and glob patterns. Symbolic links are not followed while walking: what they lead
 * to inside the folder is met on its own, and what lies outside is not the user's choice, yet is told. A link that is named
 * is followed.
 */
export function discover(paths: readonly string[], cwd: string, look: Look = {}): Discovery {
  const walk = new Walk(cwd, look);
  for (const given of paths) walk.visit(given);
  return walk.discovery();
}

class Walk {
  private readonly errors: InputError[] = [];
  private readonly named = new Map<string, string>();
  private readonly met = new Map<string, string>();
  private readonly walked = new Set<string>();
  private readonly links = new Links();
  private readonly leftOut: LeftOut;

  constructor(private readonly cwd: string, look: Look) {
    this.leftOut = new LeftOut(look, cwd);
  }

  visit(given: string): void {
    const absolute = path.resolve(this.cwd, given);
    const stats = statOf(absolute);
    if (stats instanceof ReadError) this.fail(stats, show(absolute, this.cwd));
    else if (stats !== null) this.visitNamed(absolute, stats.isDirectory());
    else if (globbing().isDynamicPattern(given)) this.match(given.replaceAll(path.sep, '/'), given);
    else this.fail(new ReadError('not-found', 'There is no such file or folder. Correct the path.'), show(absolute, this.cwd));
  }

  discovery(): Discovery {
    const { cwd, named, met } = this;
    const found = (isNamed: boolean) => (file: string): FoundFile => ({ path: file, shown: show(file, cwd), named: isNamed });
    const namedFiles = new Set(named.values());
    const others = [...met].filter(([real, file]) => !named.has(real) && !namedFiles.has(file)).map(([, file]) => file);
    const { skipped, broken } = this.links.unfollowed([...namedFiles, ...met.values()]);
    for (const link of broken) this.fail(new ReadError('not-found', 'This symbolic link leads nowhere. Correct or remove it.'), show(link, cwd));
    const links = skipped.map((link): Skipped => ({ file: show(link, cwd), document: null, reason: 'symbolic-link' }));
    return {
      files: [...[...namedFiles].map(found(true)), ...others.map(found(false))].sort((a, b) => (a.shown < b.shown ? -1 : 1)),
      skipped: [...links, ...this.leftOut.skipped.filter(({ file }) => !this.isReached(path.resolve(cwd, file)))],
      // One file may be met by several walks.
      errors: [...new Map(this.errors.map((error) => [`${error.code} ${error.file}`, error])).values()],
      isExcluded: (file) => this.leftOut.excludes(file),
    };
  }

  /** Whether a file or folder that one walk left out was read for another path. */
  private isReached(absolute: string): boolean {
    const real = realPath(absolute);
    return this.named.has(real) || this.met.has(real) || this.walked.has(absolute);
  }

  private visitNamed(absolute: string, isFolder: boolean): void {
    if (this.leftOut.excludesNamed(absolute, isFolder)) return;
    if (isFolder) this.walk(new Patterns(MANIFESTS, absolute), absolute);
    else keep(this.named, realPath(absolute), absolute);
  }

  private match(pattern: string, given: string): void {
    if (isTooWild(pattern)) {
      this.fail(new ReadError('too-large', 'The pattern has more wildcards than can be matched in time. Write several patterns instead.'), given);
      return;
    }
    const before = this.leftOut.size;
    const patterns = new Patterns([pattern], this.cwd);
    const chosen = path.resolve(this.cwd, folderOf(pattern));
    const count = this.leftOut.excludesNamed(chosen, true) ? 0 : this.walk(patterns, chosen);
    // What is left out was matched all the same.
    if (count === 0 && this.leftOut.size === before) this.fail(new ReadError('not-found', 'The pattern matches no file. Correct it, or leave it out.'), given);
  }

  /** @param chosen the folder that naming it or the pattern chooses: no `.gitignore` above it hides all of it */
  private walk(patterns: Patterns, chosen: string): number {
    const { root } = patterns;
    const { cwd, errors, links } = this;
    this.walked.add(chosen);
    const lookedAt = this.leftOut.filter(chosen, (entry, absolute) => !HIDDEN.has(entry.name) && (entry.isDirectory() ? patterns.mayHold(absolute) : patterns.match(absolute)), errors);
    // The matcher passes over folders it may not list. Listing them here keeps them from vanishing.
    const readdirSync = ((folder: string, options: { withFileTypes: true }) => {
      let entries: fs.Dirent[] = [];
      try {
        entries = fs.readdirSync(folder, options);
      } catch (error) {
        // A pattern may name a folder that is not there: it matches nothing.
        if (codeOf(error) !== 'ENOENT') errors.push(failure(notReadable(error), show(folder, cwd)));
      }
      const kept = lookedAt(path.resolve(folder), entries);
      links.list(folder, kept, patterns);
      return kept;
    }) as typeof fs.readdirSync;
    const found = globbing().globSync([...patterns.globs], {
      cwd: root, absolute: true, dot: true, followSymbolicLinks: false, expandDirectories: false, ignore: IGNORED, fs: { readdirSync },
    });
    const realRoot = realPath(root);
    for (const file of found) {
      // Links are not followed below the root, so that the root tells where every file really is.
      keep(this.met, path.resolve(realRoot, path.relative(root, file)), path.normalize(file));
    }
    return found.length;
  }

  private fail(error: ReadError, file: string): void {
    this.errors.push(failure(error, file));
  }
}

/** The folder of the files a pattern can match: its first steps, up to the one with a sign of its own. */
function folderOf(pattern: string): string {
  const steps = pattern.split('/');
  const dynamic = steps.findIndex((step) => globbing().isDynamicPattern(step));
  return steps.slice(0, Math.max(0, dynamic)).join('/') || (pattern.startsWith('/') ? '/' : '.');
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
