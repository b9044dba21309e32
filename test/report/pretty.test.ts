import { describe, expect, test } from 'vitest';
import { loadText, originOfConstruct } from '../../src/load/load';
import type { Range, Resource } from '../../src/load/resource';
import { pretty } from '../../src/report/pretty';
import type { ReportContext } from '../../src/report';
import { budgeted, context, deferred, evictable, finding, objectsOf, related, SHOP, shopVerdict, twice, undecided, verdictOf, waived } from './sample';

const lines = (verdict = shopVerdict(), more: Partial<ReportContext> = {}) => pretty(verdict, { ...context, ...more }).split('\n');
const text = (verdict = shopVerdict(), more: Partial<ReportContext> = {}) => pretty(verdict, { ...context, ...more });
const shop = objectsOf('dist/shop.k8s.yaml', SHOP);
const fast = shop('StorageClass fast');
const immediate = finding(deferred, fast, ['volumeBindingMode'], { args: { class: 'fast', provisioner: 'ebs.csi.aws.com' } });
const clean = (n: number) => ({ examined: n, kept: n, broken: 0, undecided: 0, waived: 0 });

describe('a finding', () => {
  test('is a place, what is wrong, the object, its source, and the story of its law', () => {
    expect(text(verdictOf([immediate]))).toBe(`dist/shop.k8s.yaml:6:20  error  storage/deferred-binding
  class fast binds volumes of ebs.csi.aws.com before a pod has a zone
  StorageClass fast

    5 │ provisioner: ebs.csi.aws.com
  ▸ 6 │ volumeBindingMode: Immediate # the default of the provisioner
      │                    ━━━━━━━━━

  breaks  claims stay Pending, pods hang in ContainerCreating, a StatefulSet
          rollout is stuck
  blamed  "a Kubernetes bug", or the provisioner
  cause   block storage lives in one zone, and the disk was bound before or
          apart from the pod
  watch   kube_persistentvolumeclaim_status_phase{phase="Pending"} beside attach
          events
  fix     Make a new class with volumeBindingMode: WaitForFirstConsumer and move
          the claims to it; the field of an existing class can not be changed.
          looplaw explain storage/deferred-binding

✗ storage 1

1 error, 0 warnings, 0 info · 0 undecided, 0 waived · 42 objects in 12 files examined, 0 not examined
`);
  });

  test('about what is not written points at the nearest thing that is, and says so', () => {
    expect(text()).toContain(`  ▸ 22 │         - name: api
       │           ━ resources.requests is not written
`);
    expect(text()).toContain(`  ▸ 31 │           resources: { requests: { cpu: 100m } }
       │                        ━━━━━━━━ memory is not written
`);
  });

  test('of a live construct shows its path in the tree and in the object', () => {
    const output = text(verdictOf([{ ...immediate, resource: { ...fast, origin: originOfConstruct('platform/class') } }]));
    expect(output).toMatch(/^platform\/class {2}error {2}storage\/deferred-binding\n/);
    expect(output).toContain('  StorageClass fast · volumeBindingMode\n\n  breaks');
  });

  test('lists related places', () => {
    expect(text()).toContain('\n  ↳ dist/shop.k8s.yaml:11:3  Deployment shop/api: selected by this budget\n');
    const many = text(verdictOf([{ ...immediate, related: Array.from({ length: 6 }, () => related('lives there', fast, [])) }]));
    expect(many.split('lives there')).toHaveLength(5);
    expect(many).toContain('lives there\n  … and 2 more\n\n  breaks');
  });

  test('of a law without signature tells why', () => {
    const output = text(verdictOf([finding(twice, fast, ['kind'], { args: { key: 'kind' } })]));
    expect(output).toContain('  why     Kubernetes keeps the last of two equal keys');
    expect(output).toContain('  fix     Keep one of them:\n\n            labels:\n              app: api\n');
    expect(output).not.toContain('blamed');
  });

  test('of a law nobody knows is still told', () => {
    expect(text(verdictOf([{ ...immediate, law: 'strange/law', messageId: 'odd' }]))).toMatch(/:6:20 {2}error {2}strange\/law\n {2}odd\n/);
  });
});

describe('many findings', () => {
  test('stand by loop and law, the gravest law first', () => {
    const heads = lines().filter((line) => /^\S+ {2}(?:error|warning|info) {2}/.test(line));
    expect(heads.map((line) => line.replace(/^.*:(\d+):\d+ {2}(\w+) {2}/, '$1 $2 '))).toEqual([
      '28 error identity/no-static-credentials', '22 error compute/budgeted-pod', '31 error compute/budgeted-pod',
      '39 warning compute/evictable-budget', '6 error storage/deferred-binding',
    ]);
  });

  test('tell each law once, and each signature once', () => {
    const output = lines();
    const told = (label: string) => output.filter((line) => line.startsWith(`  ${label}`)).length;
    expect({ breaks: told('breaks'), cause: told('cause'), watch: told('watch'), why: told('why'), fix: told('fix') })
      .toEqual({ breaks: 3, cause: 3, watch: 3, why: 1, fix: 4 });
  });

  test('of one law are shown up to five times; of more, three are shown and the rest is counted', () => {
    const many = (n: number) => text(verdictOf(Array.from({ length: n }, () => immediate)));
    expect(many(5)).not.toContain('more like these');
    expect(many(6)).toContain('  … and 3 more like these; --format concise lists every one\n\n  breaks');
    expect(many(5).split('dist/shop.k8s.yaml:6:20')).toHaveLength(6);
    expect(many(6).split('dist/shop.k8s.yaml:6:20')).toHaveLength(4);
    expect(many(10_000).length).toBeLessThan(4_000);
  });

  test('that are folded are the mildest', () => {
    const mild = Array.from({ length: 5 }, () => ({ ...immediate, severity: 'info' as const }));
    expect(text(verdictOf([...mild, immediate]))).toMatch(/^dist\/shop.k8s.yaml:6:20 {2}error/);
  });
});

describe('the account', () => {
  test('of a run that passes is one line per loop and a promise', () => {
    const laws = { 'compute/budgeted-pod': clean(12), 'identity/x': clean(3), 'identity/y': { ...clean(4), kept: 3, undecided: 1 }, 'storage/z': clean(0) };
    expect(text(verdictOf([], { laws }))).toBe(`✓ identity  2 laws   6 kept, 1 undecided
✓ compute   1 law   12 kept
· storage   1 law   nothing to ask about

pass: no law is broken; 4 laws asked, 18 promises kept

0 errors, 0 warnings, 0 info · 0 undecided, 0 waived · 42 objects in 12 files examined, 0 not examined
`);
  });

  test('never claims a pass for what was not examined', () => {
    const errors = [{ code: 'invalid-yaml', file: 'dist/b.yaml', document: 0, line: 12, column: 3, message: 'unclosed quote' }] as const;
    const output = text(verdictOf([], { accounting: { files: 1, documents: 1, resources: 0, examined: 0, skipped: [], errors }, laws: { 'identity/x': clean(1) } }));
    expect(output).toContain('1 input not examined: this run can not pass\n  dist/b.yaml:12:3  invalid-yaml  unclosed quote\n');
    expect(output).not.toContain('pass:');
    expect(output).toMatch(/0 objects in 1 file examined, 1 not examined\n$/);
  });

  test('lists what was waived, with the reason', () => {
    expect(text()).toContain('1 waived\n  dist/shop.k8s.yaml:15:3  compute/budgeted-pod\n    legacy batch, JIRA-12 (until 2027-03-31, by annotation at\n    dist/shop.k8s.yaml:10:1)\n');
    const many = text(verdictOf([], { waived: Array.from({ length: 13 }, () => waived(immediate, 'old', null)) }));
    expect(many.split('old (no expiry, by annotation at')).toHaveLength(11);
    expect(many).toContain('  … and 3 more; --format json lists every one\n');
  });

  test('counts the undecided, and lists them where asked', () => {
    expect(text()).not.toContain('zones of the cluster');
    expect(text()).toContain('--explain-undecided');
    const asked = text(shopVerdict(), { explainUndecided: true });
    expect(asked).toContain('  dist/shop.k8s.yaml:23:11  compute/budgeted-pod\n    Deployment shop/api: image is ${IMAGE}\n');
    expect(asked).not.toContain('--explain-undecided');
  });

  test('says that the run was split into clusters, and why', () => {
    const note = 'two folders write Deployment shop/api';
    const clusters = [{ name: 'dist/dev', resources: 20, note }, { name: 'dist/prod', resources: 1, note }];
    const output = text(verdictOf([{ ...immediate, cluster: 'blue' }], { clusters }));
    expect(output).toContain('2 clusters: dist/dev (20 objects), dist/prod (1 object)\n  two folders write Deployment shop/api\n1 error');
    expect(output).toContain('  StorageClass fast · cluster blue\n');
    expect(text(verdictOf([{ ...immediate, cluster: 'dist' }], { clusters }))).toContain('  StorageClass fast\n');
  });

  test('counts everything in the last line', () => {
    const verdict = verdictOf([immediate, finding(evictable, fast, []), { ...immediate, severity: 'info' }], {
      waived: [waived(immediate, 'x', null)], baselined: [immediate, immediate], undecided: [undecided(deferred, fast, 'x')],
      accounting: { files: 1, documents: 5, resources: 1, examined: 1, errors: [], skipped: [{ file: 'a', document: 0, reason: 'empty' }] },
    });
    expect(lines(verdict).at(-2)).toBe('1 error, 1 warning, 1 info · 1 undecided, 1 waived, 2 in the baseline · 1 object in 1 file examined, 1 skipped, 0 not examined');
  });
});

describe('a frame', () => {
  const frame = (source: string, path: (string | number)[], more: Partial<ReportContext> = {}, at: 'key' | 'value' = 'value') => {
    const [resource] = loadText('a.yaml', source).resources;
    return lines(verdictOf([finding(budgeted, resource!, path, { at })]), more).filter((line) => /^ {2}[ ▸>] +\d* *[│|]/.test(line));
  };
  const head = 'apiVersion: v1\nkind: ConfigMap\n';

  test('is cropped around the mark', () => {
    const long = `${head}data: {${'a: bbbbbbbbb, '.repeat(50)}x: here, ${'c: ddddddddd, '.repeat(50)}}\n`.replace(/a: b/g, () => `k${Math.random().toString(36).slice(2, 8)}: b`).replace(/c: d/g, () => `l${Math.random().toString(36).slice(2, 8)}: d`);
    const shown = frame(long, ['data', 'x']);
    expect(shown.map((line) => line.length).every((n) => n <= 80)).toBe(true);
    const [, marked, underline] = shown;
    expect(marked).toMatch(/│ ….*x: here.*…$/);
    expect(marked!.slice(underline!.indexOf('━'), underline!.lastIndexOf('━') + 1)).toBe('here');
  });

  test('shows the beginning when the mark is longer than the line', () => {
    const shown = frame(`${head}data: {x: ${'y'.repeat(300)}}\n`, ['data', 'x']);
    expect(shown.map((line) => line.length).every((n) => n <= 80)).toBe(true);
    expect(shown[1]).toMatch(/│ data: \{x: y+…$/);
  });

  test('shows a megabyte on one line in no time', () => {
    const shown = frame(`${head}data: {x: ${'y'.repeat(1_000_000)}, z: here}\n`, ['data', 'z']);
    expect(shown[1]).toContain('z: here');
  });

  test('marks under wide characters, tabs and escapes', () => {
    const shown = frame(`${head}data: { "漢字\t🙂": a, "e\u0301\u200b": b, z: here }\n`, ['data', 'z']);
    expect(shown[1]).toContain('data: { "漢字  🙂": a, "e\u0301\\u{200b}": b, z: here }');
    // 漢, 字 and 🙂 take two columns of one string index each (🙂 two of two), the accent takes none of one.
    expect(shown[2]!.indexOf('━')).toBe(shown[1]!.indexOf('here') + 2 - 1);
  });

  test('shows no neighbour of the object', () => {
    const [, second] = loadText('a.yaml', `${head}data: {a: neighbour}\n--- # neighbour\n${head}data: {b: c}\n`).resources;
    for (const path of [['apiVersion'], ['data']]) expect(text(verdictOf([finding(budgeted, second!, path)]))).not.toContain('neighbour');
    const list = loadText('a.json', '{"kind":"List","apiVersion":"v1","items":[{"apiVersion":"v1","kind":"A","x":"neighbour"},{"apiVersion":"v1","kind":"B"},{"apiVersion":"v1","kind":"C","x":"neighbour"}]}');
    const output = text(verdictOf([finding(budgeted, list.resources[1]!, ['kind'])]));
    expect(output).toContain('▸ 1 │ …{"apiVersion":"v1","kind":"B"}…\n');
  });

  test('is left out where there is no text', () => {
    const nowhere: Range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
    const resource: Resource = { ...fast, origin: { ...originOfConstruct('x'), file: 'a.json', locate: () => nowhere, lines: () => ['{"kind":"Secret"}'] } };
    expect(text(verdictOf([finding(budgeted, resource, [])]))).not.toContain('Secret');
  });
});

describe('the page', () => {
  test.each([40, 60, 80, 100, 500])('at width %i holds words within it', (width) => {
    const limit = Math.min(width, 100);
    const tooLong = lines(shopVerdict(), { width }).filter((line) => line.length > limit && !/:\d+:\d+ {2}|objects in|[│]/.test(line));
    // Words that can't be broken stay whole.
    expect(tooLong.filter((line) => !/^ +(?:\w+ +)?\S+$|looplaw explain/.test(line))).toEqual([]);
  });

  test('breaks the row of loops', () => {
    const laws = Object.fromEntries(['identity', 'compute', 'network', 'storage', 'control-plane', 'observability', 'hardening'].map((loop) => [`${loop}/x`, clean(1)]));
    expect(text(verdictOf([immediate], { laws }), { width: 40 })).toContain(`
✓ identity   ✓ compute   ✓ network
✗ storage 1   ✓ control-plane
✓ observability   ✓ hardening

`);
  });

  test('survives a terminal of no width', () => {
    expect(text(shopVerdict(), { width: 0 })).toBe(text(shopVerdict(), { width: 100 }));
    expect(text(shopVerdict(), { width: 1 })).toBe(text(shopVerdict(), { width: 40 }));
  });

  test('is ASCII where asked', () => {
    const resource = { ...fast, name: 'schnell-ä' };
    const output = text(verdictOf([{ ...immediate, resource, related: [related('→', resource, [])] }]), { unicode: false });
    expect(output).toMatch(/^[\n\x20-\x7e]*$/);
    expect(output).toContain('schnell-\\u{e4}'.replace('\\u{e4}', '\\xe4'));
    expect(output).toContain('  > 6 | volumeBindingMode: Immediate');
    expect(output).toContain('      |                    ^^^^^^^^^\n');
  });

  test('says the same with and without colour', () => {
    const colored = text(shopVerdict(), { color: true });
    expect(colored).toContain('\x1b[31merror\x1b[39m');
    // eslint-disable-next-line no-control-regex -- this is what colours are
    expect(colored.replace(/\x1b\[\d+m/g, '')).toBe(text());
  });
});
