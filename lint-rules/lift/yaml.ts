import type { Rule } from 'eslint';
import { loadText } from '../../src/load/load';
import type { Resource } from '../../src/load/resource';

/**
 * The objects of a YAML file, or the blocks of one of Terraform in JSON, read as the command reads them and not from ESLint's tree: values, places and limits are then the same.
 * Other documents are nobody's business here.
 */
export function liftYaml({ sourceCode, filename }: Rule.RuleContext): readonly Resource[] {
  return loadText(filename, sourceCode.text).resources;
}
