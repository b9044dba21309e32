import type { SourceCode } from 'eslint';
import { perFile } from '../per-file';
import { walk, type Syntax } from './syntax';

/** The nodes of a file that something is looked for in, each kind in the order of the source. */
export interface Nodes {
  /** What makes a construct, and what does something to one. */
  readonly uses: readonly Syntax[];
  readonly imports: readonly Syntax[];
  readonly objects: readonly Syntax[];
  /** Literals, those that are no text included, and the texts of templates. */
  readonly texts: readonly Syntax[];
}

const KINDS: ReadonlyMap<string, keyof Nodes> = new Map([
  ['CallExpression', 'uses'], ['MemberExpression', 'uses'], ['NewExpression', 'uses'],
  ['ImportDeclaration', 'imports'], ['ObjectExpression', 'objects'], ['Literal', 'texts'], ['TemplateElement', 'texts'],
]);

/**
 * The nodes of a file, found in one walk however many rules ask for them. Rules listen to the whole program only: for a listener on nodes, ESLint holds each
 * node of the file against what is listened for, which takes as long as lifting does.
 */
export const nodesOf: (sourceCode: SourceCode) => Nodes = perFile((sourceCode) => sourceCode, (sourceCode) => {
  const nodes: Record<keyof Nodes, Syntax[]> = { uses: [], imports: [], objects: [], texts: [] };
  walk(sourceCode.ast as unknown as Syntax, sourceCode.visitorKeys, (node) => {
    const kind = KINDS.get(node.type);
    if (kind !== undefined) nodes[kind].push(node);
  });
  return nodes;
});
