import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding';
import { originOfConstruct } from '../../src/load/load';
import type { InputError } from '../../src/load/resource';
import { github } from '../../src/report/github';
import { commandsOf } from './grammar';
import { context, deferred, finding, objectsOf, SHOP, shopVerdict, twice, verdictOf } from './sample';

const fast = objectsOf('dist/shop.k8s.yaml', SHOP)('StorageClass fast');
const many = (n: number, more: Partial<Finding> = {}) => Array.from({ length: n }, () => finding(deferred, fast, ['volumeBindingMode'], more));
const kinds = (log: string) => commandsOf(log).map(({ name }) => name);
const errors = (n: number): readonly InputError[] => Array.from({ length: n }, (_, i) => (
  { code: 'invalid-yaml', file: `x${i}.yaml`, document: 0, line: 3, column: 1, message: 'a tab' }
));

describe('github', () => {
  test('is an annotation per finding, the gravest first, then what was waived, and the account', () => {
    const lines = github(shopVerdict(), context).trimEnd().split('\n');
    expect(lines[0]).toBe('::error file=dist/shop.k8s.yaml,line=6,endLine=6,col=20,endColumn=29,title=storage/deferred-binding::'
      + 'class fast binds volumes of ebs.csi.aws.com before a pod has a zone (StorageClass fast)%0Afix: Make a new class with '
      + 'volumeBindingMode: WaitForFirstConsumer and move the claims to it; the field of an existing class can not be changed.');
    expect(kinds(lines.join('\n'))).toEqual(['error', 'error', 'error', 'error', 'warning']);
    expect(lines).toHaveLength(7);
    expect(lines[5]).toBe('waived: dist/shop.k8s.yaml:15:3: compute/budgeted-pod: legacy batch, JIRA-12 (until 2027-03-31, by annotation at dist/shop.k8s.yaml:10:1): container old requests no cpu');
    expect(lines[6]).toBe('4 errors, 1 warning, 0 info; 2 undecided, 1 waived; 42 objects in 12 files examined, 0 not examined');
  });

  test('calls information a notice', () => {
    expect(kinds(github(verdictOf([finding(twice, fast, ['kind'])]), context))).toEqual(['notice']);
  });

  test('shows ten of each kind, as many as GitHub, and counts the rest', () => {
    const findings = [...many(12), ...many(11, { severity: 'warning' }), ...many(10, { severity: 'info' })];
    const log = github(verdictOf(findings), context);
    for (const kind of ['error', 'warning', 'notice']) expect(kinds(log).filter((k) => k === kind)).toHaveLength(10);
    expect(log).toContain('\n3 annotations left out: GitHub shows 10 of a kind');
    expect(log).toContain('\n12 errors, 11 warnings, 10 info;');
    expect(github(verdictOf(many(10)), context)).not.toContain('left out');
  });

  test('names first what was not examined', () => {
    const log = github(verdictOf(many(12), { accounting: { ...shopVerdict().accounting, errors: errors(2) } }), context);
    expect(commandsOf(log).slice(0, 3).map(({ properties }) => properties['title'])).toEqual([
      'not examined: invalid-yaml', 'not examined: invalid-yaml', 'storage/deferred-binding',
    ]);
    expect(log).toMatch(/^::error file=x0\.yaml,line=3,col=1,title=not examined%3A invalid-yaml::x0\.yaml:3:1: a tab\n/);
  });

  test('tells where a construct is, which has no line', () => {
    const [{ properties, data } = { properties: {}, data: '' }] = commandsOf(github(verdictOf(many(1, { resource: { ...fast, origin: originOfConstruct('platform/class') }, range: null })), context));
    expect(properties).toEqual({ title: 'storage/deferred-binding' });
    expect(data).toMatch(/^platform\/class: class/);
  });

  test.each([[1, '3'], [2, '4']])('columns are told of one line only, and an end in column %i is on line %s', (endColumn, endLine) => {
    const [command] = commandsOf(github(verdictOf(many(1, { range: { line: 2, column: 3, endLine: 4, endColumn } })), context));
    expect(command?.properties).toEqual({ file: 'dist/shop.k8s.yaml', line: '2', endLine, title: 'storage/deferred-binding' });
  });

  test.each(['a\n::add-mask::x', 'a\r::stop-commands::x', 'x,line=99', 'x::y', '100%0A::error::x', '%', ' ::error::x'])('%j ends no command, in a name or a file', (hostile) => {
    const object = { ...fast, name: hostile, origin: { ...fast.origin, file: hostile } };
    const log = github(verdictOf(many(3, { resource: object, args: { class: hostile, provisioner: hostile } })), context);
    expect(kinds(log)).toEqual(['error', 'error', 'error']);
    expect(log.trimEnd().split('\n')).toHaveLength(4);
    for (const { properties } of commandsOf(log)) {
      expect(Object.keys(properties)).toEqual(['file', 'line', 'endLine', 'col', 'endColumn', 'title']);
      expect(properties['line']).toBe('6');
    }
  });

  test('a percent sign reaches the reader', () => {
    const object = { ...fast, origin: { ...fast.origin, file: 'a 50%, b:c.yaml' } };
    const [command] = commandsOf(github(verdictOf(many(1, { resource: object, args: { class: '50%0A' } })), context));
    expect(command?.properties['file']).toBe('a 50%, b:c.yaml');
    expect(command?.data).toContain('class 50%0A binds');
  });
});
