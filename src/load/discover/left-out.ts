import type fs from 'node:fs';
import path from 'node:path';
import { show } from '../file-errors';
import type { InputError, Skipped } from '../resource';
import type { Excludes } from './globs';
import { GitIgnore } from './git-ignore';

/** What a run is told not to look at. */
export interface Look {
  /** Globs of files and folders, wherever they come from. Default: none. */
  readonly exclude?: readonly Excludes[];
  /** Whether `.gitignore` files hold for what is met while walking. Default: no. */
  readonly gitignore?: boolean;
}

/** Tells what is not looked at, and remembers what was passed over for that: a folder once, and nothing in it. */
export class LeftOut {
  private readonly found = new Map<string, Skipped>();

  constructor(private readonly look: Look, private readonly cwd: string) {}

  /** What was passed over; a folder has a `/` at its end. */
  get skipped(): readonly Skipped[] {
    return [...this.found.values()];
  }

  /** How many files and folders were passed over so far. */
  get size(): number {
    return this.found.size;
  }

  /** Whether a glob leaves out a file or folder that is named, or one that it is in; it is then noted. */
  excludesNamed(absolute: string, isFolder: boolean): boolean {
    const isLeftOut = this.excludes(absolute);
    if (isLeftOut) this.note(absolute, isFolder, 'excluded');
    return isLeftOut;
  }

  /** Whether a glob leaves out a file, or a folder that it is in. */
  excludes(absolute: string): boolean {
    return this.look.exclude?.some((globs) => globs.cover(absolute)) ?? false;
  }

  /**
   * The entries of folders below `root` that are looked at.
   *
   * @param isMeant whether a walk would read a file, or look into a folder, were it not left out
   * @param errors takes what is wrong with files that say what to leave out
   */
  filter(root: string, isMeant: (entry: fs.Dirent, absolute: string) => boolean, errors: InputError[]): (folder: string, entries: fs.Dirent[]) => fs.Dirent[] {
    const { exclude = [], gitignore = false } = this.look;
    if (exclude.length === 0 && !gitignore) return (_, entries) => entries;
    const git = gitignore ? new GitIgnore(root, this.cwd, errors) : null;
    return (folder, entries) => entries.filter((entry) => {
      const isFolder = entry.isDirectory();
      const isGitIgnored = git?.ignores(folder, entry.name, isFolder) ?? false;
      if (!isGitIgnored && exclude.length === 0) return true;
      const absolute = path.join(folder, entry.name);
      const reason = exclude.some((globs) => globs.names(absolute)) ? 'excluded' : isGitIgnored ? 'gitignored' : null;
      if (reason === null || !isMeant(entry, absolute)) return true;
      this.note(absolute, isFolder, reason);
      return false;
    });
  }

  private note(absolute: string, isFolder: boolean, reason: 'excluded' | 'gitignored'): void {
    const file = `${show(absolute, this.cwd)}${isFolder ? '/' : ''}`;
    this.found.set(file, { file, document: null, reason });
  }
}
