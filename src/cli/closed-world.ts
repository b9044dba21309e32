/** What `--closed-world` without kinds stands for. */
export const EVERY_KIND = '*';

/** Kinds follow behind `=` only: the word behind a bare `--closed-world` is a path to check. */
export function withKindsSpelledOut(argv: readonly string[]): readonly string[] {
  return argv.map((arg) => (arg === '--closed-world' ? `--closed-world=${EVERY_KIND}` : arg));
}
