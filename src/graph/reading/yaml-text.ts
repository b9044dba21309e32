import { readYaml } from '../../load/yaml';
import type { Subject } from './subject';

const LIMITS = { maxDepth: 50, maxAliasedNodes: 10_000 };

/** What a text says that is YAML, or JSON, which is a part of it. Throws `Undecided` for one that is neither, such as a template. */
export function yamlIn(at: Subject, key: string): unknown {
  const text = at.string(key) ?? '';
  try {
    return readYaml(text, LIMITS).value;
  } catch {
    throw at.unknown(key);
  }
}
