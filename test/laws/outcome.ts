import { existsSync, readFileSync } from 'node:fs';
import type { Repair } from '../../src/finding';
import type { LawCount, Verdict } from '../../src/judge/verdict';
import type { InputError, Range } from '../../src/load/resource';
import { messageOf } from '../../src/report/words';
import { FORM, type Fixture } from './fixture';

/** What a fixture promises, or what came of it. */
export interface Outcome {
  readonly errors: readonly InputError[];
  /** A line per finding: place, severity, message; below it the places that explain it and what would repair it. */
  readonly told: string;
  /** Did the law answer as the name of the fixture says? */
  readonly isAsNamed: boolean;
}

/** What the name of a fixture and the text beside it promise. */
export function promiseOf(fixture: Fixture): Outcome {
  const file = textFileOf(fixture);
  return { errors: [], told: fixture.expectation === 'break' && existsSync(file) ? readFileSync(file, 'utf8') : '', isAsNamed: true };
}

/** What came of a fixture. */
export function outcomeOf({ law, expectation }: Fixture, { accounting, findings, laws }: Verdict): Outcome {
  const told = findings.flatMap((finding) => [
    `${placeOf(finding.range)} ${finding.severity} ${messageOf(finding, law)}`,
    ...finding.related.map(({ message, resource, path }) => `  related ${placeOf(resource.origin.locate(path))} ${message}`),
    ...repairAsText(finding.repair).map((edit) => `  repair ${edit}`),
  ]);
  return { errors: accounting.errors, told: told.map((line) => `${line}\n`).join(''), isAsNamed: isAsNamed(expectation, laws[law.id]!) };
}

/** The file beside a `break` fixture that holds what is told of it. */
export function textFileOf({ path }: Fixture): string {
  return path.replace(FORM, '.txt');
}

function isAsNamed(expectation: Fixture['expectation'], { examined, kept, broken, undecided }: LawCount): boolean {
  switch (expectation) {
    case 'keep': return kept > 0 && undecided === 0;
    case 'break': return broken > 0;
    case 'undecided': return undecided > 0;
    case 'exempt': return examined === 0;
  }
}

function placeOf(range: Range | null): string {
  return range === null ? 'nowhere' : `${range.line}:${range.column}`;
}

/** What a repair does, an edit per line. */
export function repairAsText(repair: Repair | null): readonly string[] {
  if (repair === null) return [];
  if ('add' in repair) return [`add object ${JSON.stringify(repair.add)}`];
  return repair.patch.map((edit) => `${edit.op} /${edit.path.join('/')}${edit.op === 'remove' ? '' : ` ${JSON.stringify(edit.value)}`}`);
}
