import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesBetween, linesOf } from '../../src/fix/changes';

const lines = fc.array(fc.constantFrom('a\n', 'b\n', 'c\n'), { maxLength: 30 });

test('a script of changes turns the old lines into the new ones, and is no longer than it must be', () => {
  fc.assert(fc.property(lines, lines, (old, now) => {
    const changes = changesBetween(old, now);
    const made: string[] = [];
    let read = 0;
    for (const { start, end, newStart, newEnd } of changes) {
      made.push(...old.slice(read, start));
      expect(made).toHaveLength(newStart);
      made.push(...now.slice(newStart, newEnd));
      read = end;
    }
    expect([...made, ...old.slice(read)]).toEqual(now);
    const length = changes.reduce((n, c) => n + c.end - c.start + c.newEnd - c.newStart, 0);
    expect(length).toBe(old.length + now.length - 2 * longestCommon(old, now));
  }));
});

test('lines are told apart by all line ends, and kept whole', () => {
  expect(linesOf('a\r\nb\rc\n\nd')).toEqual(['a\r\n', 'b\r', 'c\n', '\n', 'd']);
  expect(linesOf('')).toEqual([]);
});

/** Length of the longest common subsequence, by the table. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const x of a) {
    const next = [0];
    b.forEach((y, i) => next.push(x === y ? row[i]! + 1 : Math.max(row[i + 1]!, next[i]!)));
    row = next;
  }
  return row.at(-1)!;
}
