import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, sep } from 'node:path';
import { Script } from 'node:vm';

/**
 * Keeps what V8 compiled of the command for the next run: compiling is a good part of a short one. Node does it by itself from 22.1 on
 * (https://nodejs.org/api/module.html#module-compile-cache); before, it is done here, as it does it: in a folder for files that may be lost,
 * under the hash of the text that was compiled, and not where `NODE_DISABLE_COMPILE_CACHE` is set. Nothing of it is ever an error.
 *
 * @returns what writes it at the end of a run that did its work, when the functions it called are compiled, too
 */
export function keepCompiled(): () => void {
  const { enableCompileCache } = module as { enableCompileCache?: () => unknown };
  enableCompileCache?.();
  const folder = enableCompileCache !== undefined || process.env['NODE_DISABLE_COMPILE_CACHE'] ? null : ownFolder();
  return folder === null ? () => undefined : keepIn(folder);
}

/** A folder that nobody else can write into, for what is in it is run; `null` where there is none. */
function ownFolder(): string | null {
  const uid = process.getuid?.();
  if (uid === undefined) return null;
  const folder = join(tmpdir(), `looplaw-${uid}`);
  // Not with its parents: where none can be made, that may never end. That it is there already is no matter.
  attempt(() => { mkdirSync(folder, { mode: 0o700 }); });
  const found = attempt(() => lstatSync(folder));
  return found?.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0 ? folder : null;
}

/** The chunk that judges: who runs something else compiles little, and what it wrote would serve the next check badly. */
const JUDGING = 'check.js';
/** What one run did not need, another does: once a day it is written anew, with what has been added to it. In milliseconds. */
const FRESH = 24 * 60 * 60 * 1000;
/** What no run has written anew for so long is of another version, or of another Node: nobody will ask for it again. In milliseconds. */
const FORGOTTEN = 7 * FRESH;
/** Names of files that are written here, whole ones and those of a run that ended before it had renamed one. */
const OURS = /^[0-9a-f]{64}(?:\.\d+)?$/;

/** The command itself, and what each run of it loads besides, wherever a package manager has put that. No code that imports: what is run here can only require. */
const KEPT = [__dirname, join('node_modules', 'commander'), join('node_modules', 'js-yaml')].map((folder) => folder + sep);

function keepIn(folder: string): () => void {
  // Deprecated because there are better ways to load other languages, and the only one there is before module.registerHooks of Node 22.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const loaders = require.extensions;
  const load = loaders['.js'];
  const compiled = new Map<string, Script>();
  let isJudging = false;
  loaders['.js'] = (loaded, file) => {
    if (!KEPT.some((folder) => file.includes(folder))) return void load(loaded, file);
    isJudging ||= basename(file) === JUDGING;
    const text = readFileSync(file, 'utf8');
    const kept = join(folder, hashOf(process.version, text).toString('hex'));
    const cachedData = attempt(() => read(kept));
    const script = new Script(`(function (exports, require, module, __filename, __dirname) { ${text}\n})`, { filename: file, ...(cachedData !== null && { cachedData }) });
    if (script.cachedDataRejected !== false || isOld(kept)) compiled.set(kept, script);
    const run = script.runInThisContext() as (...given: readonly unknown[]) => void;
    run.call(loaded.exports, loaded.exports, createRequire(file), loaded, file, dirname(file));
  };
  return () => {
    if (!isJudging || compiled.size === 0) return;
    for (const [kept, script] of compiled) attempt(() => write(kept, script.createCachedData()));
    for (const name of attempt(() => readdirSync(folder)) ?? []) if (OURS.test(name)) attempt(() => forget(join(folder, name)));
  };
}

/** Takes away a file that nobody has written for long; a link is not ours, wherever it leads. */
function forget(file: string): void {
  const found = lstatSync(file);
  if (found.isFile() && Date.now() - found.mtimeMs > FORGOTTEN) unlinkSync(file);
}

function isOld(file: string): boolean {
  return attempt(() => Date.now() - statSync(file).mtimeMs > FRESH) ?? true;
}

const HASH_BYTES = 32;

/** What was written, or nothing where it is not whole: V8 looks at the first bytes only, and would crash later. */
function read(file: string): Uint8Array | null {
  const held = readFileSync(file);
  const data = held.subarray(HASH_BYTES);
  return hashOf(data).equals(held.subarray(0, HASH_BYTES)) ? data : null;
}

/** Whole or not at all, whoever else writes it; no need to wait for the disk. */
function write(file: string, data: Uint8Array): void {
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, Buffer.concat([hashOf(data), data]));
  renameSync(partial, file);
}

function hashOf(...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function attempt<T>(what: () => T): T | null {
  try {
    return what();
  } catch {
    return null;
  }
}
