import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding';
import { markdown } from '../../src/report/markdown';
import { markdownCode, markdownText } from '../../src/report/markdown/text';
import { markdownTokens, tableRows } from './grammar';
import { context, deferred, finding, objectsOf, SHOP, shopVerdict, twice, verdictOf, waived } from './sample';

const fast = objectsOf('dist/shop.k8s.yaml', SHOP)('StorageClass fast');
const text = (verdict = shopVerdict()) => markdown(verdict, context);
const many = (n: number, more: Partial<Finding> = {}) => Array.from({ length: n }, () => finding(deferred, fast, ['volumeBindingMode'], more));

describe('markdown', () => {
  test('begins with its mark, the verdict and the account', () => {
    expect(text().split('\n').slice(0, 4)).toEqual([
      '<!-- looplaw -->', '', '**looplaw: fail** · 4 errors, 1 warning, 0 info · 2 undecided, 1 waived · 42 objects in 12 files examined, 0 not examined', '',
    ]);
    expect(text(verdictOf([])).trimEnd().split('\n')).toHaveLength(3);
  });

  test('has a table per loop, the gravest law first', () => {
    expect(markdownTokens(text()).filter((t) => t.type === 'heading').map((t) => t.raw.trim())).toEqual(['### identity · 1', '### compute · 3', '### storage · 1']);
    expect(tableRows(text(), 'severity').map((cells) => cells[0]!.text)).toEqual(['error', 'error', 'error', 'warning', 'error']);
    expect(text()).toContain('\n| error | [storage/deferred-binding](<https://example.com/docs/laws/storage/deferred-binding.md>) '
      + '| <code>dist/shop.k8s.yaml&#58;6&#58;20</code> | <code>StorageClass fast</code> | class fast binds volumes of ebs.csi.aws.com before a pod has a zone |\n');
  });

  test('folds why, how to fix it, what is waived and what is undecided', () => {
    const summaries = Array.from(text().matchAll(/<details><summary>(.*)<\/summary>/g), ([, summary]) => summary);
    expect(summaries).toEqual([...Array<string>(3).fill('why, and how to fix it'), '1 waived', '2 undecided']);
    expect(text().split('</details>')).toHaveLength(summaries.length + 1);
    expect(text()).toContain('* fix: Set maxUnavailable to 1 or more');
    expect(tableRows(text(), 'reason').map((cells) => cells.map((cell) => cell.text).slice(3))).toEqual([['legacy batch, JIRA-12', '2027-03-31', 'annotation at dist/shop.k8s.yaml&#58;10&#58;1']]);
    expect(tableRows(text(), 'because')).toHaveLength(2);
    expect(text(verdictOf([finding(twice, fast, ['kind'])]))).toContain('* fix: <pre>Keep one of them&#58;<br><br>  labels&#58;<br>    app&#58; api</pre>');
  });

  test('tells first what was not examined, unfolded', () => {
    const errors = [{ code: 'invalid-yaml', file: 'x|y.yaml', document: 0, line: 3, column: 1, message: 'a | tab' }] as const;
    const output = text(verdictOf(many(1), { accounting: { ...shopVerdict().accounting, errors } }));
    expect(output.indexOf('### Not examined: this run can not pass')).toBeLessThan(output.indexOf('### storage'));
    expect(tableRows(output, 'code')).toHaveLength(1);
    expect(output).toContain('| <code>x&#124;y.yaml&#58;3&#58;1</code> | invalid-yaml | a &#124; tab |');
  });
});

describe('a comment of many findings', () => {
  test.each([51, 5_000])('of %i in one loop shows fifty and counts the rest', (n) => {
    const output = text(verdictOf(many(n)));
    expect(tableRows(output, 'severity')).toHaveLength(50);
    expect(output).toMatch(new RegExp(`\n${n - 50} rows? left out, .*\`looplaw check\``));
    expect(output).toContain('### storage · ' + String(n));
  });

  test('leaves out the mildest', () => {
    const mixed = [...many(60, { severity: 'info' }), ...many(1), finding(deferred, fast, ['kind'], { severity: 'warning' })];
    expect(tableRows(text(verdictOf(mixed)), 'severity').slice(0, 3).map((cells) => cells[0]!.text)).toEqual(['error', 'warning', 'info']);
  });

  test('is never longer than a comment may be, and always whole', () => {
    const long = many(60, { args: { class: '|'.repeat(900), provisioner: '@'.repeat(100) } });
    for (const verdict of [verdictOf(long), verdictOf(long, { waived: long.map((f) => waived(f, '<'.repeat(3_000), null)) }), verdictOf(many(3, { args: { class: 'x'.repeat(1e6) } }))]) {
      const output = text(verdict);
      expect(output.length).toBeLessThanOrEqual(60_000);
      expect(output).toMatch(/\n\d+ rows left out, for a comment holds only so much/);
      expect(output.split('<details>').length).toBe(output.split('</details>').length);
      expect(output).toContain('**looplaw: fail**');
    }
  });
});

describe('text in Markdown', () => {
  test.each([
    ['@acme/team', '&#64;&#8203;acme/team'], ['#12', '&#35;&#8203;12'], ['a_b*c*', 'a&#95;b&#42;c&#42;'], ['![x](y)', '&#33;&#8203;&#91;x&#93;(y)'],
    ['</details>', '&#60;/details&#62;'], ['https://x', 'https&#58;//x'], ['www.x', 'www&#46;x'], ['&lt;', '&#38;&#8203;lt;'], ['a\nb', 'a&#92;x0ab'], ['plain, text (1)', 'plain, text (1)'],
  ])('%j is %s', (written, shown) => expect(markdownText(written)).toBe(shown));

  test('code holds no space that is not there', () => expect(markdownCode('`a` @b')).toBe('<code>&#96;a&#96; &#64;b</code>'));
});
