import type { Rule } from 'eslint';
import type { Resource } from '../../src/load/resource';
import { liftSource } from './typescript';
import { liftYaml } from './yaml';

/** What a file shows. */
export interface Lifted {
  /** Objects that are certain to be applied together. */
  readonly worlds: readonly (readonly Resource[])[];
  /** Laws that are waived by code. */
  readonly waived: ReadonlySet<string> | 'all';
  /** Does the file make objects that can't be read, by constructs of looplaw or by classes of `cdk8s import`? Any may be among them. */
  readonly isOpaque: boolean;
}

/** The objects a file holds, as far as they can be known from it alone. */
export function lift(context: Rule.RuleContext): Lifted {
  if (isYaml(context)) return { worlds: [liftYaml(context)], waived: new Set(), isOpaque: false };
  return liftSource(context);
}

/** eslint-plugin-yml says so to every rule. */
function isYaml({ sourceCode }: Rule.RuleContext): boolean {
  return (sourceCode.parserServices as { readonly isYAML?: boolean } | undefined)?.isYAML === true;
}
