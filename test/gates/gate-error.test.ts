import { App } from 'cdk8s';
import { Testing } from 'cdktf';
import { describe, expect, test } from 'vitest';
import * as manifests from '../../src/gates/cdk8s';
import * as stacks from '../../src/gates/cdktf';

/** Options of a class, as some programs keep them. */
class Loud {
  get mode(): string {
    return 'loud';
  }
}
class Misspelt {
  readonly failon = 'error';

  get mode(): string {
    return 'warn';
  }
}

describe.each([['cdk8s', manifests, () => new App()], ['cdktf', stacks, () => Testing.app()]] as const)('the gate of %s', (_, { enforceLoopLaws, GateError }, newApp) => {
  test.each<[unknown, string, RegExp]>([
    [{ mode: 'loud' }, 'bad-option', /^enforceLoopLaws: mode is "loud"; expected enforce or warn$/],
    [{ mode: 'AKIAIOSFODNN7QRSTUVW' }, 'bad-option', /mode is text; expected enforce or warn$/],
    [{ mode: ['warn'] }, 'bad-option', /mode is a list/],
    [{ failOn: 'warn' }, 'bad-option', /expected error or warning or info/],
    [{ mod: 'warn' }, 'unknown-option', /there is no option mod; did you mean mode\?/],
    [{ config: 'strict' }, 'bad-option', /config is "strict"; expected a config/],
    [{ write: true }, 'bad-option', /write is true; expected a function/],
    [{ cluster: 'prod' }, 'bad-option', /cluster is "prod"; expected a function/],
    [{ config: new Map([['preset', 'strict']]), mode: { of: 'app' } }, 'bad-option', /mode is an object;/],
    [{ failOn: 3 }, 'bad-option', /failOn is a number;/],
    [{ cluster: null }, 'bad-option', /cluster is null;/],
    [new Map([['mode', 'warn']]), 'bad-options', /its options are a Map, and no object with options/],
    [new Loud(), 'bad-option', /mode is "loud"/],
    [new Misspelt(), 'unknown-option', /there is no option failon; did you mean failOn\?/],
    ['warn', 'bad-options', /are text, and no object/],
    [null, 'bad-options', /no object/],
  ])('refuses %j', (options, code, text) => {
    expect(() => enforceLoopLaws(newApp() as never, options as never)).toThrow(expect.objectContaining({ name: 'GateError', code, message: expect.stringMatching(text) as string }) as Error);
  });

  test.each([[{}], [undefined], ['app'], [{ node: {} }]])('refuses to stand on %j', (app) => {
    expect(() => enforceLoopLaws(app as never)).toThrow(GateError);
    expect(() => enforceLoopLaws(app as never)).toThrow(/its first argument is no app/);
  });

  test('takes what it may be told, and options that are left undefined', () => {
    expect(() => enforceLoopLaws(newApp() as never, { mode: 'warn', failOn: 'info', config: {}, write: () => undefined, cluster: () => 'prod' })).not.toThrow();
    expect(() => enforceLoopLaws(newApp() as never, { mode: undefined } as never)).not.toThrow();
  });
});

test('manifests of another plane are an app of cdk8s', () => {
  expect(() => stacks.enforceLoopLaws(Testing.app(), { manifests: 'dist' } as never)).toThrow(/manifests is "dist"; expected the cdk8s App/);
  expect(() => manifests.enforceLoopLaws(new App(), { manifests: new App() } as never)).toThrow(/there is no option manifests/);
});
