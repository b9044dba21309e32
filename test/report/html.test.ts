import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding';
import { LOOPS } from '../../src/loop';
import { html } from '../../src/report/html';
import { html as markup, Markup } from '../../src/report/html/markup';
import { contentPolicy, STYLE } from '../../src/report/html/style';
import { elements, pageOf } from './grammar';
import { budgeted, context, deferred, finding, objectsOf, SHOP, shopVerdict, undecided, verdictOf, waived } from './sample';

const page = (verdict = shopVerdict(), more: Partial<typeof context> = {}) => pageOf(html(verdict, { ...context, ...more }));
type Node = ReturnType<typeof page>;
const textsOf = (node: Node): readonly string[] => Array.from(node.childNodes).flatMap((child) => (child.nodeType === child.TEXT_NODE ? [child.nodeValue ?? ''] : textsOf(child as Node)));
/** Everything a reader sees of an element, on one line. */
const words = (node: Node | undefined) => (node === undefined ? '' : textsOf(node).join(' ').replace(/\s+/g, ' ').trim());
const byId = (root: Node, id: string) => elements(root, '*').find((element) => element.getAttribute('id') === id);
const fast = objectsOf('dist/shop.k8s.yaml', SHOP)('StorageClass fast');
const many = (n: number, more: Partial<Finding> = {}) => Array.from({ length: n }, (_, i) => finding(deferred, fast, ['volumeBindingMode'], { args: { class: `c${i}`, provisioner: 'p' }, ...more }));

describe('the page', () => {
  test('says the verdict first, then what was found and what was read', () => {
    const [head] = elements(page(), 'header');
    expect(words(head)).toMatch(/^looplaw fail 5 findings; 20 promises kept\. found 4 errors, 1 warning, 0 info accepted 1 waived, 0 in the baseline undecided 2 examined 42 objects read 42 documents in 12 files, 0 skipped, 0 not examined judged for Kubernetes 1\.34, prod, preset recommended, role app/);
    expect(words(elements(page(), 'title')[0])).toBe('looplaw: fail, 5 findings');
  });

  test('has one heading of the first level, landmarks, and a heading for every loop that breaks', () => {
    const root = page();
    expect(['h1', 'header', 'main', 'footer'].map((name) => elements(root, name).length)).toEqual([1, 1, 1, 1]);
    expect(elements(root, 'h2').map(words)).toEqual(['identity 1 error', 'compute 2 errors, 1 warning', 'storage 1 error', '1 waived', '2 undecided', 'What was asked 6 laws']);
    expect(root.getAttribute('lang')).toBe('en');
  });

  test('no two elements have one id, and every link in it leads somewhere', () => {
    const ids = elements(page(), '*').map((element) => element.getAttribute('id')).filter(Boolean);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = elements(page(), 'a').map((a) => a.getAttribute('href')!).filter((href) => href.startsWith('#'));
    expect(targets.length).toBeGreaterThan(2);
    expect(targets.filter((href) => !ids.includes(href.slice(1)))).toEqual([]);
  });

  test('a finding tells place, message, object, source and what it has to do with; its law the story and the fix', () => {
    const section = words(byId(page(), 'compute'));
    for (const part of [
      'dist/shop.k8s.yaml:22:11 error container api requests no cpu and memory Deployment shop/api · container api', '▸ 22 │', '↳ dist/shop.k8s.yaml:11:3 Deployment shop/api: selected by this budget',
      'breaks pods stay Pending', 'blamed "not enough nodes"', 'watch kube_pod_container_resource_requests', `fix ${budgeted.remedy}`,
    ]) expect(section).toContain(part);
    expect(section).not.toContain('hunter2');
  });

  test('what is waived, in the baseline or undecided is folded under its count', () => {
    const verdict = { ...shopVerdict(), baselined: many(1), stale: [{ fingerprint: 'a', law: 'compute/x', severity: 'error' as const, object: 'Pod gone' }] };
    const folds = elements(page(verdict), 'details').filter((details) => details.getAttribute('class') === 'fold').map(words);
    expect(folds).toEqual([
      expect.stringMatching(/^1 waived dist.*legacy batch, JIRA-12 \(until 2027-03-31, by annotation/), expect.stringMatching(/^1 in the baseline.*class c0 binds/), expect.stringMatching(/^1 stale in the baseline.*Pod gone/),
      expect.stringMatching(/^2 undecided.*zones of the cluster are not declared/),
    ]);
    expect(byId(page(verdict, { explainUndecided: true }), 'undecided')?.hasAttribute('open')).toBe(true);
  });

  test('what was not examined stands before everything else', () => {
    const errors = [{ code: 'invalid-yaml', file: 'x.yaml', document: 0, line: 3, column: 1, message: 'a tab' }] as const;
    const root = page(verdictOf(many(1), { accounting: { ...shopVerdict().accounting, errors, skipped: [{ file: 'values.yaml', document: 0, reason: 'not-kubernetes' }] } }));
    expect(words(elements(root, 'h2')[0])).toBe('Not examined 1 input: this run can not pass');
    expect(words(byId(root, 'not-examined'))).toContain('x.yaml:3:1 invalid-yaml a tab');
    expect(words(byId(root, 'skipped'))).toBe('1 skipped values.yaml document 1 not-kubernetes');
    expect(words(elements(root, 'header')[0])).toMatch(/^looplaw error 1 input could not be examined\./);
  });

  test('a run without findings says what was kept, and of what', () => {
    const root = page(verdictOf([], { laws: { 'network/ready-backends': { examined: 5, kept: 4, broken: 0, undecided: 1, waived: 0 } } }));
    expect(words(elements(root, 'header')[0])).toMatch(/^looplaw pass No law is broken; 4 promises kept\./);
    expect(elements(root, 'tr').map(words)).toEqual(['law examined kept broken undecided waived', 'network/ready-backends 5 4 0 1 0']);
    expect(elements(root, 'section')).toHaveLength(1);
  });
});

describe('the picture', () => {
  const labels = (root: Node) => elements(elements(root, 'svg')[0]!, 'text').map(words);

  test('names every loop and counts findings where they break', () => {
    const drawn = labels(page()).join(' | ');
    for (const loop of LOOPS.filter((l) => l !== 'cross')) expect(drawn).toContain(loop === 'control-plane' ? 'control plane' : loop);
    expect(drawn).toContain('identity | 1 | compute | 3 | network | 5 kept | storage | 1');
    expect(drawn).toContain('control plane | nothing to ask');
    expect(drawn).toContain('observability not asked');
  });

  test('tells the same in words, and leads to what breaks', () => {
    const [svg] = elements(page(), 'svg');
    expect(svg!.getAttribute('aria-label')).toBe('The loops and how they came out. identity: 1 broken; compute: 3 broken; network: 5 kept; storage: 1 broken');
    expect(elements(svg!, 'a').map((a) => [a.getAttribute('href'), a.getAttribute('class'), a.getAttribute('aria-label')])).toEqual([
      ['#identity', 'error', 'identity: 1 broken'], ['#compute', 'error', 'compute: 3 broken'], ['#storage', 'error', 'storage: 1 broken'],
    ]);
  });

  test('shows what crosses loops where they meet, and is drawn for a run of nothing', () => {
    expect(labels(page(verdictOf(many(2, { law: 'cross/domino-chain' })))).join(' ')).toContain('2 cross');
    expect(labels(page()).join(' ')).not.toContain('cross');
    expect(elements(page(verdictOf([], { laws: {} })), 'svg')[0]!.getAttribute('aria-label')).toContain('None was asked.');
  });

  test('an undecided loop is not a kept one', () => {
    const root = page(verdictOf([], { undecided: [undecided(deferred, fast, 'x')], laws: { 'storage/deferred-binding': { examined: 1, kept: 0, broken: 0, undecided: 1, waived: 0 } } }));
    expect(elements(elements(root, 'svg')[0]!, 'g').filter((g) => g.getAttribute('class') === 'undecided').map(words)).toEqual(['storage 1 undecided']);
    expect(elements(elements(root, 'svg')[0]!, 'g').some((g) => g.getAttribute('class') === 'kept')).toBe(false);
  });
});

describe('the size', () => {
  test('five findings of a law are open with their source, two hundred more are folded, and the rest is counted', () => {
    const root = page(verdictOf(many(5000)));
    const items = elements(byId(root, 'storage')!, 'li');
    expect(items).toHaveLength(205);
    expect(elements(root, 'pre')).toHaveLength(5);
    expect(words(elements(root, 'summary')[0])).toBe('and 4995 more like these');
    expect(words(byId(root, 'storage'))).toContain('4795 more are left out of this page; looplaw check --format json lists every one.');
    expect(words(page(verdictOf(many(205))))).not.toContain('left out');
  });

  test('is bounded, however much there is of everything', () => {
    const long = 'x'.repeat(10_000);
    const findings = many(5000, { args: { class: long, provisioner: long } });
    const errors = Array.from({ length: 5000 }, () => ({ code: 'invalid-yaml', file: long, document: 0, line: 1, column: 1, message: long }) as const);
    const text = html(verdictOf(findings.slice(0, 300), {
      waived: findings.slice(0, 300).map((f) => waived(f, long, null)), baselined: findings.slice(0, 300), undecided: Array.from({ length: 300 }, () => undecided(deferred, fast, long)),
      accounting: { ...shopVerdict().accounting, errors: errors.slice(0, 300), skipped: errors.slice(0, 300).map(({ file }) => ({ file, document: null, reason: 'empty' as const })) },
    }), context);
    expect(text.length).toBeLessThan(6e6);
    expect(text).toContain('characters more)');
    expect(html(verdictOf(findings.map((f, i) => ({ ...f, args: { class: `c${i}`, provisioner: 'p' } }))), context).length).toBeLessThan(150_000);
  });
});

describe('nothing gets out of its place', () => {
  test('text is escaped wherever it stands, markup is not, nothing is nothing', () => {
    const evil = `"'><script>alert(1)</script>&amp;\u202e\0`;
    expect(markup`<a title="${evil}">${evil}${null}${[1, markup`<b/>`]}</a>`.text).toBe(
      `<a title="&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;\\u{202e}\\x00">&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;\\u{202e}\\x001<b/></a>`,
    );
    expect(markup`${'x'.repeat(2001)}`).toBeInstanceOf(Markup);
    expect(markup`${'x'.repeat(2001)}`.text).toBe(`${'x'.repeat(2000)}… (1 characters more)`);
  });

  test('the page may load nothing, run nothing and send nothing', () => {
    expect(contentPolicy()).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'$/);
    expect(STYLE).not.toMatch(/url\(|@import|expression|<|\n/);
    const root = page();
    expect(['script', 'img', 'iframe', 'link', 'object', 'form', 'base'].flatMap((name) => elements(root, name))).toEqual([]);
    const attributes = elements(root, '*').flatMap((element) => Array.from(element.attributes, ({ name, value }) => [name, value] as const));
    expect(attributes.filter(([name]) => /^(?:on|style$|src)/.test(name))).toEqual([]);
    expect(attributes.filter(([name, value]) => name === 'href' && !/^(?:#[a-z-]+|https:\/\/example\.com\/docs\/laws\/[\w/-]+\.md)$/.test(value))).toEqual([]);
  });

  test('names make no element and no attribute', () => {
    const shape = (name: string) => {
      const object = { ...fast, kind: name, name, namespace: name };
      const root = page(verdictOf([finding(deferred, object, [name], { args: { class: name, provisioner: name }, container: name })], { waived: [waived(finding(deferred, object, []), name, name)] }));
      return elements(root, '*').map((element) => [element.tagName, ...Array.from(element.attributes, (a) => a.name)].join(' '));
    };
    for (const evil of ['<script>alert(1)</script>', '" onmouseover="alert(1)', `' autofocus onfocus='x`, '</style><style>', '<!--', ']]>', '&lt;img&gt;', '</details></main>']) expect(shape(evil)).toEqual(shape('name'));
  });
});
