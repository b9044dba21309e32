import { describe, expect, test } from 'vitest';
import { Subject, type Node } from '../../src/graph/reading/subject';
import { LEFT_OUT, MAYBE, OPEN, SOME, Undecided, every, maybe, some } from '../../src/graph/reading/unknown';

const root = (node: Node, type: string | null = null) => new Subject(node, null, [], type);

describe('a subject tells', () => {
  const pod = root({ metadata: { name: 'api' }, replicas: 3, empty: null, token: '${X}', list: [{ a: 1 }, 'b'], some: SOME, maybe: MAYBE, provided: LEFT_OUT });

  test('what was written', () => {
    expect(pod.has('replicas')).toBe(true);
    expect(pod.has('empty')).toBe(false);
    expect(pod.has('missing')).toBe(false);
    expect(pod.has('some')).toBe(true);
    expect(pod.has('token')).toBe(true);
    expect(pod.has('provided')).toBe(false);
    expect(() => pod.has('maybe')).toThrow(Undecided);
  });

  test('what is stored, and that the unknown is unknown', () => {
    expect(pod.number('replicas')).toBe(3);
    expect(pod.string('missing')).toBeUndefined();
    for (const key of ['some', 'maybe', 'token', 'provided']) expect(() => pod.get(key)).toThrow(Undecided);
    expect(() => pod.string('replicas')).toThrow(Undecided);
  });

  test('numbers that are texts, and that other texts are unknown', () => {
    const annotations = root({ plain: '75', spaced: ' -7.5 ', unit: '75s', word: 'long', empty: '', hex: '0x10', number: 75, token: '${X}' });
    expect(['plain', 'spaced', 'missing'].map((key) => annotations.numberText(key))).toEqual([75, -7.5, undefined]);
    for (const key of ['unit', 'word', 'empty', 'hex', 'number', 'token']) expect(() => annotations.numberText(key)).toThrow(Undecided);
  });

  test('the way to every part', () => {
    expect(pod.in('metadata').in('labels').path).toEqual(['metadata', 'labels']);
    expect(pod.list('list').map((s) => s.path)).toEqual([['list', 0], ['list', 1]]);
    expect(() => pod.list('list')[1]?.has('a')).toThrow(Undecided);
    expect(maybe(() => pod.string('token'))).toBeNull();
  });

  test('nothing inherited, whatever the key', () => {
    for (const key of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      expect(root({}).has(key)).toBe(false);
      expect(root({}).get(key)).toBeUndefined();
    }
    expect(root(JSON.parse('{"__proto__":"x"}') as Node).string('__proto__')).toBe('x');
  });

  test('that an open map may hold more', () => {
    const open = root({ a: 1, [OPEN]: true });
    expect(open.number('a')).toBe(1);
    expect(() => open.has('b')).toThrow(Undecided);
    expect(() => open.keys()).toThrow(Undecided);
  });

  test('API defaults only where the API server stores something', () => {
    const deployment = root({ apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: { spec: { containers: [{ name: 'c', image: 'nginx' }] } } } }, 'apps/v1.Deployment');
    expect(deployment.in('spec').number('replicas')).toBe(1);
    expect(deployment.in('spec').in('strategy').in('rollingUpdate').get('maxSurge')).toBe('25%');
    const [container] = deployment.in('spec').in('template').in('spec').list('containers');
    expect(container?.string('imagePullPolicy')).toBe('Always');
    expect(container?.has('readinessProbe')).toBe(false);
    expect(container?.in('readinessProbe').get('timeoutSeconds')).toBeUndefined();
  });
});

describe('Kleene logic', () => {
  const unknown = (): never => {
    throw new Undecided('x');
  };

  test('a certain yes beats an unknown neighbour', () => {
    expect(some([1, 2], (x) => (x === 1 ? unknown() : true))).toBe(true);
    expect(() => some([1, 2], (x) => (x === 1 ? unknown() : false))).toThrow(Undecided);
    expect(some([], () => true)).toBe(false);
  });

  test('a certain no beats one, too', () => {
    expect(every([1, 2], (x) => (x === 1 ? unknown() : false))).toBe(false);
    expect(() => every([1, 2], (x) => (x === 1 ? unknown() : true))).toThrow(Undecided);
  });

  test('other errors are errors', () => {
    expect(() => maybe(() => { throw new TypeError('bug'); })).toThrow(TypeError);
  });
});
