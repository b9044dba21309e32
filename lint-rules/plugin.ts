import type { ESLint, Linter } from 'eslint';
import { laws } from '../src/laws';
import { configsOf } from './configs';
import { name, version } from './package';
import { ruleOf } from './rule';
import { sourceRules } from './source';

/**
 * The laws in the editor: each law is a rule by itself, asked of what a file shows of a cluster. YAML manifests, and TypeScript that uses
 * cdk8s; no type information is needed.
 */
export const plugin = {
  meta: { name, version, namespace: 'looplaw' },
  rules: { ...Object.fromEntries(laws.map((law) => [law.id, ruleOf(law)])), ...sourceRules },
  configs: {} as Record<string, Linter.Config[]>,
} satisfies ESLint.Plugin;

// Configs name the plugin they are of.
plugin.configs = configsOf(plugin);
