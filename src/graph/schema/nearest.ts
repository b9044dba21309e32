/**
 * The known name that was probably meant: equal but for case, else within so many typing errors: two by default, one in names of up to
 * four letters. `null` when none is near; the first of the nearest ones otherwise.
 */
export function nearestName(written: string, known: Iterable<string>, errors = written.length > 4 ? 2 : 1): string | null {
  const name = written.toLowerCase();
  let limit = errors;
  let nearest: string | null = null;
  for (const candidate of known) {
    const distance = typingErrors(name, candidate.toLowerCase(), limit);
    if (distance > limit) continue;
    nearest = candidate;
    limit = distance - 1;
    if (limit < 0) break;
  }
  return nearest;
}

/** Letters to insert, delete, replace or swap with their neighbour; anything above `limit` once that is certain. */
function typingErrors(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let distance = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) distance = Math.min(distance, beforeLast[j - 2]! + 1);
      row.push(distance);
      if (distance < least) least = distance;
    }
    if (least > limit) return limit + 1;
    [beforeLast, last] = [last, row];
  }
  return last[b.length]!;
}
