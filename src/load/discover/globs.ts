import path from 'node:path';
import picomatch from 'picomatch';

/** Runs of `*` that one step of a path, and of `**` that a whole pattern, may have: with more, matching one long name can take for ever. */
const WILD = 4;

/** Whether matching a pattern could take for ever. */
export function isTooWild(pattern: string): boolean {
  const steps = pattern.split('/');
  return steps.filter((step) => step.includes('**')).length > WILD || steps.some((step) => (step.match(/\*+/g)?.length ?? 0) > WILD);
}

/** Globs that leave out files and folders, counted from a folder. */
export class Excludes {
  private readonly matches: (path: string) => boolean;

  /** @param base folder the globs count from, absolute */
  constructor(readonly globs: readonly string[], private readonly base: string) {
    this.matches = picomatch(globs.map(literal), { dot: true, noextglob: true, nonegate: true });
  }

  /** Whether a file or folder is left out by itself. */
  names(absolute: string): boolean {
    const within = path.relative(this.base, absolute).replaceAll(path.sep, '/');
    return within !== '' && this.matches(within);
  }

  /** Whether a file or folder, or one that it is in, is left out. */
  cover(absolute: string): boolean {
    for (let at = absolute; at !== this.base; at = path.dirname(at)) {
      if (this.names(at)) return true;
      if (at === path.dirname(at)) return false;
    }
    return false;
  }
}

/** Groups and quantifiers of regular expressions mean nothing in a glob; `./` and a slash at the end add nothing. */
function literal(glob: string): string {
  const plain = glob.replaceAll(path.sep, '/').replace(/^(?:\.\/+)+/, '').replace(/\/+$/, '');
  return plain.replace(/[()]/g, '\\$&');
}
