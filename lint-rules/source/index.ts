import type { Rule } from 'eslint';
import { credentialLiteral } from './credential-literal';
import { deepProviderImport } from './deep-provider-import';
import { ownLiveness } from './own-liveness';
import { reasonedWaiver } from './reasoned-waiver';
import { unstructuredLogging } from './unstructured-logging';

/** Rules that see what is in source code only, by name. */
export const sourceRules: Readonly<Record<string, Rule.RuleModule>> = {
  'source/credential-literal': credentialLiteral,
  'source/deep-provider-import': deepProviderImport,
  'source/own-liveness': ownLiveness,
  'source/reasoned-waiver': reasonedWaiver,
  'source/unstructured-logging': unstructuredLogging,
};
