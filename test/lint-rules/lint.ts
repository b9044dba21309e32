import { Linter } from 'eslint';
import type { Config } from '../../src/config/config';
import { plugin } from '../../lint-rules/plugin';

const linter = new Linter({ configType: 'flat' });

/** Lints a text with some rules, as the config of the plugin for its language does it. */
export function lint(text: string, filename: string, rules: Linter.RulesRecord, looplaw: Config = {}): readonly Linter.LintMessage[] {
  const [base] = plugin.configs[filename.endsWith('.yaml') ? 'manifests' : 'recommended']!;
  return linter.verify(text, [{ ...base, rules, settings: { looplaw } }], { filename });
}
