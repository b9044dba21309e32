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
