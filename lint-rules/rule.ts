import type { Rule } from 'eslint';
import type { Law } from '../src/law';
import { docsOf } from '../src/report/words';
import { docsBase } from './package';
import { Sheet } from './sheet';

/** Languages whose files hold something to judge. */
export const LANGUAGES = ['js/js', 'yml/yaml'];

const SILENT: Rule.RuleListener = {};

/**
 * The rule of a law: the law itself, asked of what one file shows. Its id, its messages and its page are the law's; its options are the
 * parameters of the law, before those of the looplaw config.
 */
export function ruleOf(law: Law): Rule.RuleModule {
  return {
    meta: {
      type: 'problem',
      docs: { description: law.title, url: docsOf(law.id, docsBase), recommended: law.needs !== 'cluster' && law.presets.includes('recommended') },
      languages: LANGUAGES,
      hasSuggestions: true,
      schema: optionsOf(law),
      messages: { ...messagesOf(law), crashed: '{{message}}', suggestion: '{{effect}}' },
    },
    create(context) {
      const sheet = Sheet.of(context);
      if (sheet === null) return SILENT;
      // What is wrong with a waiver is known when all other laws have spoken.
      if (law.on === 'Waiver') return { 'Program:exit': () => sheet.found(law, context).forEach((found) => context.report(found)) };
      // Most laws find nothing in a file: ESLint, which wraps every listener, is handed one only where there is something to say.
      const all = sheet.found(law, context);
      return all.length === 0 ? SILENT : { Program: () => all.forEach((found) => context.report(found)) };
    },
  };
}

/** What the law says, and which objects, written elsewhere, would make it untrue. */
function messagesOf({ messages, curedBy = [] }: Law): Record<string, string> {
  const cure = curedBy.length === 0 ? '' : ` (unless a ${curedBy.join(' or a ')} elsewhere cures it)`;
  return Object.fromEntries(Object.entries(messages).map(([id, { text }]) => [id, text.replace(/\{(\w+)\}/g, '{{$1}}') + cure]));
}

function optionsOf({ params = {} }: Law): NonNullable<Rule.RuleMetaData['schema']> {
  const properties = Object.fromEntries(Object.entries(params).map(([name, param]) => [name, {
    description: param.description,
    ...(param.oneOf ? { enum: [...param.oneOf] } : Array.isArray(param.default) ? { type: 'array', items: { type: 'string' } } : { type: typeof param.default as 'boolean' }),
  }]));
  return Object.keys(properties).length === 0 ? [] : [{ type: 'object', description: 'Parameters of the law.', properties, additionalProperties: false }];
}
