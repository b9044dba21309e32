import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PlaceMemo } from '../../src/load/document';
import { decode } from '../../src/load/encoding';
import { ReadError } from '../../src/load/read-error';
import { Source } from '../../src/load/source';
import { readStream } from '../../src/load/stream';
import { readYaml } from '../../src/load/yaml';

interface Reading { ok: boolean; json?: string; error?: string }
interface Case { id: string; group: string; input?: string; inputBase64?: string; nondeterministic?: boolean; yamlToJSON: Reading; documents: Reading[] }

const { cases } = JSON.parse(readFileSync(join(__dirname, '../golden/yaml-reading/cases.json'), 'utf8')) as { cases: Case[] };
const limits = { maxDepth: 100, maxAliasedNodes: 1_000_000 };

const TAB = 'A tab after an indicator or on a blank line: the cluster refuses it, here it separates like a space.';
const TAB_BLOCK = 'A block scalar whose first line begins with a tab: the cluster refuses it, here the tab is text.';
const BREAKS = 'NEL, LS and PS end a line for the cluster, which then fails; here they are text.';
const ESCAPE = 'An escape that JSON allows and YAML 1.1 does not.';
const UTF16 = 'The stream reader of the cluster cuts UTF-16 of this order apart at its line ends; here it is decoded first.';
const LOST = 'The cluster drops the text after the first value silently; here it is an error.';

/** Where the reading differs from the recorded one on purpose, or at a price not worth paying. */
const documentDifferences: Readonly<Record<string, string>> = {
  y0137: ESCAPE,
  y0303: 'Anchor names with a dot: the cluster allows letters, digits, `-` and `_` only.',
  y0320: TAB_BLOCK,
  y0333: TAB_BLOCK,
  y0346: TAB_BLOCK,
  y0359: TAB_BLOCK,
  y0372: TAB_BLOCK,
  y0385: TAB_BLOCK,
  y0399: 'A comment right after `|` without a space: the cluster takes it, here it is an error.',
  y0458: LOST,
  y0462: LOST,
  y0492: TAB,
  y0493: TAB,
  y0496: 'A tab after a bracket: the cluster takes it, here it is an error.',
  y0501: TAB,
  y0502: TAB,
  y0505: TAB,
  y0510: UTF16,
  y0514: UTF16,
  y0519: 'A byte order mark alone: the cluster sees one empty document, here the file is empty.',
  y0525: 'DEL inside quotes: the cluster refuses it, here it is text.',
  y0526: BREAKS,
  y0527: BREAKS,
  y0533: 'A surrogate pair written as two escapes: the cluster refuses it, here it is the character, as in JSON.',
  y0535: 'A lone surrogate written as an escape: the cluster refuses it, here it is kept.',
  y0563: 'A broken separator makes the cluster drop the document before it as well; here that one is read.',
  y0570: LOST,
  y0577: 'An end marker before any document: the cluster refuses it, here the document after it is read.',
  y0592: 'A number beyond the range of a double: the stream reader of the cluster passes it on as text, here it is an error.',
};

const END = 'A block scalar at the end of a text without a line break: only the stream reader, which manifests pass, adds one.';

/** The same for texts read as one document, where nothing has passed the stream reader. */
const valueDifferences: Readonly<Record<string, string>> = {
  ...documentDifferences, y0315: END, y0341: END, y0354: END, y0380: END, y0647: END, y0650: END,
};

const bytesOf = (golden: Case): Uint8Array => Buffer.from(golden.input ?? golden.inputBase64!, golden.input === undefined ? 'base64' : 'utf8');

/** One spelling for equal values; numbers as doubles, and both an error and a null, which the cluster refuses, as `refused`. */
function spelled(value: unknown): string {
  const sorted = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(sorted);
    if (typeof node !== 'object' || node === null) return node;
    return Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entry]) => [key, sorted(entry)]).concat([['{}']]);
  };
  return value === null || value === undefined ? 'refused' : JSON.stringify(sorted(value));
}

const recorded = ({ ok, json }: Reading): string => (ok ? spelled(JSON.parse(json!)) : 'refused');

function ourDocuments(golden: Case): string[] {
  try {
    const entries = readStream(new Source('golden.yaml', decode(bytesOf(golden))), new PlaceMemo(limits));
    const read = entries.map(({ value }) => spelled(value));
    const failed = entries.findIndex(({ error, value }) => error !== null && value === undefined);
    // The cluster stops at the first error.
    return failed < 0 ? read : read.slice(0, failed + 1);
  } catch (error) {
    if (error instanceof ReadError) return ['refused'];
    throw error;
  }
}

function ourValue(golden: Case): string {
  try {
    return spelled(readYaml(decode(bytesOf(golden)), limits).value ?? 'null');
  } catch (error) {
    if (error instanceof ReadError) return 'refused';
    throw error;
  }
}

const settled = cases.filter(({ nondeterministic }) => !nondeterministic);

describe('readings recorded from Kubernetes', () => {
  test('the recording is whole', () => {
    expect(settled).toHaveLength(653);
  });

  test('documents of a stream differ only where it is listed', () => {
    const differing = settled.filter((golden) => ourDocuments(golden).join('\n') !== golden.documents.map(recorded).join('\n'));
    expect(differing.map(({ id }) => id)).toEqual(Object.keys(documentDifferences));
  });

  test('single documents differ only where it is listed', () => {
    // Separators and directives belong to the stream, and encodings to the decoder.
    const single = settled.filter(({ group }) => group !== 'multidoc' && group !== 'encoding');
    const differing = single.filter((golden) => ourValue(golden) !== (golden.yamlToJSON.ok ? spelled(JSON.parse(golden.yamlToJSON.json!) ?? 'null') : 'refused'));
    expect(differing.map(({ id }) => id)).toEqual(single.map(({ id }) => id).filter((id) => id in valueDifferences));
  });
});
