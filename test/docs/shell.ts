/** Commands of a block of shell: of a console with prompts only what follows them, and what they print. */
export function commandsOf(code: string): readonly { readonly command: string; readonly prints: string }[] {
  if (!/^\$ /m.test(code)) return [{ command: code, prints: '' }];
  return code.split(/^\$ /m).slice(1).map((part) => {
    const [, command = '', prints = ''] = /^((?:.*\\\n)*.*\n?)([^]*)$/.exec(part)!;
    return { command, prints };
  });
}

/**
 * Words of each simple command, as a shell splits them: quotes kept together, redirections and comments left out. `$NAME` stays.
 * Enough for documentation, which has no functions, loops or substitutions that hold a looplaw.
 */
export function simpleCommands(shell: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  const token = /\\\n|(?<end>\n|&&|\|\|?|;)|(?<redirect>\d?>>?(?:&\d)?\s*(?:[^\s;|&]+)?|<\s*\S+)|(?<comment>(?<=^|\s)#[^\n]*)|(?<word>(?:"(?:[^"\\]|\\[^])*"|'[^']*'|\\.|[^\s"'\\;|&<>])+)|[^\S\n]+/gm;
  for (const { groups } of shell.matchAll(token)) {
    if (groups!['end'] !== undefined) commands.push([]);
    else if (groups!['word'] !== undefined) commands.at(-1)!.push(groups!['word'].replaceAll(/"((?:[^"\\]|\\[^])*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ''));
  }
  return commands.filter((words) => words.length > 0);
}

/** The arguments of each call of looplaw in a shell text, whether it is called by itself or by npx. */
export function callsOfLooplaw(shell: string): readonly (readonly string[])[] {
  return simpleCommands(shell).flatMap((words) => {
    const rest = words.slice(words.findIndex((word) => !/^[A-Z_]+=/.test(word)));
    const called = rest[0] === 'npx' ? rest.slice(1).filter((word, i, all) => !(word.startsWith('-') && all.slice(0, i).every((before) => before.startsWith('-')))) : rest;
    return called[0] === 'looplaw' ? [called.slice(1)] : [];
  });
}
