import type { Rule } from 'eslint';
import { guide } from '../package';

/** What a rule that has no law behind it says of itself. */
export interface SourceRule {
  /** The promise, like the title of a law. */
  readonly title: string;
  readonly message: string;
  /** May a file of this text hold what is looked for? A cheap look spares most files the rest. */
  readonly concerns: (text: string) => boolean;
  readonly create: (context: Rule.RuleContext, report: (node: unknown) => void) => Rule.RuleListener;
}

/** A rule about source code that leaves no trace in a manifest: no law can be asked of it. */
export function sourceRule(id: string, { title, message, concerns, create }: SourceRule): Rule.RuleModule {
  return {
    meta: { type: 'problem', docs: { description: title, url: `${guide}#${id}`, recommended: true }, languages: ['js/js'], schema: [], messages: { broken: message } },
    create: (context) => (!concerns(context.sourceCode.text) ? {} : create(context, (node) => context.report({ node: node as never, messageId: 'broken' }))),
  };
}
