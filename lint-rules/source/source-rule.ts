import type { Rule } from 'eslint';
import { nodesOf, type Nodes } from '../lift/nodes';
import type { Syntax } from '../lift/syntax';
import { guide } from '../package';

/** What a rule that has no law behind it says of itself. */
export interface SourceRule {
  /** The promise, like the title of a law. */
  readonly title: string;
  readonly message: string;
  /** May a file of this text hold what is looked for? A cheap look spares most files the rest. */
  readonly concerns: (text: string) => boolean;
  /** Reports what breaks the promise among the nodes of a file. */
  readonly examine: (nodes: Nodes, report: (node: Syntax) => void, context: Rule.RuleContext) => void;
}

/** A rule about source code that leaves no trace in a manifest: no law can be asked of it. */
export function sourceRule(id: string, { title, message, concerns, examine }: SourceRule): Rule.RuleModule {
  return {
    meta: { type: 'problem', docs: { description: title, url: `${guide}#${id}`, recommended: true }, languages: ['js/js'], schema: [], messages: { broken: message } },
    create(context) {
      const { sourceCode } = context;
      const broken: Syntax[] = [];
      if (concerns(sourceCode.text)) examine(nodesOf(sourceCode), (node) => broken.push(node), context);
      return broken.length === 0 ? {} : { Program: () => broken.forEach((node) => context.report({ node: node, messageId: 'broken' })) };
    },
  };
}
