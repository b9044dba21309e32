import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { CONTEXT_FIELDS, ZONE_FIELD } from '../src/graph/observability/context-fields';

/** How grave a line is, mildest first. */
export const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
/** One of {@link LEVELS}. */
export type Level = (typeof LEVELS)[number];

/** What a line says besides its message. */
export type Fields = Readonly<Record<string, unknown>>;

/** Writes one JSON object a line. Keys that say where a line comes from are not overwritten by fields. */
export type Logger = Readonly<Record<Level, (message: string, fields?: Fields) => void>> & {
  /** A logger whose lines all carry these fields. */
  readonly child: (fields: Fields) => Logger;
};

/** How a logger is made. */
export interface LoggerOptions {
  /** The mildest level that is written. Default: `LOG_LEVEL` of the environment, else `info`. */
  readonly level?: Level;
  /** Fields of every line. Default none. */
  readonly fields?: Fields;
  /** Takes a line, newline included. Default: standard output. */
  readonly write?: (line: string) => void;
}

/** The two ids that tie a line to a request, as the W3C writes them. */
export interface TraceIds {
  readonly trace_id?: string;
  readonly span_id?: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Where this process runs: `service`, `pod_name`, `namespace`, `node_name` and, where the cluster tells it, `zone`. Workload constructs
 * set the variables this reads; what no variable says is left out. Fit for the `base` of pino.
 */
export function whereabouts(variables: Variables = process.env): Readonly<Record<string, string>> {
  const attributes = new Map((variables['OTEL_RESOURCE_ATTRIBUTES'] ?? '').split(',').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
  }));
  const known = [...CONTEXT_FIELDS, ZONE_FIELD].map(({ key, attribute, variables: names }): readonly [string, string | undefined] => {
    return [key, names.map((name) => variables[name]).find((value) => value !== undefined && value !== '') ?? attributes.get(attribute)];
  });
  return Object.fromEntries([['service', variables['OTEL_SERVICE_NAME'] ?? attributes.get('service.name')] as const, ...known].filter((entry): entry is readonly [string, string] => {
    return entry[1] !== undefined && entry[1] !== '';
  }));
}

const traces = new AsyncLocalStorage<TraceIds>();

/** `traceparent` of the W3C: version, trace, parent, flags. @see https://www.w3.org/TR/trace-context/#traceparent-header */
const TRACEPARENT = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-|$)/;

/**
 * Runs something as a span of the trace a request belongs to, for services without an SDK of OpenTelemetry: lines that are written
 * meanwhile carry its ids. A header that is missing or malformed begins a trace.
 */
export function withTrace<T>(traceparent: string | readonly string[] | undefined, run: () => T): T {
  const [, given] = TRACEPARENT.exec(typeof traceparent === 'string' ? traceparent : '') ?? [];
  return traces.run({ trace_id: given ?? randomBytes(16).toString('hex'), span_id: randomBytes(8).toString('hex') }, run);
}

/** The header for a request that is made now; `undefined` outside of {@link withTrace} and of a span. */
export function traceparent(): string | undefined {
  const { trace_id, span_id } = traceIds();
  return trace_id === undefined || span_id === undefined ? undefined : `00-${trace_id}-${span_id}-01`;
}

/**
 * The ids of the span that is active now: that of OpenTelemetry, where its SDK runs in this process, else that of {@link withTrace};
 * `{}` = none is. Fit for the `mixin` of pino.
 */
export function traceIds(): TraceIds {
  return activeSpan() ?? traces.getStore() ?? {};
}

/** As much of OpenTelemetry's API as is used. Its copies find each other by these symbols, whatever their version: so does this. */
interface OpenTelemetry {
  readonly context?: { readonly active?: () => { readonly getValue?: (key: symbol) => unknown } };
}
const API = Symbol.for('opentelemetry.js.api.1');
const SPAN = Symbol.for('OpenTelemetry Context Key SPAN');

function activeSpan(): TraceIds | null {
  const api = (globalThis as { readonly [API]?: OpenTelemetry })[API];
  const span = api?.context?.active?.().getValue?.(SPAN) as { readonly spanContext?: () => { readonly traceId: string; readonly spanId: string } } | undefined;
  const ids = span?.spanContext?.();
  return ids === undefined || /^0*$/.test(ids.traceId) ? null : { trace_id: ids.traceId, span_id: ids.spanId };
}

/** A logger for services: one JSON object a line, on standard output, with everything an incident is searched by. */
export function createLogger({ level, fields = {}, write = (line) => void process.stdout.write(line) }: LoggerOptions = {}): Logger {
  const least = LEVELS.indexOf(level ?? LEVELS.find((each) => each === process.env['LOG_LEVEL']?.toLowerCase()) ?? 'info');
  const place = whereabouts();
  const of = (always: Fields): Logger => {
    const at = (grade: Level) => (message: string, more: Fields = {}): void => {
      if (LEVELS.indexOf(grade) < least) return;
      write(`${textOf({ time: new Date().toISOString(), level: grade, message }, { ...always, ...more }, { ...place, ...traceIds() })}\n`);
    };
    return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error'), child: (more) => of({ ...always, ...more }) };
  };
  return of(fields);
}

/** Nothing an app logs may end it: what JSON cannot say is said as text, or left out. */
function textOf(head: Fields, fields: Fields, place: Fields): string {
  try {
    return JSON.stringify({ ...fields, ...head, ...place }, (_, value: unknown) => {
      if (value instanceof Error) return { name: value.name, message: value.message, stack: value.stack };
      return typeof value === 'bigint' ? String(value) : value;
    });
  } catch {
    return JSON.stringify({ ...head, unwritable: Object.keys(fields), ...place });
  }
}
