import { describe, expect, test } from 'vitest';
import { check } from '../../src/judge/check';
import type { Verdict } from '../../src/judge/verdict';
import type { Preset } from '../../src/law';
import { loadText } from '../../src/load/load';
import { messageOf } from '../../src/report/words';
import { laws } from '../../src/laws';

const BUDGETED = 'compute/budgeted-pod';
const TODAY = '2026-11-20';
const about = laws.find((law) => law.id === 'manifest/waiver')!;

interface Container { readonly name: string; readonly requests?: object; readonly image?: string }

/** A Deployment with waivers on itself, and on its pod template. */
function deployment(waivers: string, { containers = [{ name: 'orders' }] as readonly Container[], onPods = '', name = 'orders' } = {}): object {
  const annotated = (text: string) => (text === '' ? {} : { annotations: { 'looplaw.dev/waive': text } });
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop', ...annotated(waivers) },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name }, ...annotated(onPods) },
        spec: { containers: containers.map(({ name: container, requests, image = 'registry.example.com/shop/orders:1.4.2' }) => ({ name: container, image, ...(requests && { resources: { requests } }) })) },
      },
    },
  };
}

function judged(objects: object | readonly object[], preset: Preset = 'recommended', only: readonly string[] = [BUDGETED, 'manifest/waiver']): Verdict {
  const text = [objects].flat().map((object) => JSON.stringify(object)).join('\n---\n');
  return check(loadText('orders.yaml', text), { config: { preset }, today: TODAY, only });
}

const open = ({ findings }: Verdict): readonly string[] => findings.map((f) => `${f.severity} ${f.law} ${f.messageId}`).sort();
const waived = ({ waived }: Verdict): readonly string[] => waived.map((f) => `${f.law}${f.container === null ? '' : `@${f.container}`}: ${f.reason}${f.until === null ? '' : ` until ${f.until}`}`);
const enough = { cpu: '100m', memory: '64Mi' };

describe('a waiver that holds', () => {
  test.each([
    ['compute/budgeted-pod=measured next week', 'measured next week'],
    ['  compute/budgeted-pod = measured next week  ', 'measured next week'],
    ['compute/budgeted-pod=a=b, c; d', 'a=b, c; d'],
    ['compute/budgeted-pod=measured next week;until=2026-12-01', 'measured next week until 2026-12-01'],
    ['compute/budgeted-pod=measured next week; until=2026-12-01', 'measured next week until 2026-12-01'],
    ['compute/budgeted-pod=measured next week, until = 2026-12-01 ', 'measured next week until 2026-12-01'],
    ['compute/budgeted-pod=its last day is today;until=2026-11-20', 'its last day is today until 2026-11-20'],
    ['\n\ncompute/immutable-image=other\n\ncompute/budgeted-pod=the second line\n', 'the second line'],
  ])('%j', (text, told) => {
    const verdict = judged(deployment(text));
    expect(waived(verdict)).toEqual([`${BUDGETED}@orders: ${told}`]);
    expect(open(verdict)).toEqual([]);
    expect(verdict.verdict).toBe('pass');
    expect(verdict.laws[BUDGETED]).toEqual({ examined: 1, kept: 0, broken: 0, undecided: 0, waived: 1 });
    expect(verdict.laws['manifest/waiver']).toMatchObject({ broken: 0 });
  });

  test('on the pod template', () => {
    const verdict = judged(deployment('', { onPods: `${BUDGETED}=batch` }));
    expect([open(verdict), waived(verdict)]).toEqual([[], [`${BUDGETED}@orders: batch`]]);
  });

  test('covers all containers, or the one it names', () => {
    const containers = [{ name: 'orders' }, { name: 'proxy' }, { name: 'log', requests: enough }];
    const all = judged(deployment(`${BUDGETED}=legacy`, { containers }));
    expect(waived(all)).toEqual([`${BUDGETED}@orders: legacy`, `${BUDGETED}@proxy: legacy`]);
    const one = judged(deployment(`${BUDGETED}@proxy=injected`, { containers }));
    expect([open(one), waived(one)]).toEqual([[`error ${BUDGETED} missing`], [`${BUDGETED}@proxy: injected`]]);
    expect(one.findings[0]?.container).toBe('orders');
    expect(one.laws[BUDGETED]).toEqual({ examined: 3, kept: 1, broken: 1, undecided: 0, waived: 1 });
    expect(one.verdict).toBe('fail');
  });

  test('covers its own object only', () => {
    const verdict = judged([deployment(`${BUDGETED}=legacy`), deployment('', { name: 'payments' })]);
    expect(waived(verdict)).toHaveLength(1);
    expect(verdict.findings.map((f) => f.resource.name)).toEqual(['payments']);
  });
});

describe('a waiver that is wrong waives nothing, and says why', () => {
  test.each([
    ['compute/budgeted-pod', 'syntax', 'waiver "compute/budgeted-pod" waives nothing: write law=reason'],
    ['=no law', 'syntax', 'waiver "=no law" waives nothing: write law=reason'],
    ['compute/budgeted-pod=', 'no-reason', 'waiver of compute/budgeted-pod waives nothing: it gives no reason'],
    ['compute/budgeted-pod=;until=2026-12-01', 'no-reason', 'waiver of compute/budgeted-pod waives nothing: it gives no reason'],
    ['compute/budgeted-pod=until=2026-12-01', 'no-reason', 'waiver of compute/budgeted-pod waives nothing: it gives no reason'],
    ['compute/nothing-like-it=legacy', 'unknown-law', 'waiver of compute/nothing-like-it waives nothing: there is no such law'],
    ['compute/budgetted-pod=legacy', 'misspelt-law', 'waiver of compute/budgetted-pod waives nothing: there is no such law; did you mean compute/budgeted-pod?'],
    ['storage/budgeted-pod=legacy', 'misspelt-law', 'waiver of storage/budgeted-pod waives nothing: there is no such law; did you mean compute/budgeted-pod?'],
    ['compute/budgeted-pod=ok; untill=2099-02-20', 'stray-key', 'waiver of compute/budgeted-pod waives nothing: untill= is no part of a reason, and no key; a last day is written ; until=YYYY-MM-DD'],
    ['compute/budgeted-pod=ok until=2020-01-01', 'stray-key', 'waiver of compute/budgeted-pod waives nothing: until= is no part of a reason, and no key; a last day is written ; until=YYYY-MM-DD'],
    ['compute/budgeted-pod=ok, unti = 2099-01-01', 'stray-key', 'waiver of compute/budgeted-pod waives nothing: unti= is no part of a reason, and no key; a last day is written ; until=YYYY-MM-DD'],
    ['compute/budgeted-pod=ok;until=2020-01-01;until=2099-01-01', 'stray-key', 'waiver of compute/budgeted-pod waives nothing: until= is no part of a reason, and no key; a last day is written ; until=YYYY-MM-DD'],
    ['compute/budgeted-pod=ok; owner=me', 'stray-key', 'waiver of compute/budgeted-pod waives nothing: owner= is no part of a reason, and no key; a last day is written ; until=YYYY-MM-DD'],
    [' \n ', 'syntax', 'waiver "(empty)" waives nothing: write law=reason'],
    ['compute/budgeted-pod=legacy;until=2026-02-30', 'bad-date', 'waiver of compute/budgeted-pod waives nothing: until=2026-02-30 is no day, write YYYY-MM-DD'],
    ['compute/budgeted-pod=legacy;until=', 'bad-date', 'waiver of compute/budgeted-pod waives nothing: until= is no day, write YYYY-MM-DD'],
    ['compute/budgeted-pod=legacy;until=2026-12-01 or so', 'bad-date', 'waiver of compute/budgeted-pod waives nothing: until=2026-12-01 or so is no day, write YYYY-MM-DD'],
    ['compute/budgeted-pod=legacy;until=2026-11-19', 'expired', 'waiver of compute/budgeted-pod held until 2026-11-19, and waives nothing any more'],
  ])('%j', (text, messageId, message) => {
    const verdict = judged(deployment(text));
    expect(open(verdict)).toEqual([`error ${BUDGETED} missing`, `error manifest/waiver ${messageId}`]);
    expect(waived(verdict)).toEqual([]);
    expect(messageOf(verdict.findings.find((f) => f.law === about.id)!, about)).toBe(message);
    expect(verdict.laws).toMatchObject({ [BUDGETED]: { broken: 1, waived: 0 }, 'manifest/waiver': { examined: 1, broken: 1 } });
  });

  test('on the pod template, where its finding stands', () => {
    const [, finding] = judged(deployment('', { onPods: BUDGETED })).findings.toSorted((a, b) => (a.law < b.law ? -1 : 1));
    expect(finding).toMatchObject({ messageId: 'syntax', path: ['spec', 'template', 'metadata', 'annotations', 'looplaw.dev/waive'] });
  });

  test('beside one that holds', () => {
    const verdict = judged(deployment(`${BUDGETED}=\n${BUDGETED}=legacy`));
    expect([open(verdict), waived(verdict)]).toEqual([['error manifest/waiver no-reason'], [`${BUDGETED}@orders: legacy`]]);
  });
});

describe('an annotation whose key is misspelt', () => {
  const annotated = (annotations: object) => {
    const object = deployment('') as { readonly metadata: object };
    return judged({ ...object, metadata: { ...object.metadata, annotations } });
  };

  test.each(['looplaw.dev/waiver', 'looplaw.dev/Waive', 'looplaw.dev/waives', 'looplaw.io/waive', 'looplaw/waive', 'looplaw.dev/ignore'])('%s is told', (key) => {
    const verdict = annotated({ [key]: `${BUDGETED}=legacy` });
    expect(open(verdict)).toEqual([`error ${BUDGETED} missing`, 'error manifest/waiver misspelt-annotation']);
    const finding = verdict.findings.find((f) => f.law === about.id)!;
    expect([messageOf(finding, about), finding.path.at(-1)]).toEqual([`annotation ${key} waives nothing: write looplaw.dev/waive`, key]);
  });

  test('one without a value is told, too; others of looplaw are none', () => {
    expect(open(annotated({ 'looplaw.dev/waive': null }))).toEqual([`error ${BUDGETED} missing`, 'error manifest/waiver syntax']);
    expect(open(annotated({ 'looplaw.dev/waive': '' }))).toEqual([`error ${BUDGETED} missing`, 'error manifest/waiver syntax']);
    expect(open(annotated({ 'looplaw.dev/backup': 'velero', 'example.com/waive': 'x' }))).toEqual([`error ${BUDGETED} missing`]);
  });
});

describe('the law about waivers is asked in any case', () => {
  const text = JSON.stringify(deployment(`${BUDGETED}=legacy;until=2020-01-01\nnetwork/default-deny=legacy;until=2020-01-01\ncompute/golden=x`));
  const found = (options: Parameters<typeof check>[1]) => check(loadText('orders.yaml', text), { today: TODAY, ...options }).findings.filter((f) => f.law === about.id).map((f) => `${f.severity} ${f.messageId}: ${f.args['law']}`);
  const ofCompute = [`error expired: ${BUDGETED}`, 'error unknown-law: compute/golden'];

  test('though config or choice leave it out, about the laws that are asked', () => {
    const all = found({});
    expect(all).toHaveLength(3);
    expect(found({ config: { laws: { 'manifest/waiver': 'off' } } })).toEqual(all);
    expect(found({ skip: ['manifest/waiver'] })).toEqual(all);
    expect(found({ only: [BUDGETED] })).toEqual(ofCompute);
    expect(found({ loops: ['compute'] })).toEqual(ofCompute);
  });

  test('and is not spoken of where it has nothing to say', () => {
    expect(Object.keys(judged(deployment(''), 'recommended', [BUDGETED]).laws)).toEqual([BUDGETED]);
  });
});

test('a scope that somebody wrote into a manifest names no construct', () => {
  expect(judged(deployment(`${BUDGETED}=legacy; scope=app/web`)).waived.map(({ given }) => [given.by, given.construct])).toEqual([['annotation', null]]);
});

describe('in strict', () => {
  test('an error is waived until a day, and not for ever', () => {
    const forEver = judged(deployment(`${BUDGETED}=legacy`), 'strict');
    expect([open(forEver), waived(forEver)]).toEqual([[`error ${BUDGETED} missing`, 'error manifest/waiver no-expiry'], []]);
    const dated = judged(deployment(`${BUDGETED}=legacy;until=2026-12-01`), 'strict');
    expect([open(dated), waived(dated)]).toEqual([[], [`${BUDGETED}@orders: legacy until 2026-12-01`]]);
  });

  test('one with a day serves beside one without', () => {
    const verdict = judged(deployment(`${BUDGETED}=legacy\n${BUDGETED}@orders=legacy;until=2026-12-01`), 'strict');
    expect(waived(verdict)).toEqual([`${BUDGETED}@orders: legacy until 2026-12-01`]);
  });

  const floating = { containers: [{ name: 'cache', image: 'registry.example.com/shop/cache:7' }, { name: 'orders', image: 'registry.example.com/shop/orders:latest' }] };
  test.each([floating, { containers: floating.containers.toReversed() }])('what is no error is waived without a day, whatever comes first: $containers', (pod) => {
    const verdict = judged(deployment('compute/immutable-image=legacy', pod), 'strict', ['compute/immutable-image', 'manifest/waiver']);
    expect(waived(verdict)).toEqual(['compute/immutable-image@cache: legacy']);
    expect(open(verdict)).toEqual(['error compute/immutable-image latest', 'error manifest/waiver no-expiry']);
  });
});

describe('a waiver that accepts nothing', () => {
  const kept = { containers: [{ name: 'orders', requests: enough }] };

  test('is told to go', () => {
    const verdict = judged(deployment(`${BUDGETED}=measured next week`, kept));
    expect(open(verdict)).toEqual(['warning manifest/waiver unused']);
    expect(verdict.verdict).toBe('pass');
  });

  test('for it names a container that is none, too', () => {
    expect(open(judged(deployment(`${BUDGETED}@proxy=injected`)))).toEqual([`error ${BUDGETED} missing`, 'warning manifest/waiver unused']);
  });

  test('may stay while its law is not asked, or can not be answered', () => {
    expect(open(judged(deployment(`${BUDGETED}=legacy`, kept), 'recommended', ['manifest/waiver']))).toEqual([]);
    const variable = { containers: [{ name: 'orders', image: '${IMAGE}' }] };
    const verdict = judged(deployment('compute/immutable-image=pinned by the release', variable), 'recommended', ['compute/immutable-image', 'manifest/waiver']);
    expect(verdict.laws['compute/immutable-image']).toMatchObject({ undecided: 1 });
    expect(open(verdict)).toEqual([]);
  });

  test('even when it is about waivers: their findings can not be waived', () => {
    expect(open(judged(deployment('manifest/waiver=no thanks', kept)))).toEqual(['warning manifest/waiver unused']);
    expect(open(judged(deployment(`manifest/waiver=no thanks\n${BUDGETED}=`)))).toEqual([
      `error ${BUDGETED} missing`, 'error manifest/waiver no-reason', 'warning manifest/waiver unused',
    ]);
  });
});

test('a law may be waived on objects that own no container', () => {
  const budget = {
    apiVersion: 'policy/v1', kind: 'PodDisruptionBudget',
    metadata: { name: 'orders', namespace: 'shop', annotations: { 'looplaw.dev/waive': 'compute/pdb-no-deadlock=drained by hand' } },
    spec: { maxUnavailable: 0, selector: { matchLabels: { app: 'orders' } } },
  };
  const verdict = judged(budget, 'recommended', ['compute/pdb-no-deadlock', 'manifest/waiver']);
  expect([open(verdict), waived(verdict)]).toEqual([[], ['compute/pdb-no-deadlock: drained by hand']]);
});
