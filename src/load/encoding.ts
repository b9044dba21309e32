import { isUtf8 } from 'node:buffer';
import { ReadError } from './read-error';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The text of a file: UTF-8, or UTF-16 of either order when a byte order mark says so. Marks at the start of a line are
 * removed, because joined files carry them at every document and they would count as a column.
 *
 * @throws ReadError `encoding`
 */
export function decode(bytes: Uint8Array): string {
  const text = isUtf16(bytes) ? decodeUtf16(bytes) : decodeUtf8(bytes);
  return withoutMarks(text);
}

/** A text without the byte order marks at the start of its lines. */
export function withoutMarks(text: string): string {
  return text.includes(BYTE_ORDER_MARK) ? text.replace(/(^|[\r\n])\uFEFF/g, '$1') : text;
}

function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

function decodeUtf16(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[2] === 0 && bytes[3] === 0) throw new ReadError('encoding', 'Found UTF-32, expected UTF-8. Save the file as UTF-8.');
  if (bytes.length % 2 !== 0) throw new ReadError('encoding', 'Found UTF-16 with half a character at the end. Save the file as UTF-8.');
  const units = Buffer.from(bytes);
  if (units[0] === 0xfe) units.swap16();
  const text = units.toString('utf16le');
  if (!text.isWellFormed()) throw new ReadError('encoding', 'Found half of a UTF-16 surrogate pair. Save the file as UTF-8.');
  return text;
}

function decodeUtf8(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isUtf8(buffer)) return buffer.toString('utf8');
  const line = buffer.toString('utf8').split('\uFFFD', 1)[0]!.split(/\r\n?|\n/).length;
  throw new ReadError('encoding', `Found bytes that are not UTF-8, near line ${line}. Save the file as UTF-8.`);
}
