import { describe, expect, test } from 'vitest';
import { junit } from '../../src/report/junit';
import { xmlDocument } from '../../src/report/junit/xml';
import { elements, xmlRoot } from './grammar';
import { budgeted, context, finding, objectsOf, SHOP, shopVerdict, verdictOf } from './sample';

const report = (verdict = shopVerdict()) => xmlRoot(junit(verdict, context));
const error = { code: 'invalid-yaml', file: 'x.yaml', document: 0, line: 3, column: 1, message: 'a tab' } as const;
const withError = () => verdictOf([], { accounting: { ...shopVerdict().accounting, errors: [error] } });

describe('junit', () => {
  test('has a suite per loop and a test per answer', () => {
    expect(elements(report(), 'testsuite').map((suite) => [suite.getAttribute('name'), suite.getElementsByTagName('testcase').length])).toEqual([
      ['identity', 1], ['compute', 5], ['network', 1], ['storage', 2],
    ]);
  });

  test('adds up, in every suite and in all', () => {
    for (const verdict of [shopVerdict(), withError(), verdictOf([])]) {
      const root = report(verdict);
      for (const part of [root, ...elements(root, 'testsuite')]) {
        for (const [count, name] of [['tests', 'testcase'], ['failures', 'failure'], ['errors', 'error'], ['skipped', 'skipped']] as const) {
          expect(part.getAttribute(count)).toBe(String(part.getElementsByTagName(name).length));
        }
      }
    }
  });

  test('a broken law is a failure with its place, its severity and its story', () => {
    const failure = elements(report(), 'failure').find((f) => f.getAttribute('message')?.startsWith('budget api'))!;
    expect(failure.getAttribute('type')).toBe('warning');
    expect(failure.textContent).toMatch(/^dist\/shop\.k8s\.yaml:39:19: compute\/evictable-budget: .*\n {2}breaks {2}[^]*\n {2}fix {5}Set maxUnavailable to 1/);
    const { parentNode: parent } = failure;
    expect(['classname', 'name', 'file', 'line'].map((name) => (parent as typeof failure).getAttribute(name))).toEqual([
      'compute/evictable-budget', 'PodDisruptionBudget shop/api spec.maxUnavailable', 'dist/shop.k8s.yaml', '39',
    ]);
  });

  test('what is waived or undecided is skipped, and says why', () => {
    expect(elements(report(), 'skipped').map((s) => s.getAttribute('message'))).toEqual([
      'waived: legacy batch, JIRA-12 (until 2027-03-31, by annotation at dist/shop.k8s.yaml:10:1): container old requests no cpu', 'undecided: image is ${IMAGE}',
      'undecided: zones of the cluster are not declared',
    ]);
    const [broken] = shopVerdict().findings;
    expect(junit(verdictOf([], { baselined: [broken!] }), context)).toContain('<skipped message="in the baseline: class fast binds');
  });

  test('a law passes where all keep it, and only there', () => {
    const names = (root: ReturnType<typeof report>) => elements(root, 'testcase').filter((t) => t.getElementsByTagName('*').length === 0).map((t) => t.getAttribute('name'));
    expect(names(report())).toEqual(['network/ready-backends']);
    const laws = { 'compute/budgeted-pod': { examined: 2, kept: 2, broken: 0, undecided: 0, waived: 0 }, 'compute/evictable-budget': { examined: 0, kept: 0, broken: 0, undecided: 0, waived: 0 } };
    expect(names(report(verdictOf([], { laws })))).toEqual(['Every container requests CPU and memory']);
  });

  test('what was not examined is an error of its own suite', () => {
    const [only, ...more] = elements(report(withError()), 'testsuite');
    expect(more).toEqual([]);
    expect(only!.getAttribute('name')).toBe('input');
    expect(elements(only!, 'error').map((e) => [e.getAttribute('type'), e.getAttribute('message')])).toEqual([['invalid-yaml', 'a tab']]);
  });

  test('no two tests have one name, and no name holds a line', () => {
    const api = objectsOf('a.yaml', SHOP)('Deployment api');
    const same = Array.from({ length: 3 }, () => finding(budgeted, api, ['spec']));
    const names = elements(report(verdictOf(same)), 'testcase').map((t) => t.getAttribute('name'));
    expect(names).toEqual(['Deployment shop/api spec', 'Deployment shop/api spec (2)', 'Deployment shop/api spec (3)']);
  });
});

describe('a document of XML', () => {
  test('reads back as it was, whatever is in it', () => {
    const text = ' ]]> & < > " \' &amp; <!-- \t\n\r é 漢 🙂 </a> ';
    const root = xmlRoot(xmlDocument({ name: 'a', attributes: { x: text, gone: null, n: 0 }, children: [{ name: 'b', children: [text] }] }));
    expect(root.getAttribute('x')).toBe(text);
    expect(root.getAttribute('n')).toBe('0');
    expect(root.hasAttribute('gone')).toBe(false);
    expect(elements(root, 'b')[0]!.textContent).toBe(text);
  });

  test.each(['\0', '\x08', '\x1f', '\ud800', '\udfff', '\ufffe', '\uffff'])('spells out %j, which XML can not hold', (char) => {
    const root = xmlRoot(xmlDocument({ name: 'a', attributes: { x: char }, children: [`-${char}-`] }));
    expect(root.getAttribute('x')).toMatch(/^\\[xu]/);
    expect(root.textContent).toBe(`-${root.getAttribute('x')!}-`);
  });
});
