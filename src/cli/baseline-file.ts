import { existsSync, readFileSync } from 'node:fs';
import { ConfigError } from '../config/config';
import type { Finding } from '../finding';
import { isAcceptable, type Baseline, type BaselineEntry } from '../judge/baseline';
import type { Verdict } from '../judge/verdict';
import { jsonText } from '../report/json-text';
import { count, plain, titleOf } from '../report/words';
import { writeWhole } from './whole-file';

/** Version of the file: raised when an old looplaw would misread it. */
const VERSION = 1;
const KEYS = ['fingerprint', 'law', 'object', 'severity'];

/** What is asked of the baseline of a run. */
export interface BaselineFlags {
  readonly baseline?: string;
  readonly updateBaseline?: true;
  readonly prune?: true;
}

/** The baseline a run begins with; `null` where none is asked for, or none is written yet and the run writes it. Throws {@link ConfigError}. */
export function readBaseline({ baseline: file, updateBaseline, prune }: BaselineFlags): Baseline | null {
  if (file === undefined) {
    if (updateBaseline || prune) throw new ConfigError('invalid', `--${prune ? 'prune' : 'update-baseline'} needs --baseline FILE`);
    return null;
  }
  if (!existsSync(file)) {
    if (updateBaseline && !isInCi()) return null;
    if (updateBaseline) throw new ConfigError('not-found', `baseline ${plain(file)} does not exist, and in CI none is begun: write it elsewhere by --update-baseline and commit it`);
    throw new ConfigError('not-found', `baseline ${plain(file)} does not exist; --update-baseline writes it`);
  }
  try {
    return parsed(JSON.parse(readFileSync(file, 'utf8')));
  } catch (e) {
    const why = e instanceof SyntaxError ? 'it is not valid JSON' : e instanceof Error ? e.message : String(e);
    throw new ConfigError('not-readable', `baseline ${plain(file)} can not be read: ${plain(why)}`);
  }
}

/**
 * Tells what is stale, and writes the baseline where that is asked for. Answers the baseline that holds from now on; `null` when
 * writing was asked for and not done: after a run that could not examine everything, or when the baseline would grow in CI.
 */
export function keepBaseline(before: Baseline | null, verdict: Verdict, { baseline: file, updateBaseline, prune }: BaselineFlags): Baseline | null {
  if (file === undefined) return [];
  const writes = updateBaseline ?? prune ?? false;
  if (verdict.stale.length > 0 && !writes) tell(`baseline ${file} holds ${count(verdict.stale.length, 'finding')} that nothing matches any more; --prune drops them`);
  if (!writes) return before;
  if (verdict.verdict === 'error') return refuse(file, 'not everything could be examined');
  const stale = new Set(verdict.stale);
  const kept = (before ?? []).filter((entry) => !stale.has(entry));
  const added = updateBaseline ? verdict.findings.filter(isAcceptable).map(entryOf) : [];
  if (before !== null && added.length > 0 && isInCi()) return refuse(file, `it may only shrink in CI, and ${count(added.length, 'finding')} would be added`);
  const after = [...kept, ...added];
  try {
    writeWhole(file, textOf(after));
  } catch (e) {
    return refuse(file, e instanceof Error ? e.message : String(e));
  }
  tell(`baseline ${file}: ${added.length} added, ${stale.size} dropped, ${after.length} in all`);
  return after;
}

function refuse(file: string, why: string): null {
  tell(`baseline ${file} is not written: ${why}`);
  return null;
}

function tell(text: string): void {
  process.stderr.write(`looplaw: ${plain(text)}\n`);
}

function isInCi(): boolean {
  return !['', '0', 'false'].includes(process.env['CI'] ?? '');
}

function entryOf({ fingerprint, law, severity, resource }: Finding): BaselineEntry {
  return { fingerprint, law, severity, object: titleOf(resource) };
}

/** One entry per line, in an order that depends on nothing but the entries: a diff shows what was accepted. */
function textOf(baseline: Baseline): string {
  const key = ({ law, object, fingerprint }: BaselineEntry): string => [law, object, fingerprint].join('\0');
  const sorted = baseline.map((entry) => [key(entry), entry] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const lines = sorted.map(([, { fingerprint, law, severity, object }]) => `    ${jsonText({ law, severity, object, fingerprint })}`);
  return `{\n  "version": ${VERSION},\n  "findings": [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]\n}\n`;
}

function parsed(value: unknown): Baseline {
  if (typeof value !== 'object' || value === null) throw new Error('expected an object with version and findings');
  const { version, findings, $schema, ...rest } = value as Readonly<Record<string, unknown>>;
  if (version !== VERSION) throw new Error(`expected version ${VERSION}; a later looplaw may have written it`);
  if ($schema !== undefined && typeof $schema !== 'string') throw new Error('expected a text as $schema');
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw new Error(`unknown key ${unknown}`);
  if (!Array.isArray(findings)) throw new Error('expected a list of findings');
  const wrong = findings.findIndex((entry) => !isEntry(entry));
  if (wrong >= 0) throw new Error(`findings[${wrong}] is no entry: expected law, severity, object and fingerprint (64 hex digits)`);
  return findings as Baseline;
}

function isEntry(value: unknown): value is BaselineEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { fingerprint, law, severity, object } = value as Readonly<Record<string, unknown>>;
  return Object.keys(value).sort().join() === KEYS.join() && typeof fingerprint === 'string' && /^[0-9a-f]{64}$/.test(fingerprint)
    && typeof law === 'string' && typeof object === 'string' && ['error', 'warning', 'info'].includes(severity as string);
}
