// How long a whole command takes, as who waits for it and who pays for it see it.
import { spawnSync } from 'node:child_process';

/** Seconds of the processor (user + system) and of the clock that one run of Node takes. Throws where it ends with a code that is not among `codes`. */
export function run(args, { env = {}, cwd = process.cwd(), codes = [0, 1, 2] } = {}) {
  const before = process.hrtime.bigint();
  const { stderr, status } = spawnSync('/usr/bin/env', ['bash', '-c', `TIMEFORMAT='%U %S'; time "$0" "$@" > /dev/null 2>/dev/null`, process.execPath, ...args], { encoding: 'utf8', cwd, env: { ...process.env, ...env } });
  const wall = Number(process.hrtime.bigint() - before) / 1e9;
  if (!codes.includes(status)) throw new Error(`node ${args.join(' ')} ended with ${status}`);
  const [user, system] = stderr.trim().split('\n').at(-1).split(' ').map(Number);
  return { cpu: user + system, wall };
}

/** The middle of some figures. */
export function median(figures) {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)];
}
