import path from 'node:path';
import { matching } from './libraries';

/** Glob patterns of the files that are looked for, counted from a folder. */
export class Patterns {
  private readonly matches: (path: string) => boolean;
  private readonly steps: readonly (readonly string[])[];

  constructor(readonly globs: readonly string[], readonly root: string) {
    const plain = globs.map((glob) => (path.isAbsolute(glob) ? path.posix.relative(root.replaceAll(path.sep, '/'), glob) : path.posix.normalize(glob)));
    this.matches = matching()(plain, { dot: true });
    this.steps = plain.map((glob) => glob.split('/'));
  }

  match(file: string): boolean {
    return this.matches(this.within(file));
  }

  /** Whether one of them could match something below a folder: its first steps match the folder, and more follow. */
  mayHold(folder: string): boolean {
    const within = this.within(folder);
    const depth = within.split('/').length;
    return this.steps.some((steps) => {
      const head = steps.slice(0, depth);
      return head.includes('**') || (steps.length > depth && matching().isMatch(within, head.join('/'), { dot: true }));
    });
  }

  private within(absolute: string): string {
    return path.relative(this.root, absolute).replaceAll(path.sep, '/');
  }
}
