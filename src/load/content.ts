import fs from 'node:fs';
import { isatty } from 'node:tty';
import { codeOf, notReadable } from './file-errors';
import { ReadError } from './read-error';

const STANDARD_INPUT = 0;
const CHUNK = 64 * 1024;
const RETRY_MILLISECONDS = 5;

/**
 * The bytes of a regular file. The open cannot hang on a pipe, and the size is known before anything is read.
 *
 * @throws ReadError `not-a-regular-file`, `too-large` or `not-readable`
 */
export function readFile(file: string, maxBytes: number): Uint8Array {
  const stream = /^\/dev\/(?:stdin|fd\/(\d+))$/.exec(file);
  if (stream !== null) return readDescriptor(Number(stream[1] ?? STANDARD_INPUT), maxBytes);
  let descriptor: number;
  try {
    descriptor = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
  } catch (error) {
    // A socket refuses to be opened at all.
    throw codeOf(error) === 'ENXIO' ? notRegular() : notReadable(error);
  }
  try {
    const stats = fs.fstatSync(descriptor);
    if (!stats.isFile()) throw notRegular();
    if (stats.size > maxBytes) throw tooLarge(maxBytes);
    return readDescriptor(descriptor, maxBytes, stats.size);
  } finally {
    fs.closeSync(descriptor);
  }
}

/**
 * Everything that comes through standard input, until its end.
 *
 * @throws ReadError `no-input` when it is a terminal or closed, `too-large`, `not-readable`
 */
export function readStandardInput(maxBytes: number): Uint8Array {
  if (isatty(STANDARD_INPUT)) throw new ReadError('no-input', 'Standard input is a terminal. Pipe manifests into it, or name files.');
  return readDescriptor(STANDARD_INPUT, maxBytes);
}

/** Reads to the end: up to `expected` bytes in one go, as regular files allow, then in chunks. */
function readDescriptor(descriptor: number, maxBytes: number, expected = 0): Uint8Array {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    // One byte more than expected tells a file that has grown from one that has ended.
    const chunk = Buffer.allocUnsafe(total === 0 && expected > 0 ? expected + 1 : CHUNK);
    const length = readSome(descriptor, chunk);
    total += length;
    if (total > maxBytes) throw tooLarge(maxBytes);
    if (length > 0) chunks.push(chunk.subarray(0, length));
    if (length === 0 || (expected > 0 && total === expected)) return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, total);
  }
}

function readSome(descriptor: number, chunk: Uint8Array): number {
  for (;;) {
    try {
      return fs.readSync(descriptor, chunk);
    } catch (error) {
      switch (codeOf(error)) {
        // A pipe that is not blocking and has nothing yet.
        case 'EAGAIN': pause(); break;
        // How Windows tells the end of a pipe.
        case 'EOF': return 0;
        case 'EBADF': throw new ReadError('no-input', 'Standard input is closed. Pipe manifests into it, or name files.');
        default: throw notReadable(error);
      }
    }
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MILLISECONDS);
}

function notRegular(): ReadError {
  return new ReadError('not-a-regular-file', 'This is a pipe, a socket, a device or a folder, expected a file. Pass a stream as `-`.');
}

function tooLarge(maxBytes: number): ReadError {
  return new ReadError('too-large', `Larger than ${maxBytes} bytes. Split it, or raise the limit (--max-bytes).`);
}
