import { changesBetween, linesOf, type Change } from '../../fix/changes';
import type { Document } from '../../load/document';
import { TextOrigin } from '../../load/origin';
import type { Loaded, Resource } from '../../load/resource';
import type { Page } from './page';
import { shownFile } from '../place';
import { holdsSecrets, redactions } from '../secret/redact';
import { rewrite, type Span } from './rewrite';
import { plain } from '../words';
import { NOT_ASCII, printable, UNPRINTABLE, visible } from '../sanitize';

const CONTEXT = 3;

/**
 * What changed between two loads of the same files, as a unified diff, file by file in the order of the load. For people: secrets are
 * masked and control characters spelled out.
 */
export function diffOf(before: Loaded, after: Loaded, page: Pick<Page, 'ink' | 'unicode'>): string {
  const now = new Map([...sidesOf(after)].map((side) => [side.file, side]));
  const lines = [...sidesOf(before)].flatMap((old) => {
    const side = now.get(old.file);
    return side === undefined || side.text === old.text ? [] : fileDiff(old, side, page);
  });
  return printable(lines.map((line) => `${line}\n`).join(''), page);
}

/** A file before or after. */
interface Side {
  readonly file: string;
  readonly text: string;
  readonly resources: readonly Resource[];
}

function sidesOf({ resources }: Loaded): Iterable<Side> {
  const sides = new Map<string, { file: string; text: string; resources: Resource[] }>();
  for (const resource of resources) {
    const { origin } = resource;
    if (!(origin instanceof TextOrigin)) continue;
    const side = sides.get(origin.file);
    if (side) side.resources.push(resource);
    else sides.set(origin.file, { file: origin.file, text: origin.written.source.text, resources: [resource] });
  }
  return sides.values();
}

function fileDiff(old: Side, now: Side, { ink, unicode }: Pick<Page, 'ink' | 'unicode'>): readonly string[] {
  const [oldLines, newLines] = [linesOf(old.text), linesOf(now.text)];
  const name = plain(shownFile(old.file) ?? '-');
  const [isOld, isNew] = [masking(old, unicode), masking(now, unicode)];
  return [
    ink(`--- a/${name}`, 'bold'), ink(`+++ b/${name}`, 'bold'),
    ...hunks(changesOf(old, now)).flatMap((changes) => {
      const [first, last] = [changes[0]!, changes.at(-1)!];
      const start = Math.max(0, first.start - CONTEXT);
      const end = Math.min(oldLines.length, last.end + CONTEXT);
      const [newStart, newEnd] = [first.newStart - (first.start - start), last.newEnd + (end - last.end)];
      const rows: string[] = [];
      let read = start;
      const row = (sign: string, text: string): void => {
        rows.push(`${sign}${text}`);
      };
      for (const change of [...changes, { start: end, end, newStart: newEnd, newEnd }]) {
        for (; read < change.start; read += 1) row(' ', isOld(read, oldLines[read]!));
        for (; read < change.end; read += 1) rows.push(...colored('-', isOld(read, oldLines[read]!), oldLines[read]!, 'red'));
        for (let i = change.newStart; i < change.newEnd; i += 1) rows.push(...colored('+', isNew(i, newLines[i]!), newLines[i]!, 'green'));
      }
      return [ink(`@@ -${span(start, end)} +${span(newStart, newEnd)} @@`, 'cyan'), ...rows];
    }),
  ];

  function colored(sign: string, shown: string, line: string, color: 'red' | 'green'): readonly string[] {
    return [ink(sign + shown, color), ...(/[\r\n]$/.test(line) ? [] : ['\\ No newline at end of file'])];
  }
}

/** Changes document by document, which is quick however many there are; documents that share a line are compared as one text. */
function changesOf(old: Side, now: Side): readonly Change[] {
  const after = documentsOf(now);
  const pairs = [...documentsOf(old)].map(([index, document]) => [document, after.get(index)!] as const).sort(([a], [b]) => a.start - b.start);
  if (!pairs.flat().every(hasItsOwnLines)) return changesBetween(linesOf(old.text), linesOf(now.text));
  return pairs.flatMap(([a, b]) => {
    if (a.text === b.text) return [];
    const [line, newLine] = [firstLineOf(a), firstLineOf(b)];
    return changesBetween(linesOf(a.text), linesOf(b.text))
      .map(({ start, end, newStart, newEnd }) => ({ start: start + line, end: end + line, newStart: newStart + newLine, newEnd: newEnd + newLine }));
  });
}

function documentsOf({ resources }: Side): ReadonlyMap<number, Document> {
  return new Map(resources.flatMap(({ origin }) => (origin instanceof TextOrigin ? [[origin.document, origin.written] as const] : [])));
}

function hasItsOwnLines({ source, start, end }: Document): boolean {
  return source.position(start).column === 1 && (end === source.text.length || source.position(end).column === 1);
}

/** 0-based. */
function firstLineOf({ source, start }: Document): number {
  return source.position(start).line - 1;
}

/** Changes that stand near enough to share their context. */
function hunks(changes: readonly Change[]): readonly (readonly Change[])[] {
  const all: Change[][] = [];
  for (const change of changes) {
    const last = all.at(-1)?.at(-1);
    if (last !== undefined && change.start - last.end <= 2 * CONTEXT) all.at(-1)!.push(change);
    else all.push([change]);
  }
  return all;
}

function span(start: number, end: number): string {
  return `${start === end ? start : start + 1},${end - start}`;
}

/** How lines of a file are shown: without their ends, control characters, and secrets of any object of the file. */
function masking({ resources }: Side, unicode: boolean): (index: number, line: string) => string {
  // Any object answers for what looks like a credential by itself.
  const holders = resources.filter((resource, i) => i === 0 || holdsSecrets(resource));
  return (index, line) => {
    const text = line.replace(/\r?\n$|\r$/, '');
    const controls = Array.from(text.matchAll(unicode ? UNPRINTABLE : NOT_ASCII), ({ 0: char, index: start }): Span => (
      { start, end: start + char.length, text: char === '\t' ? '  ' : visible(char) }
    ));
    const secrets = holders.flatMap((resource) => redactions(resource, index + 1, text));
    return rewrite(text, [...secrets, ...controls]).text;
  };
}
