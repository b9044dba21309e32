import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import type { Config } from '../../src/config/config';
import { plugin } from '../../lint-rules/plugin';

const linter = new Linter({ configType: 'flat' });

/** Lints a text with some rules, as the config of the plugin for its language does it; types are known of files with a `tsconfig.json` when they are asked for. */
export function lint(text: string, filename: string, rules: Linter.RulesRecord, looplaw: Config = {}, parserOptions: Linter.ParserOptions = {}): readonly Linter.LintMessage[] {
  const [base] = plugin.configs[filename.endsWith('.yaml') ? 'manifests' : filename.endsWith('.tf.json') ? 'terraform' : 'recommended']!;
  const parser = base!.language !== undefined ? {} : { languageOptions: { parser: tseslint.parser, parserOptions } };
  return linter.verify(text, [{ ...base, ...parser, rules, settings: { looplaw } }], { filename });
}

/** What has the parser know types, of a file that is there. */
export const TYPES: Linter.ParserOptions = { projectService: true, tsconfigRootDir: __dirname };
