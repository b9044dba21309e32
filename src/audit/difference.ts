import type { Grant } from './grants';
import { nameOf, type Holder } from './holder';
import { covers, powersOf, type Right } from './rights';

/** A right that came or went, and by what. */
export interface Change {
  readonly holder: Holder;
  readonly scope: string | null;
  readonly right: Right;
  readonly binding: string;
  readonly role: string;
  /** What this right alone lets its holder become. */
  readonly powers: readonly string[];
}

/** What is new since another dump. */
export interface Difference {
  readonly gained: readonly Change[];
  readonly lost: readonly Change[];
}

/** What holders may do now and could not then, and the other way round. Who gives a right may change without a difference. */
export function difference(then: readonly Grant[], now: readonly Grant[]): Difference {
  return { gained: beyond(now, then), lost: beyond(then, now) };
}

/** Rights of some grants that no right of the others covers; each told once. */
function beyond(grants: readonly Grant[], others: readonly Grant[]): readonly Change[] {
  const held = byHolder(others);
  const told = new Set<string>();
  const changes: Change[] = [];
  for (const { holder, scope, rights, binding, role } of grants) {
    const before = (held.get(nameOf(holder)) ?? []).filter((grant) => grant.scope === null || grant.scope === scope);
    for (const right of rights) {
      const key = JSON.stringify([holder, scope, right]);
      if (told.has(key) || before.some((grant) => grant.rights.some((wide) => covers(wide, right)))) continue;
      told.add(key);
      changes.push({ holder, scope, right, binding, role, powers: powersOf([right], scope === null) });
    }
  }
  return changes;
}

function byHolder(grants: readonly Grant[]): ReadonlyMap<string, readonly Grant[]> {
  const map = new Map<string, Grant[]>();
  for (const grant of grants) {
    const key = nameOf(grant.holder);
    map.set(key, [...(map.get(key) ?? []), grant]);
  }
  return map;
}
