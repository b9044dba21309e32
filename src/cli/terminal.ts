/** Whether output is coloured: as the flag says, else the environment, else on a terminal. */
export function wantsColor(flag: boolean | undefined, isTerminal: boolean): boolean {
  const { env } = process;
  return flag ?? (env['NO_COLOR'] ? false : env['FORCE_COLOR'] ? env['FORCE_COLOR'] !== '0' : isTerminal && env['TERM'] !== 'dumb');
}

/** Whether the locale can show more than ASCII. */
export function speaksUnicode(): boolean {
  const { env } = process;
  return /utf-?8/i.test(env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '');
}
