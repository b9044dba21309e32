import path from 'node:path';
import { matching } from './libraries';

/** Runs of `*` and groups of `{}` that one step of a path, and of `**` that a whole pattern, may have: with more, matching one long name can take for ever. */
const WILD = 4;

/** Characters of the longest name a glob is asked about; Kubernetes and file systems know none that is longer, and time grows with its powers. */
const LONGEST = 255;

/** Whether matching a pattern could take for ever. */
export function isTooWild(pattern: string): boolean {
  const steps = pattern.split('/');
  const isOver = (runs: RegExp): boolean => steps.some((step) => (step.match(runs)?.length ?? 0) > WILD);
  return steps.filter((step) => step.includes('**')).length > WILD || isOver(/\*+/g) || isOver(/\{/g);
}

/** Whether a path or name is one that globs name; `!` before a glob is anything but that. A step longer than any there is matches nothing. */
export function matcherOf(globs: string | readonly string[]): (text: string) => boolean {
  const matches = matching()([globs].flat().map(literal), { dot: true, noextglob: true });
  return (text) => text.split('/').every((step) => step.length <= LONGEST) && matches(text);
}

/** Globs that leave out files and folders, counted from a folder. */
export class Excludes {
  private readonly matches: (path: string) => boolean;

  /** @param base folder the globs count from, absolute */
  constructor(readonly globs: readonly string[], private readonly base: string) {
    this.matches = globs.length === 0 ? () => false : matching()(globs.map(literal), { dot: true, noextglob: true, nonegate: true });
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
  return plain.replace(/\\*([()+])/g, '\\$1');
}
