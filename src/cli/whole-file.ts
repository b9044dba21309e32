import { accessSync, chmodSync, constants, closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * Writes a file whole or not at all: beside the target, to the disk, then in its place. A file that is replaced keeps its mode, a
 * symbolic link goes on leading to it, one that is read-only stays. Throws what the file system says.
 */
export function writeWhole(file: string, text: string): void {
  const before = statSync(file, { throwIfNoEntry: false });
  if (before?.isDirectory()) throw new Error('it is a folder');
  if (before !== undefined && !before.isFile()) throw new Error('it is no regular file');
  if (before !== undefined) accessSync(file, constants.W_OK);
  const target = before === undefined ? resolve(file) : realpathSync(file);
  const partial = join(dirname(target), `.${basename(target)}.${process.pid}.partial`);
  try {
    const descriptor = openSync(partial, 'wx');
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    if (before !== undefined) chmodSync(partial, before.mode & 0o7777);
    renameSync(partial, target);
  } catch (e) {
    rmSync(partial, { force: true });
    throw e;
  }
}
