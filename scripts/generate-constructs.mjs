// Pages about constructs: the code of a page runs as one chart, and below each construct stands what it made there.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const BLOCK = /^```ts\n([\s\S]*?)^```$/gm;
const MARK = /<!-- creates (\w+) -->[\s\S]*?<!-- \/creates -->/g;

const CHART = { from: "import { App as DocsApp, Chart as DocsChart } from 'cdk8s';", base: 'DocsChart', top: "super(new DocsApp(), 'shop', { namespace: 'shop' });" };
const STACK = { from: "import { Testing as DocsTesting, TerraformStack as DocsStack } from 'cdktf';", base: 'DocsStack', top: "super(DocsTesting.app(), 'cloud');" };

/**
 * A page with its tables as they are now. `load` runs TypeScript. The page imports from `looplaw/constructs` and others, and its code stands
 * in the constructor of a chart called `shop`; where it imports the constructs of a cloud, in that of a stack of cdktf called `cloud`.
 */
export async function constructsPage(page, root, load) {
  const code = [...page.matchAll(BLOCK)].map(([, text]) => text).join('\n');
  const imports = [...code.matchAll(/^import [\s\S]*?;$/gm)].map(([text]) => text.replace(/'looplaw\/constructs(\/\w+)?'/, (_, of = '') => `'${join(root, `constructs${of}/index.ts`)}'`));
  const body = code.replace(/^import [\s\S]*?;$/gm, '');
  const [, cloud] = /'looplaw\/constructs\/(\w+)'/.exec(code) ?? [];
  const { from, base, top } = cloud === undefined ? CHART : STACK;
  const source = `${from}\n${imports.join('\n')}\nexport class Page extends ${base} {\n  constructor() {\n    ${top}\n${body}\n  }\n}\n`;
  const { Page } = await load.evalModule(source, { filename: join(root, 'docs/page.ts'), async: true });
  const all = new Page().node.findAll();
  return page.replace(MARK, (_, name) => {
    const construct = all.find((node) => node.constructor.name === name);
    if (construct === undefined) throw new Error(`the page has no ${name} in its code`);
    return `<!-- creates ${name} -->\n${keptLaws(root, name, cloud)}${table(construct)}\n<!-- /creates -->`;
  });
}

/** What a construct made. */
function table(construct) {
  const blocks = construct.node.findAll().filter((node) => typeof node.terraformResourceType === 'string' && node.node.path !== construct.node.path);
  if (blocks.length > 0) return blocksTable(construct, blocks);
  const objects = construct.node.findAll().filter((node) => typeof node.kind === 'string' && typeof node.toJson === 'function');
  const own = objects.length > 0 ? objects : [construct.resource];
  const rows = own.map((object) => {
    const { apiVersion, kind, metadata } = object.toJson();
    return `| ${kind} | \`${apiVersion}\` | \`${metadata.name}\` | \`${object.node.path.slice(construct.node.path.length + 1) || '-'}\` |`;
  });
  return ['| creates | API | name here | child |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** The blocks of Terraform by type: a network has dozens. */
function blocksTable(construct, blocks) {
  const byType = new Map();
  for (const block of blocks) byType.set(block.terraformResourceType, [...byType.get(block.terraformResourceType) ?? [], block]);
  const rows = [...byType].map(([type, [first, ...others]]) => `| \`${type}\` | ${1 + others.length} | \`${first.node.path.slice(construct.node.path.length + 1)}\`${others.length > 0 ? ' …' : ''} |`);
  return ['| creates | number here | child |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The laws the comment of the class says it keeps. Clouds call theirs alike, so those of the page's come first. */
function keptLaws(root, name, cloud) {
  const files = readdirSync(join(root, 'constructs'), { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.ts'));
  const isOwn = (file) => cloud !== undefined && file.startsWith(`${cloud}/`);
  for (const file of [...files.filter(isOwn), ...files.filter((f) => !isOwn(f))]) {
    const [, comment] = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\nexport (?:abstract )?class ${name}\\b`).exec(readFileSync(join(root, 'constructs', file), 'utf8')) ?? [];
    if (comment === undefined) continue;
    const text = comment.replace(/^\s*\* ?/gm, ' ').replace(/\s+/g, ' ');
    const [, said] = /Keeps (?:the laws its props name, and )?([^.]*?)(?:\.|$)/.exec(text) ?? [];
    if (said === undefined) return '';
    let loop = '';
    const laws = [...said.matchAll(/(?:([a-z-]+)\/)?([a-z][a-z-]+)/g)].filter(([, , law]) => law !== 'and').map(([, given, law]) => `${(loop = given ?? loop)}/${law}`);
    return `Keeps ${laws.map((law) => `[\`${law}\`](../laws/${law}.md)`).join(', ')}${text.includes('the laws its props name') ? ', and those its props name' : ''}.\n\n`;
  }
  return '';
}
