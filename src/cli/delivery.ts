import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { ConfigError } from '../config/config';
import { nearestName } from '../graph/schema/nearest';
import type { Loaded } from '../load/resource';
import { everyFormat, type FormatName } from '../report/formats';
import { complain } from './complaint';
import { writeWhole } from './whole-file';

const STANDARD_OUTPUT = '/dev/stdout';

/** One report of a run, and where it goes; `null` is standard output. */
export interface Destination {
  readonly format: FormatName;
  readonly file: string | null;
}

/**
 * Where the reports of a run go: one by `--format` and `--output`, and one for each `--report format=file`.
 *
 * @throws ConfigError when a flag can't be read, or two reports go to one file
 */
export function destinationsOf(format: FormatName, output: string | undefined, reports: readonly string[]): readonly Destination[] {
  const main = { format, file: output === undefined || isStandardOutput(output) ? null : output };
  const destinations = [main, ...reports.map(destinationOf)];
  const taken = new Set<string>();
  for (const { file } of destinations) {
    const place = file === null ? STANDARD_OUTPUT : placeOf(file);
    if (taken.has(place)) throw new ConfigError('invalid', `two reports go to ${file ?? 'standard output'}: give each a file of its own`);
    taken.add(place);
  }
  return destinations;
}

/** What names standard output, which is no file to replace. */
function isStandardOutput(file: string): boolean {
  return [STANDARD_OUTPUT, '/dev/fd/1', '/proc/self/fd/1'].includes(file);
}

function destinationOf(flag: string): Destination {
  const [, name, file] = /^([^=]*)=(.+)$/s.exec(flag) ?? [];
  if (name === undefined || file === undefined) throw new ConfigError('invalid', `--report ${flag}: expected format=file, e.g. --report sarif=looplaw.sarif`);
  const format = everyFormat.find((known) => known === name);
  if (format !== undefined) return { format, file: isStandardOutput(file) ? null : file };
  const nearest = nearestName(name, everyFormat);
  throw new ConfigError('invalid', `--report ${flag}: there is no format ${name}; ${nearest === null ? `formats are ${everyFormat.join(', ')}` : `did you mean ${nearest}?`}`);
}

/**
 * Refuses reports that would replace what was read: paths of the command line, the config, the baseline, and files that objects came from or that failed.
 *
 * @throws ConfigError naming the file
 */
export function refuseInputs(destinations: readonly Destination[], paths: readonly string[], { resources, skipped, errors }: Loaded): void {
  // Where every input really is takes a look at the disk each: most runs write no file.
  if (destinations.every(({ file }) => file === null)) return;
  // A report of an earlier run is skipped, too, and may be replaced.
  const sources = skipped.filter(({ reason }) => reason.startsWith('kustom') || reason === 'helm-source');
  const files = new Set([...paths, ...sources.map((s) => s.file), ...resources.map((r) => r.origin.file), ...errors.map((e) => e.file)]);
  const inputs = new Set(Array.from(files, (file) => (file === null ? '' : placeOf(file))));
  for (const { file } of destinations) {
    if (file !== null && inputs.has(placeOf(file))) throw new ConfigError('invalid', `the report can not be written to ${file}: it is an input of this run`);
  }
}

/** Writes a report; false when that failed, which is never a pass. */
export function deliver(report: string, file: string | null): boolean {
  if (file === null) {
    process.stdout.write(report);
    return true;
  }
  if (file.trim() === '') {
    complain('looplaw: the report can not be written: the name of its file is empty\n');
    return false;
  }
  try {
    endAfterWriting();
    writeWhole(file, report);
    return true;
  } catch (e) {
    complain(`looplaw: the report can not be written to ${file}: ${e instanceof Error ? e.message : String(e)}\n`);
    return false;
  }
}

/** From here on a signal waits for the event loop, that is until the file is whole, and ends the process then. */
function endAfterWriting(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    if (process.listenerCount(signal) === 0) process.once(signal, () => process.kill(process.pid, signal));
  }
}

/** The one name of a file, whatever links lead to it; the file itself need not be there. */
function placeOf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    const absolute = resolve(file);
    const folder = dirname(absolute);
    return folder === absolute ? absolute : join(placeOf(folder), basename(absolute));
  }
}
