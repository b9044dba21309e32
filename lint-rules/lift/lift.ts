import type { Rule } from 'eslint';
import type { Resource } from '../../src/load/resource';
import { liftYaml } from './yaml';

/** The objects a file holds, as far as they can be known from it alone. */
export function lift(context: Rule.RuleContext): readonly Resource[] {
  return isYaml(context) ? liftYaml(context) : [];
}

/** eslint-plugin-yml says so to every rule. */
function isYaml({ sourceCode }: Rule.RuleContext): boolean {
  return (sourceCode.parserServices as { readonly isYAML?: boolean } | undefined)?.isYAML === true;
}
