import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadText } from '../../src/load/load';
import { readJson } from '../../src/load/json';
import { readYaml, yamlPlaces } from '../../src/load/yaml';
import { expectSums } from './accounting';

const limits = { maxDepth: 100, maxAliasedNodes: 1_000_000 };
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const json = fc.jsonValue({ maxDepth: 6 });

/** Pieces that files of manifests are made of, in every order. */
const piece = fc.constantFrom(
  'apiVersion: v1\n', 'kind: ConfigMap\n', 'kind: List\n', 'metadata:\n', '  name: a\n', 'items:\n', '- ', '  - ', '---\n', '--- #c\n', '---', '...\n', '\r\n', '\r', '\n', '\t', ' ',
  '{', '}', '[', ']', ',', ': ', '"', "'", '|\n', '>-\n', '&a ', '*a', '<<: ', '!!str ', '!x ', '%YAML 1.1\n', '# c\n', 'null', 'yes', '0x1F', '.inf', '1e3', '{{ .x }}', '{"apiVersion":"v1","kind":"A"}',
  '{"items":[{}],"kind":"List","apiVersion":"v1"}', '\uFEFF', '\0', '\u2028', '😀', '\ud800', 'a: 1\n', 'a: 1\n', '? ', '"\\x41"',
);
const text = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''));

describe('any JSON reads back equal', () => {
  test('as JSON, compact and pretty', () => {
    fc.assert(fc.property(json, fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
      const [reading] = readJson(JSON.stringify([value], null, indent), limits)!;
      expect(plain(reading!.value)).toEqual(plain([value]));
      expect(reading!.repeated).toBe(false);
    }));
  });

  test('as YAML', () => {
    fc.assert(fc.property(json, fc.constantFrom(undefined, 2), (value, indent) => {
      expect(plain(readYaml(JSON.stringify({ value }, null, indent), limits).value)).toEqual(plain({ value }));
    }));
  });

  test('several in a row', () => {
    fc.assert(fc.property(fc.array(fc.dictionary(fc.string(), json), { minLength: 2, maxLength: 5 }), fc.constantFrom('', '\n', ' '), (values, between) => {
      const readings = readJson(values.map((value) => JSON.stringify(value)).join(between), limits)!;
      expect(readings.map(({ value }) => plain(value))).toEqual(plain(values));
    }));
  });
});

describe('places of any JSON', () => {
  test('the text at the place of a node is the node', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), json, { minKeys: 1 }), (value) => {
      const written = JSON.stringify(value, null, 1);
      const { root } = yamlPlaces(written, limits);
      for (const [key, entry] of Object.entries(value)) {
        const place = root.entries!.get(key)!;
        expect(JSON.parse(written.slice(place.keyStart, place.keyEnd))).toBe(key);
        expect(JSON.parse(written.slice(place.start, place.end))).toEqual(plain(entry));
      }
    }));
  });
});

describe('any input is accounted for', () => {
  test('bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => expectSums(loadText('a.yaml', bytes))), { numRuns: 500 });
  });

  test('pieces of manifests', () => {
    fc.assert(fc.property(text, (written) => {
      const loaded = loadText('a.yaml', written);
      expectSums(loaded);
      // Nothing examined and nothing wrong would be a pass that nobody gave.
      expect(loaded.resources.length + loaded.errors.length).toBeGreaterThan(0);
      for (const { origin, duplicateKeys } of loaded.resources) {
        expect(origin.locate(['kind'])!.line).toBeGreaterThan(0);
        for (const { first, second } of duplicateKeys) expect(first.line * 1e6 + first.column).toBeLessThan(second.line * 1e6 + second.column);
      }
    }), { numRuns: 3000 });
  });

  test('line ends do not change what is read', () => {
    fc.assert(fc.property(text, (written) => {
      const lines = written.replace(/\r\n?/g, '\n');
      const values = (given: string): unknown => loadText('a.yaml', given).resources.map(({ value, origin }) => [value, origin.document, origin.item, origin.locate(['kind'])?.line]);
      expect(values(lines.replaceAll('\n', '\r\n'))).toEqual(values(lines));
    }), { numRuns: 500 });
  });
});
