import { Lazy } from 'cdk8s';
import fc from 'fast-check';
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
    new StatelessService(at, 'api', { ...SERVICE, namespace: guarded(at), env: { GREETING: later }, command: ['sh', '-c', ''], args: ['a', later], sidecars: [{ name: 'proxy', image: 'registry.example/proxy:1.0', budget: SERVICE.budget, env: { GREETING: later }, command: [later] }] });
    const text = JSON.stringify(manifestsOf(at));
    for (const part of ['{"name":"GREETING","value":"known"}', '"command":["sh","-c",""]', '"args":["a","known"]', '"command":["known"]']) expect(text).toContain(part);
    expect(text.split('{"name":"GREETING","value":"known"}')).toHaveLength(3);
  });

  const lazy = (made: unknown) => Lazy.any({ produce: () => made }) as never;
  const ALONE = '; a Lazy stands for single values only';

  test.each<[string, object, string]>([
    ['a map', { env: lazy({ A: 'b', AWS_SECRET_ACCESS_KEY: 'x' }) }, `env: a Lazy\n  expected: an object${ALONE}\n  do this:  write the map, with a Lazy for each value`],
    ['the map of a sidecar', { sidecars: [{ name: 'proxy', image: 'registry.example/proxy:1.0', budget: SERVICE.budget, env: lazy({}) }] }, `sidecars.0.env: a Lazy\n  expected: an object${ALONE}`],
    ['the map of what runs first', { init: [{ name: 'migrate', image: 'registry.example/app:1.0', budget: SERVICE.budget, env: lazy({}) }] }, `init.0.env: a Lazy\n  expected: an object${ALONE}`],
    ['a list', { args: lazy(['a']) }, `args: a Lazy\n  expected: a list${ALONE}\n  do this:  write the list, with a Lazy for each value`],
    ['what has a produce of its own', { env: { A: { produce: () => 'x' } } }, 'env.A: an object\n  expected: text\n'],
    ['a token of cdktf', { env: { A: { resolve: () => 'x' } } }, 'env.A: a value that is known later\n  expected: text; it must be known at synth time'],
    ['a list of cdktf', { args: ['#{TfToken[TOKEN.7]}'] }, 'args: a value that is known later\n  expected: a list; it must be known at synth time'],
    ['a name in Secrets', { secretEnv: { A: { secret: lazy('s'), key: 'k' } } }, 'secretEnv.A.secret: a value that is known later'],
  ])('stand for no value that is known later: %s', (_, props, text) => {
    expect(refusalOf(service(props))).toContain(text);
  });

  test.each<[string, object, string]>([
    ['a number', { env: { A: lazy(5) } }, 'test/api [props]\n  found:    env.A: a Lazy that produces a number\n  expected: text'],
    ['nothing', { args: ['a', lazy(undefined)] }, 'args.1: a Lazy that produces nothing'],
    ['a Lazy', { env: { A: lazy(lazy('x')) } }, 'env.A: a Lazy that produces a Lazy'],
    ['no program', { command: [lazy('')] }, 'command: a program without a name'],
  ])('are refused at synthesis where a Lazy produces %s', (_, props, text) => {
    const at = chart();
    new StatelessService(at, 'api', { ...SERVICE, namespace: guarded(at), ...props });
    expect(refusalOf(() => manifestsOf(at))).toContain(text);
  });

  test.each([['command', (of: unknown) => ({ command: of })], ['scale', (of: unknown) => ({ scale: of })], ['env.A', (of: unknown) => ({ env: { A: of } })]])('may be a list that holds itself: %s', (field, props) => {
    const itself: unknown[] = [];
    itself[0] = itself;
    expect(refusalOf(service(props(itself)))).toContain(`found:    ${field}`);
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

  /** What is said of an address that is none a backend may have. */
  const told = (endpoint: string): string => {
    const at = chart();
    return refusalOf(() => new ContextCollector(at, 'logs', { namespace: guarded(at), priorities: new PriorityLadder(at, 'ladder', { name: 'acme' }), image: 'registry.example/otel:1.0', backend: { endpoint } } as never));
  };

  test.each([
    ['otlp://me:hunter2@collector:4317', '"otlp://…@collector:4317"'],
    [`otlp://user:${'p'.repeat(70)}@h:4317`, '"otlp://…@h:4317"'],
    ['otlp://user:hun/ter2@h', '"otlp://…@h"'],
    ['user:hunter2@h:4317', '"…@h:4317"'],
    ['otlp://h:4317/v1?token=hunter2', '"otlp://h:4317/v1?…"'],
    ['otlp://h#hunter2', '"otlp://h#…"'],
    ['otlp://h?token=hun@ter2', '"otlp://…"'],
    ['otlp://collector:4317', '"otlp://collector:4317"'],
  ])('that are addresses are told without who comes by them: %s', (endpoint, shown) => {
    expect(told(endpoint)).toContain(`backend.endpoint: ${shown}\n`);
  });

  test('that are addresses never tell a password or what they are asked, whatever stands in it', () => {
    const secret = fc.stringMatching(/^[A-Z0-9@:/?#%&=.]{0,90}$/).map((text) => `SECRET${text}SECRET`);
    const address = fc.oneof(
      fc.tuple(fc.constantFrom('otlp://', 'ftp://', ''), secret, fc.constantFrom('', ':4317', '/v1')).map(([scheme, password, rest]) => `${scheme}user:${password}@h${rest}`),
      fc.tuple(fc.constantFrom('otlp://h', 'h:4317', 'otlp://user@h/v1'), fc.constantFrom('?', '#'), secret).map(([before, sign, token]) => `${before}${sign}token=${token}`),
      fc.tuple(secret, secret).map(([password, token]) => `otlp://user:${password}@h?token=${token}`),
    );
    fc.assert(fc.property(address, (endpoint) => { expect(told(endpoint).split('backend.endpoint: ')[1]).not.toMatch(/^.*[A-Z]{2}/); }), { seed: 5, numRuns: 300 });
  });
});
