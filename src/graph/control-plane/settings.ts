import type { Path } from '../../load/resource';
import { Doubts } from '../reading/doubts';
import { isMap, type Subject } from '../reading/subject';
import { Undecided, isUnresolved, maybe } from '../reading/unknown';
import type { Container } from '../workload/container';
import { variablesOf } from '../workload/environment';

/** A flag of a component as it is set somewhere. */
export interface Setting {
  /** Name without dashes. */
  readonly name: string;
  readonly value: string;
  /** From the root of the object. */
  readonly path: Path;
}

/** The flags of one component, wherever they are written: a command line, an environment, the arguments of kubeadm. */
export class Settings {
  private readonly found: ReadonlyMap<string, Setting>;

  constructor(
    settings: Iterable<Setting>,
    /** Where a flag that is not set would be; from the root of the object. */
    readonly place: Path,
    /** Why more may be set than is known; `null` = all is known. */
    private readonly doubt: Undecided | null = null,
  ) {
    const found = new Map<string, Setting>();
    for (const setting of settings) if (!found.has(setting.name)) found.set(setting.name, setting);
    this.found = found;
  }

  /** What a flag is set to, `true` for one without a value; `undefined` = it is not set. Throws `Undecided` where that is not known. */
  get(name: string): string | undefined {
    const value = this.text(name);
    if (value?.includes('$')) throw new Undecided(`--${name} is put together when the component starts`, this.at(name));
    return value;
  }

  /** What a flag is set to as it is written, with the variables that the start fills in. */
  text(name: string): string | undefined {
    const setting = this.found.get(name);
    if (setting === undefined && this.doubt !== null) throw this.doubt;
    return setting?.value;
  }

  /** Where a flag is set, else where it would be. */
  at(name: string): Path {
    return this.found.get(name)?.path ?? this.place;
  }
}

/** Stands for a value that is not known: it is put together later. */
const UNKNOWN = '$';

/** What a shell takes for the end of a word. */
const BREAK = /[\s;&|()]+/;

/**
 * The flags a container is started with: `--f=v` or `--f v` in command and args, the words of a script too, else the environment
 * variable `<prefix>F`. A config file hides them all.
 */
export function settingsOfContainer(container: Container, program: string, prefix: string | null): Settings {
  const doubts = new Doubts();
  const words = doubts.attempt(() => wordsOf(container)) ?? [];
  const settings = flagsIn(words);
  if (prefix !== null) {
    for (const { name, at, value } of doubts.certain(variablesOf(container))) {
      if (!name.startsWith(prefix)) continue;
      const flag = name.slice(prefix.length).toLowerCase().replaceAll('_', '-');
      settings.push({ name: flag, value: maybe(value) ?? UNKNOWN, path: at.path });
    }
  }
  const doubt = settings.some(({ name }) => name === 'config-file' || name === 'config') ? new Undecided('a config file sets its flags', container.path)
    : hidesProgram(words, program) ? new Undecided(`a script starts ${program} with flags that are not known`, container.path) : null;
  return new Settings(settings, container.path, doubt ?? firstOf(doubts));
}

/** The flags kubeadm passes on: a list of names and values, or a map of them, whichever is written. `assertWhole` throws where more may be. */
export function settingsOfArgs(holder: Subject, field = 'extraArgs', assertWhole: () => void = () => {}): Settings {
  const doubts = new Doubts();
  doubts.attempt(assertWhole);
  const place = [...holder.path, field];
  const raw = holder.raw(field);
  const settings = Array.isArray(raw)
    ? raw.flatMap((entry: unknown, i): readonly Setting[] => {
      if (!isMap(entry) || typeof entry['name'] !== 'string') {
        doubts.attempt(() => { throw new Undecided('an argument is not known', [...place, i]); });
        return [];
      }
      return [{ name: bare(entry['name']), value: text(entry['value']), path: [...place, i, 'value'] }];
    })
    : (doubts.attempt(() => holder.in(field).keys()) ?? []).map((name): Setting => ({
      name: bare(name), value: text((raw as Readonly<Record<string, unknown>>)[name]), path: [...place, name],
    }));
  return new Settings(settings, place, firstOf(doubts));
}

/** A word of a command line, and where it is written. */
interface Word {
  readonly text: string;
  readonly path: Path;
  /** Is it part of a script, with more words beside it? */
  readonly isScript: boolean;
}

/** The words of command and args; a script is taken apart. */
export function wordsOf(container: Container): readonly Word[] {
  return ['command', 'args'].flatMap((field) => container.strings(field).flatMap((word, i): readonly Word[] => {
    const path = [...container.path, field, i];
    if (!/\s/.test(word)) return [{ text: word, path, isScript: false }];
    return word.split(BREAK).filter((part) => part !== '' && part !== '\\').map((part) => ({ text: part.replace(/^['"]|['"]$/g, ''), path, isScript: true }));
  }));
}

function flagsIn(words: readonly Word[]): Setting[] {
  return words.flatMap(({ text: word, path }, i): readonly Setting[] => {
    const [, name, value] = /^--?([a-z][a-z0-9-]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) return [];
    if (value !== undefined) return [{ name, value: value.replace(/^['"]|['"]$/g, ''), path }];
    const next = words[i + 1];
    return next === undefined || next.text.startsWith('-') ? [{ name, value: 'true', path }] : [{ name, value: next.text, path: next.path }];
  });
}

/** Is something else started, which may start the program? */
function hidesProgram(words: readonly Word[], program: string): boolean {
  const [first] = words;
  if (first === undefined || first.text.startsWith('-')) return false;
  return !words.some(({ text: word }) => word === program || word.endsWith(`/${program}`));
}

function bare(name: string): string {
  return name.replace(/^-+/, '');
}

/** A number or boolean is read as the text it becomes. */
function text(value: unknown): string {
  if (typeof value === 'string') return isUnresolved(value) ? UNKNOWN : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : UNKNOWN;
}

function firstOf(doubts: Doubts): Undecided | null {
  try {
    doubts.settle();
    return null;
  } catch (e) {
    return e as Undecided;
  }
}
