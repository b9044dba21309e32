import { EVENT_ID, getScalarValue, SCALAR_STYLE, type AliasEvent, type Event, type MappingEvent, type ScalarEvent, type SequenceEvent } from 'js-yaml';
import { afterBracket, extentOf, hasBrackets, startOf } from './extent';
import type { Limits } from './limits';
import { newMapping } from './mapping';
import type { Place, PlaceRecorder } from './place';
import { ReadError } from './read-error';
import { keyOfScalar, resolveScalar } from './scalar';
import { taggedValue, tagOf } from './tag';
import type { ParsedEvents } from './yaml-events';

interface Anchor {
  value: unknown;
  /** Nodes below it, aliases expanded. */
  size: number;
  /** Levels below it, likewise. */
  height: number;
  closed: boolean;
  event: Event;
  place: Place | null;
}

type CollectionEvent = SequenceEvent | MappingEvent;

/** Composes the events of one document into its value. With a recorder it tells where every node stands as well. */
export class Composer {
  /** Whether some map has a key twice. */
  repeated = false;
  /** Offset of text after an end marker; -1 when there is none. */
  dropped = -1;
  private readonly events: readonly Event[];
  private readonly text: string;
  private readonly anchors = new Map<string, Anchor>();
  private next = 0;
  private nodes = 0;
  private aliased = 0;
  private depth = 0;
  /** The deepest level since the last anchor was opened. */
  private deepest = 0;
  /** While recording: the end of what was read last. */
  private cursor = 0;

  constructor(private readonly parsed: ParsedEvents, private readonly limits: Limits, private readonly recorder: PlaceRecorder | null) {
    this.events = parsed.events;
    this.text = parsed.text;
  }

  document(): unknown {
    if (this.events.length === 0) return null;
    this.next = 1;
    const value = this.node();
    const after = this.events[this.next + 2];
    if (after !== undefined && (after.type !== EVENT_ID.SCALAR || after.valueStart >= 0)) this.dropped = this.parsed.offset(startOf(after));
    return value;
  }

  private node(): unknown {
    const event = this.events[this.next++]!;
    this.nodes += 1;
    if (event.type === EVENT_ID.ALIAS) return this.alias(event);
    if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) return null;
    return event.anchorStart < 0 ? this.content(event) : this.anchored(event);
  }

  private content(event: ScalarEvent | CollectionEvent): unknown {
    if (event.type === EVENT_ID.SCALAR) return this.scalar(event);
    this.depth += 1;
    if (this.depth > this.deepest) this.deepest = this.depth;
    const value = event.type === EVENT_ID.SEQUENCE ? this.sequence(event) : this.mapping(event);
    this.depth -= 1;
    return value;
  }

  private anchored(event: ScalarEvent | CollectionEvent): unknown {
    const { nodes, depth, deepest } = this;
    const anchor: Anchor = { value: null, size: 0, height: 0, closed: false, event, place: null };
    this.anchors.set(this.text.slice(event.anchorStart, event.anchorEnd), anchor);
    this.deepest = depth;
    anchor.value = this.content(event);
    anchor.size = this.nodes - nodes + 1;
    anchor.height = this.deepest - depth;
    anchor.closed = true;
    anchor.place = this.recorder?.place ?? null;
    this.deepest = Math.max(deepest, this.deepest);
    return anchor.value;
  }

  private alias(event: AliasEvent): unknown {
    const anchor = this.anchors.get(this.text.slice(event.anchorStart, event.anchorEnd));
    if (anchor === undefined) {
      this.fail('invalid-yaml', 'This alias names an anchor that is not defined before it in the same document. Define it, or write the value out.', event);
    }
    if (!anchor.closed) this.fail('alias-cycle', 'This alias stands inside the node it refers to, so the value would contain itself. Write the value out.', event);
    this.spend(anchor.size, event);
    this.deepest = Math.max(this.deepest, this.depth + anchor.height);
    if (this.deepest > this.limits.maxDepth) this.fail('depth-limit', `Aliases nest deeper than ${this.limits.maxDepth} levels. Flatten the document.`, event);
    this.cursor = event.anchorEnd;
    this.recorder?.alias(this.shown(event.anchorStart - 1), this.shown(event.anchorEnd), anchor.place!);
    return anchor.value;
  }

  private spend(nodes: number, event: Event): void {
    this.nodes += nodes;
    this.aliased += nodes;
    if (this.aliased > this.limits.maxAliasedNodes) {
      this.fail('alias-limit', `Aliases expand to more than ${this.limits.maxAliasedNodes} nodes. Write the values out, or raise the limit.`, event);
    }
  }

  private scalar(event: ScalarEvent): unknown {
    if (this.recorder !== null) this.record(event, this.recorder);
    const text = getScalarValue(this.text, event);
    if (event.tagStart < 0 && event.style !== SCALAR_STYLE.PLAIN) return text;
    const value = event.tagStart >= 0 ? this.tagged(event, text) : resolveScalar(text);
    if (typeof value === 'number' && !Number.isFinite(value)) {
      this.fail('invalid-yaml', 'Found an infinite number or `.nan`, which Kubernetes cannot store. Write a number, or quote the text.', event);
    }
    return value;
  }

  private tagged(event: ScalarEvent, text: string): unknown {
    const tag = tagOf(this.text, event);
    const value = taggedValue(tag, text);
    return value === undefined ? this.fail('invalid-yaml', `Found a value that is not what its tag !!${tag} says. Correct the value or remove the tag.`, event) : value;
  }

  private sequence(event: SequenceEvent): unknown[] {
    const items: unknown[] = [];
    this.recorder?.enter(this.shown(this.cursor = event.start));
    while (this.events[this.next]!.type !== EVENT_ID.POP) {
      this.recorder?.item(items.length);
      const item = this.node();
      this.recorder?.itemRead(items.length);
      items.push(item);
    }
    this.close(event);
    return items;
  }

  private mapping(event: MappingEvent): Record<string, unknown> {
    const map = newMapping();
    let merged: Set<string> | null = null;
    this.recorder?.enter(this.shown(this.cursor = event.start));
    for (let key = this.events[this.next]!; key.type !== EVENT_ID.POP; key = this.events[this.next]!) {
      if (this.isMergeKey(key)) {
        merged ??= new Set();
        this.merge(key, map, merged);
        continue;
      }
      this.key(key);
      const name = this.keyName(key);
      this.recorder?.key(name);
      const value = this.node();
      this.recorder?.entry(name);
      if (map[name] !== undefined && !merged?.delete(name)) this.repeated = true;
      map[name] = value;
    }
    this.close(event);
    return map;
  }

  /** Passes a key whose meaning `keyName` tells; only an anchor makes it a node others can refer to. */
  private key(event: Event): void {
    if (event.type !== EVENT_ID.SCALAR || event.anchorStart >= 0) return void this.node();
    this.next += 1;
    this.nodes += 1;
    if (this.recorder !== null) this.record(event, this.recorder);
  }

  private isMergeKey(event: Event): event is ScalarEvent {
    if (event.type !== EVENT_ID.SCALAR || event.valueEnd - event.valueStart !== 2) return false;
    if (this.text.charCodeAt(event.valueStart) !== 60 || this.text.charCodeAt(event.valueStart + 1) !== 60) return false;
    return event.tagStart < 0 ? event.style === SCALAR_STYLE.PLAIN : tagOf(this.text, event) === 'merge';
  }

  /** Merges where the key stands: it overrides what is written above it, as go-yaml v2 does. The first map of a list wins. */
  private merge(key: ScalarEvent, map: Record<string, unknown>, merged: Set<string>): void {
    this.node();
    this.recorder?.key('<<');
    const value = this.node();
    this.recorder?.mergeRead();
    const place = this.recorder?.place;
    const sources: unknown[] = Array.isArray(value) ? value : [value];
    for (let index = sources.length - 1; index >= 0; index -= 1) {
      const source = sources[index];
      if (typeof source !== 'object' || source === null || Array.isArray(source)) {
        this.fail('invalid-yaml', 'A merge key `<<` needs a map or a list of maps. Refer to an anchored map.', key);
      }
      const from = Array.isArray(value) ? place?.entries?.get(index) : place;
      const entries = Object.entries(source);
      this.spend(entries.length, key);
      for (const [name, entry] of entries) {
        map[name] = entry;
        merged.add(name);
        this.recorder?.merge(name, from);
      }
    }
  }

  private keyName(event: Event): string {
    if (event.type === EVENT_ID.ALIAS) return this.keyName(this.anchors.get(this.text.slice(event.anchorStart, event.anchorEnd))!.event);
    if (event.type !== EVENT_ID.SCALAR) this.fail('invalid-yaml', 'Found a list or a map as a key, expected text. If this is a template, render it first.', event);
    const text = getScalarValue(this.text, event);
    const value = event.tagStart >= 0 ? this.tagged(event, text) : event.style !== SCALAR_STYLE.PLAIN ? text : null;
    if (typeof value === 'string') return value;
    return keyOfScalar(text) ?? this.fail('invalid-yaml', 'Found an empty or null key, expected text. Name the key or quote it.', event);
  }

  private close(event: CollectionEvent): void {
    this.next += 1;
    if (this.recorder === null) return;
    if (hasBrackets(this.text, event)) this.cursor = afterBracket(this.text, Math.max(this.cursor, event.start + 1));
    this.recorder.leave(this.shown(this.cursor));
  }

  private record(event: ScalarEvent, recorder: PlaceRecorder): void {
    if (event.valueStart < 0) return recorder.empty();
    const { start, end } = extentOf(this.text, event);
    this.cursor = end;
    recorder.scalar(this.shown(start), this.shown(end));
  }

  private shown(offset: number): number {
    return this.parsed.offset(offset);
  }

  private fail(code: ReadError['code'], message: string, event: Event): never {
    throw new ReadError(code, message, this.parsed.offset(startOf(event)));
  }
}
