import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';

const DECLARED = /^export (?:default )?(?:declare )?(?:abstract )?(?:async )?(?:const|function\*?|class|interface|type|enum) (\w+)/;
const REEXPORTED = /^export (?:type )?(?:\*|\{([^}]*)\}) from '(\.[^']*)';/gm;

/** Names that an entry gives to its users, as `file: name`, whose declaration has no doc comment. */
export function undocumented(entry: string): readonly string[] {
  const reexported = [...readFileSync(entry, 'utf8').matchAll(REEXPORTED)].flatMap(([, names, from]) => {
    const file = fileOf(resolve(dirname(entry), from!));
    if (names === undefined) return undocumented(file);
    const wanted = new Set(names.split(',').map((name) => name.trim().replace(/^type /, '').replace(/ as .*/, '')));
    return undocumented(file).filter((found) => wanted.has(found.slice(found.lastIndexOf(' ') + 1)));
  });
  return [...new Set([...declaredWithoutComment(entry), ...reexported])];
}

function declaredWithoutComment(file: string): readonly string[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, i) => {
    const name = DECLARED.exec(line)?.[1];
    return name === undefined || lines[i - 1]?.trimEnd().endsWith('*/') ? [] : [`${relative(process.cwd(), file)}: ${name}`];
  });
}

function fileOf(module: string): string {
  return [`${module}.ts`, `${module}/index.ts`].find((file) => existsSync(file)) ?? module;
}
