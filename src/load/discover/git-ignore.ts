import fs from 'node:fs';
import path from 'node:path';
import type ignore from 'ignore';
import { readFile } from '../content';
import { failure, show } from '../file-errors';
import { ReadError } from '../read-error';
import type { InputError } from '../resource';
import { isTooWild } from './globs';
import { gitRules } from './libraries';

const NAME = '.gitignore';
const MAX_BYTES = 100_000;
/** A name no rule is made for: where it is ignored, everything in its folder is. */
const ANY_MANIFEST = 'looplaw.yaml';

/**
 * What the `.gitignore` files of a tree leave out below one folder that was named. Files count from the repository down, or from the
 * working folder where there is none; what git knows of this machine alone (`.git/info/exclude`, the user's own file) does not count,
 * so that a run says the same everywhere. Rules above the folder do not hold in it when they ignore all of it: naming it says otherwise.
 */
export class GitIgnore {
  private readonly top: string;
  private readonly known = new Map<string, ignore.Ignore | null>();

  /** @param root the folder that is walked, absolute */
  constructor(private readonly root: string, private readonly cwd: string, private readonly errors: InputError[]) {
    this.top = topOf(root, cwd);
  }

  /** Whether an entry of a folder is ignored; the folder itself is not. */
  ignores(folder: string, name: string, isFolder: boolean): boolean {
    const rules = this.rulesOf(folder);
    return rules !== null && rules.ignores(`${this.within(path.join(folder, name))}${isFolder ? '/' : ''}`);
  }

  private rulesOf(folder: string): ignore.Ignore | null {
    let rules = this.known.get(folder);
    if (rules === undefined) {
      const above = folder === this.top ? null : this.rulesOf(path.dirname(folder));
      rules = this.added(folder === this.root && this.isIgnored(above) ? null : above, folder);
      this.known.set(folder, rules);
    }
    return rules;
  }

  private isIgnored(above: ignore.Ignore | null): boolean {
    return above?.ignores(`${this.within(this.root)}/${ANY_MANIFEST}`) ?? false;
  }

  private added(above: ignore.Ignore | null, folder: string): ignore.Ignore | null {
    const file = path.join(folder, NAME);
    if (!fs.existsSync(file)) return above;
    try {
      // As git reads it: whatever its encoding, a byte order mark aside.
      const lines = Buffer.from(readFile(file, MAX_BYTES)).toString('utf8').replace(/^\uFEFF/, '').split(/\r\n?|\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
      if (lines.some(isTooWild)) throw new ReadError('too-large', 'A line has more wildcards than can be matched in time. Simplify it, or use --no-gitignore.');
      const base = this.within(folder);
      return rulesFrom(above, lines.map((line) => (base === '' ? line : relocated(line, base))));
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      this.errors.push(failure(error, show(file, this.cwd)));
      return above;
    }
  }

  private within(absolute: string): string {
    return path.relative(this.top, absolute).replaceAll(path.sep, '/');
  }
}

/** The repository a folder is in, else the working folder where it is in that, else the folder. */
function topOf(root: string, cwd: string): string {
  for (let at = root; ; at = path.dirname(at)) {
    if (fs.existsSync(path.join(at, '.git'))) return at;
    if (at === path.dirname(at)) break;
  }
  const within = path.relative(cwd, root);
  return within.split(path.sep)[0] === '..' || path.isAbsolute(within) ? root : cwd;
}

function rulesFrom(above: ignore.Ignore | null, lines: readonly string[]): ignore.Ignore {
  const create = gitRules();
  const rules = create({ ignorecase: false });
  if (above !== null) rules.add(above);
  return rules.add(lines.filter((line) => isPattern(line, create)));
}

/** git passes over what is no pattern; a library that throws for it when it is first matched must not. */
function isPattern(line: string, create: typeof ignore): boolean {
  try {
    create({ ignorecase: false }).add(line).ignores('a');
    return true;
  } catch {
    return false;
  }
}

/** A line of the `.gitignore` of a folder, as one at the top would say it. */
function relocated(line: string, base: string): string {
  const [, not = '', pattern = ''] = /^(!?)(.*?)(?:(?<!\\) )*$/.exec(line) ?? [];
  const isAnchored = pattern.slice(0, -1).includes('/');
  const folder = base.replace(/[\\[\]*?!# ]/g, '\\$&');
  return `${not}/${folder}${isAnchored ? '' : '/**'}${pattern.startsWith('/') ? '' : '/'}${pattern}`;
}
