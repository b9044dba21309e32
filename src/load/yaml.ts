import { Composer } from './composer';
import type { Limits } from './limits';
import { PlaceRecorder, type Place, type RepeatedKey } from './place';
import { parseYaml } from './yaml-events';

/** One YAML document as Kubernetes reads it. */
export interface YamlReading {
  readonly value: unknown;
  /** Whether some map has a key twice; `yamlPlaces` tells which. */
  readonly repeated: boolean;
  /** Offset of text after an end marker `...`, which the cluster drops silently; -1 when there is none. */
  readonly dropped: number;
}

/** Where the nodes of one YAML document are written. */
export interface YamlPlaces {
  readonly root: Place;
  readonly repeated: readonly RepeatedKey[];
}

/**
 * Reads one YAML document to the value Kubernetes reads: typed keys, merge keys applied where they stand, the last of
 * two equal keys, tags of applications as plain values.
 *
 * @throws ReadError `invalid-yaml`, `depth-limit`, `alias-limit` or `alias-cycle`
 */
export function readYaml(text: string, limits: Limits): YamlReading {
  const composer = new Composer(parseYaml(text, limits.maxDepth), limits, null);
  const value = composer.document();
  return { value, repeated: composer.repeated, dropped: composer.dropped };
}

/** The places in a document `readYaml` has read: the same composition with a recorder listening. */
export function yamlPlaces(text: string, limits: Limits): YamlPlaces {
  const recorder = new PlaceRecorder();
  const parsed = parseYaml(text, limits.maxDepth);
  new Composer(parsed, limits, recorder).document();
  return { root: recorder.place, repeated: recorder.repeated };
}
