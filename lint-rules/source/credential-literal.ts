import { credentialsIn } from '../../src/report/secret/credential';
import { at, type Syntax } from '../lift/syntax';
import { sourceRule } from './source-rule';

/** Keys that have a form of their own, and are no placeholder. A password in an address may be one for a test. */
const KEY = /AKIA|ASIA|AIza|gh[pousr]_|github_pat_|glpat-|npm_|xox[abeprs]-|[sr]k_live_|SG\.|hvs\.|dop_v1_|-----BEGIN/;
const PLACEHOLDER = /EXAMPLE|(?:x|X|0|\*|\.){6,}|your|changeme|placeholder|redacted/i;

/** A key in source code is in every clone of the repository, for ever. What is found is never repeated. */
export const credentialLiteral = sourceRule('credential-literal', {
  title: 'Source code holds no credential',
  message: 'this text holds a credential, and whoever has the repository has it: revoke it, and read it from where it is kept',
  concerns: (text) => KEY.test(text),
  examine({ texts }, report) {
    for (const node of texts) {
      const text = textOf(node);
      if (typeof text !== 'string' || text.length < 16 || !KEY.test(text)) continue;
      const keys = credentialsIn(text).map(({ start, end }) => text.slice(start, end));
      if (keys.some((key) => key.search(KEY) === 0 && !PLACEHOLDER.test(key) && (!key.startsWith('-----') || key.length > 200))) report(node);
    }
  },
});

function textOf(node: Syntax): unknown {
  const value = at(node, 'value');
  return node.type === 'TemplateElement' ? (value as { readonly cooked?: unknown }).cooked : value;
}
