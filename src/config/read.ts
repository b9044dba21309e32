import { existsSync, lstatSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { show } from '../load/file-errors';
import { originOfFile } from '../load/origin';
import type { Origin } from '../load/resource';
import { ConfigError, type Config } from './config';
import { readDataFile } from './data-file';
import { parseConfig } from './parse';

const CODE = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];
const DATA = ['.json', '.yaml', '.yml'];

/** File names a config is looked for under, first match wins. */
export const CONFIG_NAMES: readonly string[] = [...CODE, ...DATA].map((ending) => `looplaw.config${ending}`);

/** A config and the file it stands in; `file` is null when there is none. */
export interface ConfigFile {
  readonly config: Config;
  readonly file: string | null;
  /** Where its parts are written; of code only the file is known. */
  readonly origin: Origin;
}

/** Which config is read, and how. */
export interface ConfigChoice {
  /** The file to read. Default: the nearest `looplaw.config.*`. */
  readonly named?: string;
  /** Run no code: a config that is code is refused. */
  readonly dataOnly?: boolean;
}

/**
 * Reads the config of a run: `named`, else the nearest `looplaw.config.*` from `from` upwards, never above the repository (`.git`), outside of any only in `from`.
 * Throws {@link ConfigError} when it can't be read or says something looplaw does not know.
 */
export async function readConfig(from: string, { named, dataOnly = false }: ConfigChoice = {}): Promise<ConfigFile> {
  const file = configFile(from, named);
  if (file === null) return NO_CONFIG;
  if (isData(file)) return dataConfig(file);
  if (!CODE.includes(extname(file))) throw new ConfigError('not-readable', `config file ${basename(file)} can not be read: expected a file that ends in ${[...CODE, ...DATA].join(', ')}`);
  if (dataOnly) throw new ConfigError('not-readable', `${show(file, process.cwd())} is code, and --config-format data runs none: write it as .json or .yaml, as \`looplaw config print\` does, or name another one with --config`);
  return { config: parseConfig(await runModule(file), basename(file)), file, origin: originOfFile(show(file, process.cwd())) };
}

/** As {@link readConfig}, for callers that can't wait. A config that is code is refused: passing it over would mean other laws. */
export function readConfigSync(from: string): ConfigFile {
  const file = configFile(from);
  if (file === null) return NO_CONFIG;
  if (!isData(file)) throw new ConfigError('not-readable', `${basename(file)} is code, which can not be run here: hand the config over, or write it as .json or .yaml`);
  return dataConfig(file);
}

/** A run without a config. */
export const NO_CONFIG: ConfigFile = { config: {}, file: null, origin: originOfFile(null) };

/**
 * The config that would be read in a folder: the nearest one upwards within its repository, outside of any the one in the folder itself;
 * `null` when there is none. Above a repository, and in the home of whoever runs it, others may have put one.
 */
export function findConfig(folder: string): string | null {
  for (const place of [folder, ...foldersAbove(folder)]) {
    const here = CONFIG_NAMES.map((name) => join(place, name)).find(isThere);
    if (here !== undefined) return here;
  }
  return null;
}

/** The folders above one, up to its repository; none where there is no repository. */
function foldersAbove(folder: string): readonly string[] {
  const above: string[] = [];
  for (let at = folder; !existsSync(join(at, '.git')); above.push(at)) {
    const parent = dirname(at);
    if (parent === at || parent === homedir()) return [];
    at = parent;
  }
  return above;
}

/** A link that leads nowhere is there: passing it over would mean other laws. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (e) {
    throw new ConfigError('not-readable', `config file ${basename(path)} can not be looked for: ${e instanceof Error ? e.message : String(e)}`);
  }
}

function configFile(from: string, named?: string): string | null {
  const file = named === undefined ? findConfig(resolve(from)) : resolve(from, named);
  if (file !== null && !existsSync(file)) throw new ConfigError('not-found', `config file ${named ?? basename(file)} ${isThere(file) ? 'is a link that leads nowhere' : 'does not exist'}`);
  return file;
}

function isData(file: string): boolean {
  return DATA.includes(extname(file));
}

function dataConfig(file: string): ConfigFile {
  const { value, origin } = readDataFile(file);
  return { config: parseConfig(value, basename(file)), file, origin };
}

async function runModule(file: string): Promise<unknown> {
  try {
    const { createJiti } = await import('jiti');
    const exported: unknown = await createJiti(__filename, { moduleCache: false, ...(isInstalledFor(file) ? {} : { alias: { looplaw: require.resolve('looplaw') } }) }).import(file, { default: true });
    return isDefaultOnly(exported) ? exported.default : exported;
  } catch (e) {
    throw new ConfigError('threw', `config file ${basename(file)} threw: ${e instanceof Error ? e.message : String(e)}`);
  }
}

/** `exports.default = …` of CommonJS, which nothing marks as a module. */
function isDefaultOnly(exported: unknown): exported is { readonly default: unknown } {
  return typeof exported === 'object' && exported !== null && Object.keys(exported).join() === 'default';
}

/** Can the config import looplaw by itself? One that is run by a looplaw from elsewhere (`npx`) can not, and means that one. */
function isInstalledFor(file: string): boolean {
  try {
    createRequire(file).resolve('looplaw');
    return true;
  } catch {
    return false;
  }
}
