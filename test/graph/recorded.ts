import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Recorded answers of a real cluster, from `test/golden`. */
// The caller knows what was recorded.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export function recorded<T>(path: string): T {
  const bytes = readFileSync(join(__dirname, '../golden', path));
  return JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')) as T;
}
