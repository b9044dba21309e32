import path from 'node:path';
import { ReadError } from './read-error';
import type { InputError } from './resource';

/** An error about a file as a whole. */
export function failure({ code, message }: ReadError, file: string): InputError {
  return { code, file, document: null, line: null, column: null, message };
}

/** A path as it is shown: relative to `cwd`, with `/` on every platform. */
export function show(absolute: string, cwd: string): string {
  return (path.relative(cwd, absolute) || '.').replaceAll(path.sep, '/');
}

/** The error for something that is there, or was a moment ago, and cannot be opened. */
export function notReadable(error: unknown): ReadError {
  return new ReadError('not-readable', `Cannot be read (${codeOf(error) ?? 'unknown error'}). Check that it exists and that its permissions allow reading.`);
}

/** The code of an error of the file system. */
export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
