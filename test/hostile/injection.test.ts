import { describe, expect, test } from 'vitest';
import { formats } from '../../src/report';
import { folder, looplaw } from '../cli/command';
import { payloads, saying } from './payloads';
import { checked, commandsOf, kept } from './run';

describe.each(formats)('%s', (format) => {
  test('row 51, 52, 53: no text of a manifest acts on a terminal or the log of a build', () => {
    const cwd = folder(Object.fromEntries(payloads.map((payload, i) => [`${i}.json`, saying(payload)])));
    for (const env of [{}, { GITHUB_ACTIONS: 'true', CI: 'true' }, { TF_BUILD: 'True' }]) {
      const { code, out, err } = looplaw(['check', '-f', format, '--preset', 'strict', '--explain-undecided'], { cwd, env });
      expect([code, err]).toEqual([1, '']);
      expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(commandsOf(out, format)).toEqual([]);
      expect(out).not.toMatch(/##\w*\[/);
    }
  });

  test('row 51, 55: nor does the name of a file, a folder or an argument', () => {
    const names = ['a\u001b[2J.yaml', 'b\n::error::x.yaml', 'c\u202e.yaml', 'd e#f%20g.yaml', '::warning::h/i.yaml', '<img src=x>.yaml', '$(id).yaml', '--format.yaml'];
    const cwd = folder({ ...Object.fromEntries(names.map((name) => [name, kept.replace(/ {10}resources.*\n/, '')])), 'bad\u001b[2J\n::error::.yaml': 'apiVersion: v1\nkind: [\n' });
    const { code, out } = looplaw(['check', '-f', format], { cwd });
    expect(code).toBe(2);
    expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(commandsOf(out, format)).toEqual([]);
    expect(out).not.toContain(cwd);
    expect(out).not.toContain('file://');
    const absent = looplaw(['check', 'no\u001b[2Jsuch\n::error::x.yaml', '-f', format], { cwd });
    expect(absent.code).toBe(2);
    expect((absent.out + absent.err).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(commandsOf(absent.out + absent.err, format)).toEqual([]);
  });
});

test('row 51: what a wrong call quotes is harmless, too', () => {
  const evil = 'x\u001b[2J\n::error::y\u202e';
  for (const args of [['check', '--law', evil], ['check', '--format', evil], ['check', `--${evil}`], ['explain', evil], ['check', '--config', evil], ['check', '--cluster', evil], ['check', '--kube-version', evil], ['check', '-', '-o', `${evil}/x`], [evil], ['check', '--loop', evil]]) {
    const { code, out, err } = looplaw(args);
    expect([args, code]).toEqual([args, 2]);
    expect((out + err).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(out + err).not.toMatch(/^\s*::/m);
  }
  for (const config of [{ [evil]: 1 }, { preset: evil }, { laws: { [evil]: 'off' } }, { cloud: evil }]) {
    const { code, out, err } = looplaw(['check'], { cwd: folder({ 'a.yaml': kept, 'looplaw.config.json': JSON.stringify(config) }) });
    expect([config, code]).toEqual([config, 2]);
    expect((out + err).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(out + err).not.toMatch(/^\s*::/m);
  }
});

describe('secrets', () => {
  const canary = 'c4n4ryV4lueQ7x9zK2mW5tB8';
  const base64 = Buffer.from(canary).toString('base64');
  const places = [
    `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {a: ${canary}}\ndata: {b: ${base64}}\nunknownField: 1\n`,
    `apiVersion: v1\nkind: Secret\nmetadata: {name: b}\nstringData:\n  key: |\n    first\n    ${canary}\n    last\n  key: other\n`,
    `apiVersion: v1\nkind: Pod\nmetadata: {name: c}\nspec:\n  containers:\n    - name: a\n      image: x\n      env: [{name: DB_PASSWORD, value: ${canary}}, {name: AWS_SECRET_ACCESS_KEY, value: ${canary}}]\n`,
    `apiVersion: v1\nkind: Pod\nmetadata: {name: d}\nspec: {containers: [{name: a, image: x, args: ["--password=${canary}"], command: [sh, -c, "export API_TOKEN=${canary}"]}]}\n`,
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: e}\ndata:\n  DB_PASSWORD: ${canary} # ${canary}\n`,
    `apiVersion: v1\nkind: Secret\nmetadata: {name: f}\ndata: {a: &x ${canary}, b: *nowhere}\n`,
    `apiVersion: v1\nkind: Secret\nmetadata: {name: g}\nstringData: {a: "${canary}\\q"}\n`,
    `{"apiVersion": "v1", "kind": "Secret", "stringData": {"a": "${canary}" oops}}\n`,
    `apiVersion: v1\nkind: Secret\nmetadata: {name: h}\nstringData: [${canary}]\n`,
    `apiVersion: v1\nkind: Secret\nmetadata: {name: i}\nstringData: ${canary}\n`,
    `apiVersion: v1\nkind: Secret\nmetadata: {name: j}\nstringData: {a: {{ "${canary}" }}}\n`,
    `apiVersion: v1\nkind: Secret\nmetadata: [${canary}]\n`,
  ];

  test('row 70: a secret shows in no report and in no error, wherever it is written', () => {
    const cwd = folder(Object.fromEntries(places.map((text, i) => [`${i}.yaml`, text])));
    for (const format of formats) {
      for (const flags of [[], ['--preset', 'strict', '--role', 'platform', '--explain-undecided']]) {
        const { code, out, err } = looplaw(['check', '-f', format, ...flags], { cwd, env: { FORCE_COLOR: '1' } });
        expect(code).toBe(2);
        for (const form of [canary, base64]) expect([format, (out + err).includes(form)]).toEqual([format, false]);
      }
    }
    const { report } = checked([], { cwd });
    expect(report.findings.filter(({ law }) => law === 'identity/no-static-credentials').length).toBeGreaterThan(0);
  });
});
