import { printable, UNPRINTABLE, visible } from '../report/sanitize';

/** Says on standard error what went wrong. It may quote an argument, a path or a config, and acts on no terminal and no log of a build. */
export function complain(text: string): void {
  const lines = text.replace(UNPRINTABLE, (char) => (char === '\n' ? char : visible(char)));
  process.stderr.write(printable(lines, { unicode: true }));
}
