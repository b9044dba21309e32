/** Lines `[start, end)` of the old text that lines `[newStart, newEnd)` of the new one stand for; 0-based. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** Lines of a text with their ends. */
export function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\n)|(?<=\r)(?!\n)/);
}

/**
 * A shortest script of changes between two lists of lines, by the greedy algorithm of Myers ("An O(ND) Difference Algorithm and Its
 * Variations", 1986): time and memory grow with the number of changed lines.
 */
export function changesBetween(old: readonly string[], now: readonly string[]): readonly Change[] {
  const most = old.length + now.length + 1;
  /** How far the old text is read on each diagonal `k = x - y`, at index `k + most`. */
  const reach = new Int32Array(2 * most + 1);
  const trace: Int32Array[] = [];
  for (let d = 0; ; d += 1) {
    // Diagonals -d-1 … d+1, as the last step left them.
    const before = reach.slice(Math.max(0, most - d - 1), most + d + 2);
    trace.push(before);
    for (let k = -d; k <= d; k += 2) {
      const from = k + step(before, k, d);
      let x = before[from + d + 1]! + (from < k ? 1 : 0);
      while (x < old.length && x - k < now.length && old[x] === now[x - k]) x += 1;
      reach[k + most] = x;
      if (x >= old.length && x - k >= now.length) return merged(script(trace, old.length, now.length));
    }
  }
}

/** Whether the best way to a diagonal comes from the one above (1: a line is inserted) or the one below (-1: a line is removed). */
function step(before: Int32Array, k: number, d: number): 1 | -1 {
  return k === -d || (k !== d && before[k + d]! < before[k + d + 2]!) ? 1 : -1;
}

/** Walks back from the end to the beginning: one inserted or removed line per step. */
function* script(trace: readonly Int32Array[], oldEnd: number, newEnd: number): Generator<Change> {
  let k = oldEnd - newEnd;
  for (let d = trace.length - 1; d > 0; d -= 1) {
    const before = trace[d]!;
    const from = k + step(before, k, d);
    const start = before[from + d + 1]!;
    const newStart = start - from;
    yield from > k ? { start, end: start, newStart, newEnd: newStart + 1 } : { start, end: start + 1, newStart, newEnd: newStart };
    k = from;
  }
}

/** Joins neighbours of a script that comes last change first. */
function merged(script: Iterable<Change>): readonly Change[] {
  const changes: Change[] = [];
  for (const step of script) {
    const next = changes[0];
    if (next !== undefined && step.end === next.start && step.newEnd === next.newStart) changes[0] = { ...next, start: step.start, newStart: step.newStart };
    else changes.unshift(step);
  }
  return changes;
}
