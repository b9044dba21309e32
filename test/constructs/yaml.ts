import { load } from 'js-yaml';

/** What a reader of YAML makes of a text. */
export function parseYaml(text: string | undefined): unknown {
  return load(text ?? '');
}
