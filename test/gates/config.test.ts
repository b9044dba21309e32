import { describe, expect, test } from 'vitest';
import { ConfigError, LoopLawValidation, check, defineConfig, loadText, type Config } from '../../src';
import type { ValidationContextLike } from '../../src/gates/cdk8s-cli';

const set = loadText('a.yaml', 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\nprovisioner: ebs.csi.aws.com\n');

describe('a config that is handed over', () => {
  test.each<[unknown, RegExp]>([
    [{ preset: 'stict' }, /preset/],
    [{ role: 'platfrom' }, /role/],
    [{ cloud: 'amazon' }, /cloud/],
    [{ kubeVersion: 1.3 }, /quote it/],
    [{ kubeVersion: '1.12' }, /not supported/],
    [{ laws: { 'storage/deferred-binding': 'eror' } }, /storage\/deferred-binding/],
    [{ presett: 'strict' }, /did you mean preset\?/],
    [{ closedWorld: ['storageclass'] }, /did you mean StorageClass\?/],
    [() => ({}), /function/],
  ])('%j is refused', (config, said) => {
    expect(() => check(set, { config: config as Config })).toThrow(said);
    expect(() => check(set, { config: config as Config })).toThrow(ConfigError);
  });

  test('is refused by the plugin as well, threshold included', () => {
    const context = { manifests: [], logger: { log: () => undefined }, report: { addViolation: () => undefined, submit: () => undefined } } as ValidationContextLike;
    expect(() => new LoopLawValidation({ preset: 'stict' } as never).validate(context)).toThrow(/preset/);
    expect(() => new LoopLawValidation({ failOn: 'warn' } as never).validate(context)).toThrow(/failOn/);
  });

  test('is typed: ids of laws, keys of waivers and words that do not exist do not compile', () => {
    const wrong = [
      // @ts-expect-error -- no such law
      defineConfig({ laws: { 'compute/nothing': 'off' } }),
      // @ts-expect-error -- no such law
      defineConfig({ waivers: [{ law: 'compute/nothing', name: 'x', reason: 'y' }] }),
      // @ts-expect-error -- no reason
      defineConfig({ waivers: [{ law: 'compute/budgeted-pod', name: 'x' }] }),
      // @ts-expect-error -- no such word
      defineConfig({ waivers: 'config' }),
    ];
    for (const config of wrong) expect(() => check(set, { config })).toThrow(ConfigError);
    expect(defineConfig({ waivers: { from: 'config-only', list: [{ law: 'compute/budgeted-pod', name: 'x', reason: 'y' }] } }).waivers).toBeDefined();
  });

  test('may say off as YAML says it', () => {
    const config = { laws: { 'storage/deferred-binding': false } } as unknown as Config;
    expect(check(set, { config }).laws['storage/deferred-binding']).toBeUndefined();
  });

  test('that leaves no law to ask is no pass', () => {
    expect(() => check(set, { only: ['storage/deferred-binding'], loops: ['compute'] })).toThrow(/no law is left to ask/);
    expect(() => check(set, { only: ['storage/deferred-binding'], skip: ['storage/deferred-binding'] })).toThrow(/no law is left to ask/);
  });
});
