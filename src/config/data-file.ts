import { basename, extname } from 'node:path';
import { readFile } from '../load/content';
import { PlaceMemo } from '../load/document';
import { decode } from '../load/encoding';
import { show } from '../load/file-errors';
import { originOfFile, TextOrigin } from '../load/origin';
import { ReadError } from '../load/read-error';
import type { Origin } from '../load/resource';
import { Source } from '../load/source';
import { readStream, type StreamEntry } from '../load/stream';
import { ConfigError } from './config';
import { configPath } from './fault';

/** A config is small; what exceeds this is none. */
const MOST_BYTES = 1_000_000;
const LIMITS = { maxDepth: 20, maxAliasedNodes: 1000 };

/** What a JSON or YAML file says, and where its parts are written. */
export interface DataFile {
  readonly value: unknown;
  readonly origin: Origin;
}

/** Reads a config that is data. Strict where manifests are not: one document, no key twice, JSON in `.json`. Throws {@link ConfigError}. */
export function readDataFile(file: string): DataFile {
  const refuse = (why: string): never => {
    throw new ConfigError('not-readable', `config file ${basename(file)} can not be read: ${why}`);
  };
  try {
    const source = new Source(show(file, process.cwd()), decode(readFile(file, MOST_BYTES)));
    if (extname(file) === '.json' && !isJson(source.text)) refuse('it is not valid JSON');
    // A document of nothing but comments says nothing; `null` in JSON says something else than a config.
    const entries = readStream(source, new PlaceMemo(LIMITS)).filter(({ value }) => value !== null || extname(file) === '.json');
    const [entry, another] = entries;
    if (entry === undefined) return { value: {}, origin: originOfFile(source.file) };
    if (entry.error !== null) refuse(`${placeOf(entry, entry.error.offset)}${entry.error.message}`);
    if (another !== undefined) refuse(`${placeOf(another, 0)}found more than one document`);
    const [repeated] = entry.repeated ? entry.document.places().repeated : [];
    if (repeated !== undefined) refuse(`${placeOf(entry, repeated.second.keyStart)}${configPath(repeated.path)} is written twice`);
    return { value: entry.value, origin: new TextOrigin(entry.document, null, []) };
  } catch (e) {
    if (e instanceof ReadError) return refuse(e.message);
    throw e;
  }
}


function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function placeOf({ document }: StreamEntry, offset: number): string {
  const { line, column } = document.source.position(document.start + Math.max(0, offset));
  return `line ${line}, column ${column}: `;
}
