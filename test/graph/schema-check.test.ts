import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkMetadata, checkSchema, type SchemaProblem } from '../../src/graph/schema/check';
import { served } from '../../src/graph/schema/served';
import { MAYBE, OPEN, SOME } from '../../src/graph/reading/unknown';
import { defaultingCases, type DefaultingCase, type Json } from './defaulting-cases';

const accepted = defaultingCases('accepted');
const rejected = defaultingCases('rejected');

function problemsOf({ object }: DefaultingCase): readonly SchemaProblem[] {
  return checkSchema(object, object.apiVersion, object.kind, '1.36');
}

/** `spec.containers[0].image` */
function fieldPath(path: SchemaProblem['path']): string {
  return path.reduce<string>((text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`), '');
}

describe('the recorded API server', () => {
  it('accepts what has no problem', () => {
    const refused = accepted.filter((c) => problemsOf(c).length > 0).map(({ id, title }) => `${id} ${title}`);
    expect(refused).toEqual([]);
  });

  it('finds no fault with objects as it stored them', () => {
    const placeholders = /^<(?:uid|random|time|allocated)>$/;
    const refused = accepted.flatMap(({ id, stored, object }) =>
      checkSchema(stored, object.apiVersion, object.kind, '1.36')
        .filter(({ path }) => !placeholders.test(String(path.reduce<unknown>((at, step) => (at as Json)[step], stored))))
        .map(({ path }) => `${id} ${fieldPath(path)}`));
    expect(refused).toEqual([]);
  });

  it('rejects well-formed objects for other reasons', () => {
    const judged = rejected.filter(({ httpStatus }) => httpStatus === 422 || httpStatus === 403);
    expect(judged.length).toBeGreaterThan(300);
    expect(judged.filter((c) => problemsOf(c).length > 0).map(({ id, title }) => `${id} ${title}`)).toEqual([]);
  });

  const undecodable = rejected.filter(({ httpStatus, object }) => httpStatus === 400 && object.kind !== 'Pd');

  it.each(undecodable.map((c) => [c.title, c] as const))('refuses: %s', (_, c) => {
    const problems = problemsOf(c);
    const { message } = c.error;
    const unknown = [...message.matchAll(/unknown field "([^"]+)"/g)].map((match) => match[1]);
    const mistyped = /Go struct field \w+\.(\S+) of type/.exec(message)?.[1];
    if (unknown.length > 0) {
      expect(problems.map(({ kind, path }) => [kind, fieldPath(path)])).toEqual(unknown.map((field) => ['unknown-field', field]));
    } else if (mistyped !== undefined) {
      // The decoder names neither list indices nor the key inside a map of strings.
      expect(problems).toHaveLength(1);
      const named = fieldPath(problems[0]!.path).replace(/\[\d+\]/g, '');
      expect(named === mistyped || named.startsWith(`${mistyped}.`)).toBe(true);
    } else {
      const expected = message.includes('base64') ? 'base64' : 'quantity';
      expect(message).toMatch(/base64|quantit/);
      expect(problems).toMatchObject([{ kind: 'wrong-type', expected }]);
    }
  });

  it('does not serve what the tables do not serve', () => {
    const { object: gone } = rejected.find(({ httpStatus }) => httpStatus === 404)!;
    expect(served(gone.apiVersion, gone.kind, '1.36')).toMatchObject({ is: 'not-served', removedIn: '1.16' });
    const { object: mistyped } = rejected.find(({ object }) => object.kind === 'Pd')!;
    expect(served(mistyped.apiVersion, mistyped.kind, '1.36').is).toBe('unknown-kind');
  });
});

function deployment(spec: unknown): SchemaProblem[] {
  return [...checkSchema({ apiVersion: 'apps/v1', kind: 'Deployment', spec }, 'apps/v1', 'Deployment', '1.34')];
}

function pod(spec: unknown, kubeVersion = '1.34'): SchemaProblem[] {
  return [...checkSchema({ apiVersion: 'v1', kind: 'Pod', spec }, 'v1', 'Pod', kubeVersion)];
}

describe('unknown fields', () => {
  it.each([
    ['replica', 'replicas'], ['Replicas', 'replicas'], ['tempalte', 'template'], ['minReadySecond', 'minReadySeconds'], ['whatever', null], ['', null],
  ])('%j: did you mean %j?', (field, suggestion) => {
    expect(deployment({ [field]: 1 })).toEqual([{ kind: 'unknown-field', path: ['spec', field], suggestion, since: null, until: null }]);
  });

  it('names the versions that have the field', () => {
    expect(pod({ schedulingGroup: {} }, '1.34')).toEqual([
      { kind: 'unknown-field', path: ['spec', 'schedulingGroup'], suggestion: null, since: '1.36', until: null },
    ]);
    expect(pod({ schedulingGroup: {} }, '1.36')).toEqual([]);
    const pvc = { spec: { resources: { claims: [] } } };
    expect(checkSchema(pvc, 'v1', 'PersistentVolumeClaim', '1.28')).toEqual([]);
    expect(checkSchema(pvc, 'v1', 'PersistentVolumeClaim', '1.30')).toMatchObject([{ path: ['spec', 'resources', 'claims'] }]);
    const claim = { spec: { resourceClassName: 'x' } };
    expect(checkSchema(claim, 'resource.k8s.io/v1alpha2', 'ResourceClaim', '1.30')).toEqual([]);
  });

  it('gives an odd version the benefit of both neighbours', () => {
    expect(pod({ resources: {} }, '1.30')).toMatchObject([{ since: '1.32' }]);
    expect(pod({ resources: {} }, '1.31')).toEqual([]);
    const gone = { kind: 'unknown-field', path: ['spec', 'containers', 0, 'x'] };
    expect(pod({ containers: [{ x: 1 }] }, '1.31')).toMatchObject([gone]);
  });

  it('treats keys of every name as data', () => {
    const spec = JSON.parse('{"__proto__":1,"constructor":{},"toString":null,"hasOwnProperty":2}') as Json;
    expect(pod(spec).map(({ path }) => path[1])).toEqual(['__proto__', 'constructor', 'toString', 'hasOwnProperty']);
    const labels = JSON.parse('{"__proto__":"a","constructor":1}') as Json;
    expect(checkSchema({ metadata: { labels } }, 'v1', 'Pod', '1.34')).toMatchObject([{ kind: 'wrong-type', path: ['metadata', 'labels', 'constructor'] }]);
    expect(pod(Object.assign(Object.create(null), { restartPolicy: 1 }))).toMatchObject([{ kind: 'wrong-type', path: ['spec', 'restartPolicy'] }]);
  });
});

describe('wrong types', () => {
  it.each([
    [{ replicas: '3' }, 'integer', 'string'],
    [{ replicas: 1.5 }, 'integer', 'fraction'],
    [{ replicas: 2 ** 31 }, 'integer', 'number out of range'],
    [{ replicas: true }, 'integer', 'boolean'],
    [{ paused: 'true' }, 'boolean', 'string'],
    [{ template: [] }, 'map', 'list'],
    [{ template: { spec: { containers: {} } } }, 'list', 'map'],
    [{ template: { spec: { containers: ['a'] } } }, 'map', 'string'],
    [{ template: { spec: { containers: [{ command: 'run' }] } } }, 'list', 'string'],
    [{ template: { spec: { terminationGracePeriodSeconds: 2 ** 63 } } }, 'integer', 'number out of range'],
    [{ template: { metadata: { labels: { a: 1 } } } }, 'string', 'number'],
    [{ template: { metadata: { labels: [] } } }, 'map', 'list'],
    [{ template: { metadata: { creationTimestamp: 'today' } } }, 'RFC 3339 time', 'malformed string'],
    [{ strategy: { rollingUpdate: { maxSurge: 0.5 } } }, 'integer or string', 'fraction'],
    [{ selector: 'app=x' }, 'map', 'string'],
  ])('%j', (spec, expected, found) => {
    expect(deployment(spec)).toMatchObject([{ kind: 'wrong-type', expected, found }]);
  });

  it.each([
    { replicas: null }, { replicas: 3.0 }, { template: null }, { replicas: undefined, nope: undefined },
    { template: { metadata: { labels: { a: null }, creationTimestamp: '2026-01-01T00:00:00Z' } } },
    { template: { spec: { containers: [null, { env: null }], terminationGracePeriodSeconds: 2 ** 40 } } },
    { strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: 1 } } },
  ])('not in %j', (spec) => {
    expect(deployment(spec)).toEqual([]);
  });

  it('leaves to CRDs what is theirs', () => {
    const schema = { type: 'object', properties: { a: { default: { any: ['thing'] }, 'x-kubernetes-preserve-unknown-fields': true } } };
    const crd = { spec: { versions: [{ schema: { openAPIV3Schema: schema } }] } };
    expect(checkSchema(crd, 'apiextensions.k8s.io/v1', 'CustomResourceDefinition', '1.34')).toEqual([]);
    expect(checkSchema({ spec: { what: 'ever' } }, 'example.com/v1', 'Thing', '1.34')).toEqual([]);
  });

  it('never shows a value', () => {
    const problems = checkSchema({ data: { a: 'hunter2!' }, stringData: { b: 12345 } }, 'v1', 'Secret', '1.34');
    expect(problems).toHaveLength(2);
    expect(JSON.stringify(problems)).not.toMatch(/hunter2|12345/);
  });
});

describe('what is not known', () => {
  it('is no problem wherever it stands', () => {
    expect(deployment(SOME)).toEqual([]);
    expect(deployment({ replicas: SOME, paused: MAYBE, strategy: '${STRATEGY}', template: { spec: { containers: '${CONTAINERS}' } } })).toEqual([]);
    expect(deployment({ template: { metadata: { [OPEN]: true, labels: { [OPEN]: true, a: SOME } } } })).toEqual([]);
    expect(pod({ containers: [SOME, { resources: { limits: { cpu: '${CPU}', memory: SOME } } }] })).toEqual([]);
  });

  it('does not hide what is known beside it', () => {
    expect(deployment({ [OPEN]: true, replicas: SOME, paused: 'x${y}' })).toMatchObject([{ path: ['spec', 'paused'] }]);
  });
});

describe('metadata of kinds without a schema', () => {
  it('is still metadata', () => {
    expect(checkMetadata({ metadata: { name: 'a', label: {}, labels: { a: true } } }, '1.34')).toEqual([
      { kind: 'unknown-field', path: ['metadata', 'label'], suggestion: 'labels', since: null, until: null },
      { kind: 'wrong-type', path: ['metadata', 'labels', 'a'], expected: 'string', found: 'boolean' },
    ]);
    expect(checkMetadata({ metadata: 'x' }, '1.34')).toMatchObject([{ path: ['metadata'], expected: 'map' }]);
    expect(checkMetadata({}, '1.34')).toEqual([]);
  });
});

it('answers for every value without throwing, and points at what exists', () => {
  fc.assert(fc.property(fc.constantFrom('spec', 'metadata', 'status', 'data'), fc.jsonValue(), (field, value) => {
    const object = { [field]: value };
    for (const { path } of checkSchema(object, 'v1', 'Pod', '1.34')) {
      const parent = path.slice(0, -1).reduce<unknown>((at, step) => (at as Json)[step], object);
      expect(Object.hasOwn(parent as object, path.at(-1)!)).toBe(true);
    }
  }));
});
