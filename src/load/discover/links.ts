import fs from 'node:fs';
import path from 'node:path';
import type { Patterns } from './patterns';

const IGNORED = new Set(['node_modules', '.git']);

/** The symbolic links that walks come upon, and which of them lead to something that no walk meets. */
export class Links {
  private readonly found = new Set<string>();
  private readonly folders = new Set<string>();

  /** Takes note of a folder that is walked for these patterns, and of the links in it. */
  list(folder: string, entries: readonly fs.Dirent[], patterns: Patterns): void {
    this.folders.add(path.normalize(folder));
    for (const entry of entries) {
      if (!entry.isSymbolicLink() || IGNORED.has(entry.name)) continue;
      const link = path.join(folder, entry.name);
      if (isFolder(link) ? patterns.mayHold(link) : patterns.match(link)) this.found.add(link);
    }
  }

  /**
   * The links whose targets are neither among `files` nor in a folder that was walked, and those that lead nowhere; each in
   * code unit order.
   */
  unfollowed(files: readonly string[]): { readonly skipped: readonly string[]; readonly broken: readonly string[] } {
    const skipped: string[] = [];
    const broken: string[] = [];
    if (this.found.size === 0) return { skipped, broken };
    const named = new Set(files);
    const reached = new Set([...files, ...this.folders].map(realPath));
    for (const link of [...this.found].sort()) {
      if (named.has(link)) continue;
      if (!fs.existsSync(link)) broken.push(link);
      else if (!reached.has(realPath(link))) skipped.push(link);
    }
    return { skipped, broken };
  }
}

/** Where a path leads once every link on the way is followed; itself where that is not known. */
export function realPath(absolute: string): string {
  try {
    return fs.realpathSync(absolute);
  } catch {
    return absolute;
  }
}

function isFolder(link: string): boolean {
  try {
    return fs.statSync(link).isDirectory();
  } catch {
    return false;
  }
}
