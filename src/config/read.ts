import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { readYaml } from '../load/yaml';
import { ConfigError, type Config } from './config';
import { parseConfig } from './parse';

/** File names a config is looked for under, first match wins. */
const NAMES = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs', 'json', 'yaml', 'yml'].map((ending) => `looplaw.config.${ending}`);

/** A config is small; what exceeds this is none. */
const LIMITS = { maxDepth: 20, maxAliasedNodes: 1000 };

/** A config and the file it stands in; `file` is null when there is none. */
export interface ConfigFile {
  readonly config: Config;
  readonly file: string | null;
}

/**
 * Reads the config of a run: `named`, else the nearest `looplaw.config.*` from `from` upwards, never above the repository (`.git`).
 * Throws {@link ConfigError} when it can't be read or says something looplaw does not know.
 */
export async function readConfig(from: string, named?: string): Promise<ConfigFile> {
  const file = configFile(from, named);
  if (file === null) return { config: {}, file: null };
  return validated(file, isData(file) ? readData(file) : await runModule(file));
}

/** As {@link readConfig}, for callers that can't wait. A config that is code is refused: passing it over would mean other laws. */
export function readConfigSync(from: string): ConfigFile {
  const file = configFile(from);
  if (file === null) return { config: {}, file: null };
  if (!isData(file)) throw new ConfigError('not-readable', `${basename(file)} is code, which can not be run here: hand the config over, or write it as .json or .yaml`);
  return validated(file, readData(file));
}

function configFile(from: string, named?: string): string | null {
  if (named === undefined) return findConfig(resolve(from));
  const file = resolve(from, named);
  if (!existsSync(file)) throw new ConfigError('not-found', `config file ${named} does not exist`);
  return file;
}

function findConfig(folder: string): string | null {
  const here = NAMES.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (here !== undefined) return here;
  const parent = dirname(folder);
  return parent === folder || existsSync(join(folder, '.git')) ? null : findConfig(parent);
}

function isData(file: string): boolean {
  return ['.json', '.yaml', '.yml'].includes(extname(file));
}

function validated(file: string, value: unknown): ConfigFile {
  return { config: parseConfig(value, basename(file)), file };
}

function readData(file: string): unknown {
  try {
    const text = readFileSync(file, 'utf8');
    return extname(file) === '.json' ? (JSON.parse(text) as unknown) : (readYaml(text, LIMITS).value ?? {});
  } catch (e) {
    // The words of JSON.parse quote the text, and the text may hold anything.
    const why = e instanceof SyntaxError ? 'it is not valid JSON' : reason(e);
    throw new ConfigError('not-readable', `config file ${basename(file)} can not be read: ${why}`);
  }
}

async function runModule(file: string): Promise<unknown> {
  try {
    const { createJiti } = await import('jiti');
    return await createJiti(__filename, { moduleCache: false }).import(file, { default: true });
  } catch (e) {
    throw new ConfigError('threw', `config file ${basename(file)} threw: ${reason(e)}`);
  }
}

function reason(e: unknown): string {
  return e instanceof Error ? e.message : String(e);
}
