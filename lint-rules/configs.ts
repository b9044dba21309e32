import type { ESLint, Linter } from 'eslint';
import { CLOUD_SUBJECTS } from '../src/graph/subjects';
import type { Law, Preset, Severity } from '../src/law';
import { laws } from '../src/laws';

const MANIFESTS = ['**/*.yaml', '**/*.yml'];
/** JSON is YAML, and is read as such. */
const TERRAFORM = ['**/*.tf.json'];
/** Sources of charts are no manifests; what is rendered from them is. */
const NO_MANIFESTS = ['**/templates/**/*.yaml', '**/templates/**/*.yml', '**/*.tpl.yaml'];
const SOURCES = ['**/*.ts', '**/*.mts', '**/*.cts', '**/*.js', '**/*.mjs', '**/*.cjs'];
/** What tests make is never applied, and types make nothing. */
const NO_SOURCES = ['**/*.d.ts', '**/*.test.*', '**/*.spec.*', '**/__tests__/**'];

const OF_INFRASTRUCTURE: Linter.RulesRecord = {
  'looplaw/source/credential-literal': 'error',
  'looplaw/source/deep-provider-import': 'warn',
  'looplaw/source/own-liveness': 'warn',
  'looplaw/source/reasoned-waiver': 'error',
};

/** The rules of the laws of a preset that one file can break, and that are the business of app teams, or of whoever declares a cluster. */
function rulesOf(preset: Preset): Linter.RulesRecord {
  return Object.fromEntries(laws.flatMap((law) => {
    if (law.needs === 'cluster') return [];
    const level = (law.owner === 'app' || CLOUD_SUBJECTS.has(law.on)) && law.presets.includes(preset) ? levelOf(law, preset) : 'off';
    return level === 'off' ? [] : [[`looplaw/${law.id}`, level]];
  }));
}

/** Of these, the rules of laws that speak of Terraform. */
function terraformRules(preset: Preset): Linter.RulesRecord {
  const ofCloud = new Set(laws.filter(({ on }) => CLOUD_SUBJECTS.has(on)).map(({ id }) => `looplaw/${id}`));
  return Object.fromEntries(Object.entries(rulesOf(preset)).filter(([name]) => ofCloud.has(name)));
}

/**
 * How grave a rule is. ESLint knows one level for all that a rule says: it is an error where the command calls everything so, advice
 * aside, and a warning where it is in doubt, for what passes the command must not fail here.
 */
function levelOf({ messages }: Law, preset: Preset): 'error' | 'warn' | 'off' {
  const severities = Object.values(messages).map(({ severity }) => (typeof severity === 'string' ? severity : severity[preset]));
  const told = severities.filter((severity: Severity) => severity !== 'info');
  if (told.length === 0) return preset === 'strict' ? 'warn' : 'off';
  return told.every((severity) => severity === 'error') ? 'error' : 'warn';
}

/** The configs of the plugin. Those of manifests are made when they are asked for: what they need is optional. */
export function configsOf(plugin: ESLint.Plugin): Record<string, Linter.Config[]> {
  const sources = (name: string, rules: Linter.RulesRecord, more: Linter.Config = {}): Linter.Config[] => [
    { name: `looplaw/${name}`, files: SOURCES, ignores: NO_SOURCES, plugins: { looplaw: plugin }, rules, ...more },
  ];
  const manifests = (name: string, rules: Linter.RulesRecord, more: Linter.Config = {}, files = MANIFESTS): Linter.Config[] => [
    { name: `looplaw/${name}`, files, ignores: NO_MANIFESTS, plugins: { looplaw: plugin, yml: yamlPlugin() }, language: 'yml/yaml', rules, ...more },
  ];
  return {
    recommended: sources('recommended', { ...rulesOf('recommended'), ...OF_INFRASTRUCTURE }),
    strict: sources('strict', { ...rulesOf('strict'), ...OF_INFRASTRUCTURE }, STRICTLY),
    app: sources('app', { 'looplaw/source/credential-literal': 'error', 'looplaw/source/unstructured-logging': 'warn' }),
    get manifests() {
      return manifests('manifests', rulesOf('recommended'));
    },
    get 'manifests-strict'() {
      return manifests('manifests-strict', rulesOf('strict'), STRICTLY);
    },
    get terraform() {
      return manifests('terraform', terraformRules('recommended'), {}, TERRAFORM);
    },
    get 'terraform-strict'() {
      return manifests('terraform-strict', terraformRules('strict'), STRICTLY, TERRAFORM);
    },
  };
}

const STRICTLY: Linter.Config = { settings: { looplaw: { preset: 'strict' } } };

/** The plugin that reads YAML for ESLint. */
function yamlPlugin(): ESLint.Plugin {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const loaded = require('eslint-plugin-yml') as { readonly default: ESLint.Plugin };
    return loaded.default;
  } catch (cause) {
    throw new Error('looplaw.configs.manifests needs eslint-plugin-yml 3, which reads YAML for ESLint: npm install --save-dev eslint-plugin-yml', { cause });
  }
}
