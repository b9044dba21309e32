import type { Subject } from '../reading/subject';
import { text } from './argument';

/** The taint effects of Kubernetes, as clouds write them. */
const EFFECTS: ReadonlyMap<string, string> = new Map([['NO_SCHEDULE', 'NoSchedule'], ['NO_EXECUTE', 'NoExecute'], ['PREFER_NO_SCHEDULE', 'PreferNoSchedule']]);

/** The effect of a taint as Kubernetes writes it. */
export function effectOf(effect: string): string {
  return EFFECTS.get(effect) ?? effect;
}

/** The entries of a map of texts. */
export function textMap(at: Subject, key: string): readonly (readonly [key: string, value: string])[] {
  const map = at.in(key);
  return map.keys().map((name) => [name, text(map, name) ?? '']);
}
