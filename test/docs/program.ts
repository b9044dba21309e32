import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../cli/command';
import { blocksOf, type Page } from './pages';

/** What code may take as given that a page does not show: `<!-- given: … -->` in the page, anywhere. */
const GIVEN = /<!-- given:\n([\s\S]*?)-->/;

/**
 * The code of a page as modules: imports, then each block in the scope of those before it. It stands in the constructor of a chart, as in the
 * pages of constructs; what a config exports is a value there. A block that imports another thing by a name that is taken begins a new module.
 */
export function modulesOf(page: Page, languages: readonly string[]): readonly string[] {
  const blocks = blocksOf(page).filter(({ language, unchecked }) => languages.includes(language) && unchecked === undefined);
  const given = partsOf(GIVEN.exec(page.text)?.[1] ?? '');
  const modules: Parts[][] = [];
  for (const { code } of blocks) {
    const parts = partsOf(code);
    const last = modules.at(-1);
    if (last === undefined || last.some(({ imports }) => parts.imports.some((text) => imports.some((other) => isClash(text, other))))) modules.push([parts]);
    else last.push(parts);
  }
  return modules.map((all) => {
    const imports = new Set([given, ...all].flatMap((parts) => parts.imports));
    const nested = all.reduceRight((inner, { body }) => `{\n${body}\n${inner}\n}`, '');
    return `import { Chart as PageOf } from 'cdk8s';\n${[...imports].join('\n')}\n${given.body}\nexport class Page extends PageOf {\n  async run(): Promise<void> {\n${nested}\n  }\n}\n`;
  });
}

interface Parts {
  readonly imports: readonly string[];
  readonly body: string;
}

function partsOf(code: string): Parts {
  const imports = code.match(/^import [\s\S]*?;$/gm) ?? [];
  const body = code.replaceAll(/^import [\s\S]*?;$/gm, '').replaceAll(/^export default /gm, 'void ')
    // A block that is a value is one, and no list of labels.
    .replace(/^\{ [\s\S]*\}\n$/, (text) => `void (${text.trimEnd()});`);
  return { imports, body };
}

/** Whether two imports, of different modules or written differently, bring the same name. */
function isClash(a: string, b: string): boolean {
  const names = (text: string): readonly string[] => text.slice(0, text.lastIndexOf(' from ')).match(/[\w$]+/g)?.filter((word) => !['import', 'type', 'as'].includes(word)) ?? [];
  return a !== b && names(a).some((name) => names(b).includes(name));
}

/** A module some pages import that stands for one of the reader's own. */
const OF_THE_READER = new Map([[join(ROOT, 'looplaw.config.ts'), "import { defineConfig } from 'looplaw';\nexport default defineConfig({});\n"]]);

/** What TypeScript says of modules, each by a name of its own: `name: message in: line`. They see the package as its users do, by its exports and its built types. */
export function complaintsOf(modules: ReadonlyMap<string, string>): readonly string[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023, lib: ['lib.es2023.d.ts'], module: ts.ModuleKind.NodeNext, types: ['node'], strict: true, noEmit: true, skipLibCheck: true,
    // Some of it is JavaScript, in which parameters have no types.
    noImplicitAny: false,
  };
  // Beside package.json, so that the package can be named by its own name.
  const named = new Map(Array.from(modules, ([name, text]) => [join(ROOT, `docs-${name.replaceAll(/[^a-z0-9]+/gi, '-')}.mts`), { name, text }]));
  const host = ts.createCompilerHost(options, true);
  const real = { ...host };
  host.getCurrentDirectory = () => ROOT;
  const own = (file: string): string | undefined => named.get(file)?.text ?? OF_THE_READER.get(file);
  host.fileExists = (file) => own(file) !== undefined || real.fileExists(file);
  host.readFile = (file) => own(file) ?? real.readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const text = own(file);
    return text === undefined ? real.getSourceFile(file, version, ...rest) : ts.createSourceFile(file, text, version, true);
  };
  const program = ts.createProgram([...named.keys()], options, host);
  return [...named].flatMap(([file, { name, text }]) => {
    const source = program.getSourceFile(file)!;
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(({ messageText, start = 0 }) => (
      `${name}: ${ts.flattenDiagnosticMessageText(messageText, ' ')} in: ${text.split('\n')[source.getLineAndCharacterOfPosition(start).line]!.trim()}`
    ));
  });
}

