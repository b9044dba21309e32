import type { Finding, UndecidedAnswer } from '../finding';
import type { Verdict } from '../judge/verdict';
import type { InputError } from '../load/resource';
import { loopOf, LOOPS } from '../loop';
import { pathText, placeOf, placesOf, shownFile, type Place } from './place';
import type { Report, ReportContext } from './report';
import { printable, sanitize } from './sanitize';
import { breachText, messageOf, plain, termsOf, titleOf } from './words';
import { xmlDocument, type Element } from './junit/xml';

/**
 * JUnit XML, for the test tabs of CI servers. Loops are suites and promises are tests: a broken one fails whatever its severity,
 * which is the type of the failure; a waived or undecided one is skipped and says why; a law that all keep is one that passes. What could not be
 * examined is an error in a suite of its own.
 */
export const junit: Report = (verdict, context) => {
  const open = [...verdict.findings.map((f) => failed(f, context)), ...skipped(verdict, context)];
  const suites = [
    ...suitesOf([...open, ...passed(verdict, open, context)]),
    ...(verdict.accounting.errors.length > 0 ? [suite('input', verdict.accounting.errors.map(unexamined))] : []),
  ];
  const total = (count: Count) => suites.reduce((n, { attributes }) => n + Number(attributes?.[count]), 0);
  const root = { name: 'testsuites', attributes: { name: 'looplaw', ...countsBy(total) }, children: suites };
  return printable(xmlDocument(root), { unicode: true });
};

type Count = 'tests' | 'failures' | 'errors' | 'skipped';

function countsBy(count: (what: Count) => number): Readonly<Record<Count, number>> {
  return { tests: count('tests'), failures: count('failures'), errors: count('errors'), skipped: count('skipped') };
}

interface Test extends Element {
  readonly attributes: { readonly classname: string; readonly name: string; readonly file: string | null; readonly line: number | null };
  readonly children?: readonly Element[];
}

/** Tests by loop, in the order of the loops. */
function suitesOf(tests: readonly Test[]): readonly Element[] {
  const byLoop = new Map<string, Test[]>(LOOPS.map((loop) => [loop, []]));
  for (const test of tests) {
    const loop = loopOf(test.attributes.classname);
    const own = byLoop.get(loop);
    if (own) own.push(test);
    else byLoop.set(loop, [test]);
  }
  return Array.from(byLoop).filter(([, own]) => own.length > 0).map(([loop, own]) => suite(loop, own));
}

/** A suite. Servers fold tests of equal names into one, so that the second of a name gets a number. */
function suite(name: string, tests: readonly Test[]): Element {
  const ended = (child: string) => tests.filter(({ children }) => children?.[0]?.name === child).length;
  const ends = { tests: tests.length, failures: ended('failure'), errors: ended('error'), skipped: ended('skipped') };
  const seen = new Map<string, number>();
  const children = tests.map((test) => {
    const key = JSON.stringify([test.attributes.classname, test.attributes.name]);
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return nth === 1 ? test : { ...test, attributes: { ...test.attributes, name: `${test.attributes.name} (${nth})` } };
  });
  return { name: 'testsuite', attributes: { name, ...countsBy((what) => ends[what]) }, children };
}

function failed(finding: Finding, { laws }: ReportContext): Test {
  const message = messageOf(finding, laws.get(finding.law));
  const failure = { name: 'failure', attributes: { type: finding.severity, message }, children: [clean(breachText(finding, laws))] };
  return test(finding, placeOf(finding), failure);
}

function skipped({ waived, baselined, undecided }: Verdict, { laws }: ReportContext): readonly Test[] {
  const because = (message: string): Element => ({ name: 'skipped', attributes: { message } });
  const places = placesOf(undecided);
  return [
    ...waived.map((f) => test(f, placeOf(f), because(plain(
      `waived: ${f.reason} (${termsOf(f)}): ${messageOf(f, laws.get(f.law))}`,
    )))),
    ...baselined.map((f) => test(f, placeOf(f), because(`in the baseline: ${messageOf(f, laws.get(f.law))}`))),
    ...undecided.map((answer, i) => test(answer, places[i]!, because(`undecided: ${plain(answer.because)}`))),
  ];
}

/** The promise of a law, where it is kept by all: beside a broken one it would be untrue. */
function passed(verdict: Verdict, open: readonly Test[], { laws }: ReportContext): readonly Test[] {
  const isOpen = new Set(open.map(({ attributes }) => attributes.classname));
  const kept = Object.keys(verdict.laws).filter((id) => verdict.laws[id]!.kept > 0 && !isOpen.has(id)).sort();
  return kept.map((id) => ({ name: 'testcase', attributes: { classname: id, name: laws.get(id)?.title ?? id, file: null, line: null } }));
}

/** A promise that is not kept. Its name holds no line, so that its history goes on when lines move. */
function test({ law, resource, path }: Pick<Finding | UndecidedAnswer, 'law' | 'resource' | 'path'>, { file, range }: Place, end: Element): Test {
  const name = `${titleOf(resource)} ${pathText(path ?? [])}`.trimEnd();
  return { name: 'testcase', attributes: { classname: sanitize(law), name, file: shown(file), line: range?.line ?? null }, children: [end] };
}

function unexamined({ code, file, line, message }: InputError): Test {
  const where = shown(shownFile(file));
  const error = { name: 'error', attributes: { type: code, message: plain(message) } };
  return { name: 'testcase', attributes: { classname: 'input', name: where ?? '-', file: where, line }, children: [error] };
}

function shown(file: string | null): string | null {
  return file === null ? null : sanitize(file);
}

/** Several lines, each fit to be printed. */
function clean(text: string): string {
  return text.split('\n').map(sanitize).join('\n');
}
