import { expect, test } from 'vitest';
import { nginxSeconds } from '../../src/graph/edge/duration';

test.each([
  ['60', 60], ['60s', 60], ['1m 30s', 90], ['1m30s', 90], ['500ms', 0.5], ['1h', 3600], ['1d', 86_400], ['1m 30', 90],
  ['', null], ['s', null], ['-1', null], ['1.5s', null], ['60x', null], ['1 m', null], ['60  s', null],
])('nginx reads %j as %j seconds', (written, seconds) => {
  expect(nginxSeconds(written)).toBe(seconds);
});

// A pattern that may cut digits up in any way tries them all: it would not end before the test does.
test('ends on a long number with something behind it', () => {
  expect(nginxSeconds(`${'1'.repeat(100_000)}x`)).toBeNull();
});
