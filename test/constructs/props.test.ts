import { Lazy } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { ContextCollector, PriorityLadder, StatelessService } from '../../constructs';
import { SERVICE, chart, guarded, manifestsOf, refusalOf } from './manifests';

/** What a program without a compiler may hand over. */
function service(props: object): () => unknown {
  return () => {
    const at = chart();
    return new StatelessService(at, 'api', { ...SERVICE, namespace: guarded(at), ...props });
  };
}

describe('props at run time', () => {
  test('may name a label of nodes that has no value', () => {
    const at = chart();
    new StatelessService(at, 'api', { ...SERVICE, namespace: guarded(at), placement: { require: { 'node-role.kubernetes.io/worker': '' } } });
    expect(JSON.stringify(manifestsOf(at))).toContain('{"key":"node-role.kubernetes.io/worker","operator":"In","values":[""]}');
  });

  test('may be known later where they are only written', () => {
    const at = chart();
    const later = Lazy.any({ produce: () => 'known' }) as string;
    new StatelessService(at, 'api', { ...SERVICE, namespace: guarded(at), env: { GREETING: later }, command: ['sh', '-c', ''], args: Lazy.any({ produce: () => ['a', 'b'] }) as string[] });
    const text = JSON.stringify(manifestsOf(at));
    for (const part of ['{"name":"GREETING","value":"known"}', '"command":["sh","-c",""]', '"args":["a","b"]']) expect(text).toContain(part);
  });

  test('may hold fields that nobody reads, unless one is spelt as one that is not there', () => {
    for (const more of [{ owner: 'shop' }, { tag: 1 }, { replicas: 3 }, { partOf: 'shop', partof: 'shop' }, { replica: undefined }, { scale: { replicas: 3, replica: 3 } }]) expect(service(more)).not.toThrow();
  });

  test.each([
    ['a number', { env: { PIN: 48151623 } }, 'env.PIN: a number', '48151623'],
    ['a Map', { env: new Map([['KEY', 'hunter2']]) }, 'env: a Map', 'hunter2'],
    ['a text', { env: 'hunter2' }, 'env: text', 'hunter2'],
  ])('are named and not told: %s', (_, props, told, hidden) => {
    const refusal = refusalOf(service(props));
    expect(refusal).toContain(told);
    expect(refusal).not.toContain(hidden);
  });

  test('that are addresses are told without who comes by them', () => {
    const at = chart();
    const refusal = refusalOf(() => new ContextCollector(at, 'logs', { namespace: guarded(at), priorities: new PriorityLadder(at, 'ladder', { name: 'acme' }), image: 'registry.example/otel:1.0', backend: { endpoint: 'otlp://me:hunter2@collector:4317' } } as never));
    expect(refusal).toContain('otlp://…@collector:4317');
    expect(refusal).not.toContain('hunter2');
  });
});
