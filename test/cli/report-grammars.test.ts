import { lexer } from 'marked';
import { describe, expect, test } from 'vitest';
import type { FormatName } from '../../src/report';
import { commandsOf, documentsOf, elements, pageOf, xmlRoot } from '../report/grammar';
import { junitErrors } from '../report/junit-grammar';
import { gitlabErrors, openReportErrors, policyReportErrors, sarifErrors, verdictErrors } from '../report/schema';
import { deployment, folder, looplaw } from './command';

/** What each report has against the grammar or the schema that is its own; those for a terminal have none. */
const ERRORS: Readonly<Record<Exclude<FormatName, 'pretty' | 'concise' | 'readiness'>, (output: string) => readonly string[]>> = {
  json: (output) => verdictErrors(JSON.parse(output)),
  jsonl: (output) => output.trimEnd().split('\n').flatMap((line) => (typeof (JSON.parse(line) as { type: unknown }).type === 'string' ? [] : [line])),
  sarif: (output) => sarifErrors(JSON.parse(output)),
  junit: (output) => junitErrors(xmlRoot(output)),
  github: (output) => commandsOf(output).filter(({ name, properties }) => !/^(?:error|warning|notice)$/.test(name) || !properties['title']).map(({ name }) => name),
  gitlab: (output) => gitlabErrors(JSON.parse(output)),
  markdown: markdownErrors,
  'readiness-markdown': markdownErrors,
  html: (output) => (elements(pageOf(output), 'main').length === 1 ? [] : ['no main']),
  'readiness-html': (output) => (elements(pageOf(output), 'main').length === 1 ? [] : ['no main']),
  policyreport: (output) => documentsOf(output).flatMap(policyReportErrors),
  openreports: (output) => documentsOf(output).flatMap(openReportErrors),
};

/** What Markdown of ours never holds: quotes, definitions, and code that is no drawing. */
function markdownErrors(output: string): readonly string[] {
  return lexer(output, { gfm: true }).filter((token) => ['blockquote', 'def'].includes(token.type) || (token.type === 'code' && token['lang'] !== 'mermaid')).map(({ raw }) => raw);
}

const waive = (text: string) => text.replace('metadata:', 'metadata:\n  annotations: {looplaw.dev/waive: "compute/budgeted-pod=until the move; until=2099-12-31"}');
const RUNS: Readonly<Record<string, () => { readonly cwd: string; readonly args: readonly string[]; readonly code: number }>> = {
  'of an incident': () => ({ cwd: process.cwd(), args: ['examples/domino/incident', '--role', 'platform', '--preset', 'strict'], code: 1 }),
  'that passes': () => ({ cwd: folder({ 'a.yaml': deployment('good') }), args: ['--law', 'compute/budgeted-pod'], code: 0 }),
  'with waived, undecided and unreadable inputs in two clusters': () => ({
    cwd: folder({ 'prod/a.yaml': waive(deployment('a', { requests: false, namespace: 'shop' })), 'dev/a.yaml': deployment('a', { requests: false }).replace('app:1.2.3', '${TAG}'), 'dev/bad.yaml': 'apiVersion: v1\nkind: [\n', 'x.yaml': '---\n' }),
    args: ['--cluster', 'prod=prod/**', '--cluster', 'dev=dev/**'], code: 2,
  }),
};

describe.each(Object.entries(RUNS))('a run %s', (_, run) => {
  test.each(Object.entries(ERRORS))('keeps the grammar of %s', (format, errorsOf) => {
    const { cwd, args, code } = run();
    const ran = looplaw(['check', ...args, '--no-config', '-f', format], { cwd });
    expect([ran.code, ran.err]).toEqual([code, '']);
    expect(errorsOf(ran.out)).toEqual([]);
  });
});

test('a grammar refuses what it should', () => {
  expect(sarifErrors({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).not.toEqual([]);
  expect(sarifErrors({ version: '2.1.0', runs: [], more: 1 })).not.toEqual([]);
  expect(gitlabErrors([{ description: 'x' }])).not.toEqual([]);
  for (const xml of ['<testsuites><testcase/></testsuites>', '<testsuites><testsuite name="a" tests="x" failures="0" errors="0"/></testsuites>', '<testsuites><testsuite name="a" tests="0" failures="0" errors="0" id="1"/></testsuites>', '<testsuites>x</testsuites>', '<a/>']) {
    expect(junitErrors(xmlRoot(xml))).not.toEqual([]);
  }
  const report = { apiVersion: 'wgpolicyk8s.io/v1alpha2', kind: 'PolicyReport', metadata: { name: 'a' }, summary: {}, results: [{ policy: 'x' }] };
  expect(policyReportErrors(report)).toEqual([]);
  for (const wrong of [{ kind: 'Report' }, { metadata: { name: 'A' } }, { metadata: { name: 'a', labels: { x: 'a b' } } }, { results: [{}] }, { results: [{ policy: 'x', severity: 'error' }] }, { kind: 'ClusterPolicyReport', metadata: { name: 'a', namespace: 'b' } }, { source: 'x' }]) {
    expect(policyReportErrors({ ...report, ...wrong })).not.toEqual([]);
  }
});
