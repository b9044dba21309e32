import { describe, expect, test } from 'vitest';
import { everyFormat } from '../../src/report';
import { everyReport, folder, launch, type Ran, type Surroundings } from '../cli/command';
import { payloads, saying } from './payloads';
import { checked, commandsOf, kept } from './run';

const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const control = /[\p{Cc}\p{Cf}]/u;

/** Every report of a run, and what the run itself said, in a format of its own. */
async function shown(args: readonly string[], options: Surroundings): Promise<{ readonly ran: Ran; readonly outputs: readonly (readonly [format: string, text: string])[] }> {
  const { ran, reports } = await everyReport(args, options);
  return { ran, outputs: [...Object.entries(reports), ['concise', ran.out], ['error', ran.err]] };
}

describe('reports', () => {
  test.concurrent.each([[{}], [{ GITHUB_ACTIONS: 'true', CI: 'true' }], [{ TF_BUILD: 'True' }]])('row 51, 52, 53: no text of a manifest acts on a terminal or the log of a build: %j', async (env) => {
    const cwd = folder(Object.fromEntries(payloads.map((payload, i) => [`${i}.json`, saying(payload)])));
    const { ran, outputs } = await shown(['-f', 'concise', '--preset', 'strict', '--explain-undecided'], { cwd, env });
    expect([ran.code, ran.err]).toEqual([1, '']);
    expect(outputs.map(([format]) => format)).toEqual([...everyFormat, 'concise', 'error']);
    for (const [format, out] of outputs) {
      expect([format, invisible.exec(out.replaceAll('\n', ''))]).toEqual([format, null]);
      expect([format, commandsOf(out, format)]).toEqual([format, []]);
      expect([format, /##\w*\[/.exec(out)]).toEqual([format, null]);
    }
  });

  test.concurrent('row 51, 55: nor does the name of a file, a folder or an argument', async () => {
    const names = ['a\u001b[2J.yaml', 'b\n::error::x.yaml', 'c\u202e.yaml', 'd e#f%20g.yaml', '::warning::h/i.yaml', '<img src=x>.yaml', '$(id).yaml', '--format.yaml'];
    const cwd = folder({ ...Object.fromEntries(names.map((name) => [name, kept.replace(/ {10}resources.*\n/, '')])), 'bad\u001b[2J\n::error::.yaml': 'apiVersion: v1\nkind: [\n' });
    const found = await shown(['-f', 'concise'], { cwd });
    const absent = await shown(['no\u001b[2Jsuch\n::error::x.yaml', '-f', 'concise'], { cwd });
    for (const { ran, outputs } of [found, absent]) {
      expect(ran.code).toBe(2);
      for (const [format, out] of outputs) {
        expect([format, control.exec(out.replaceAll('\n', ''))]).toEqual([format, null]);
        expect([format, commandsOf(out, format)]).toEqual([format, []]);
        expect([format, out.includes(cwd), out.includes('file://')]).toEqual([format, false, false]);
      }
    }
  });
});

test.concurrent('row 51: what a wrong call quotes is harmless, too', async () => {
  const evil = 'x\u001b[2J\n::error::y\u202e';
  const cwd = folder({ 'a.yaml': kept });
  const calls = [['check', '--law', evil], ['check', '--format', evil], ['check', `--${evil}`], ['explain', evil], ['check', '--config', evil], ['check', '--cluster', evil], ['check', '--kube-version', evil], ['check', '-', '-o', `${evil}/x`], [evil], ['check', '--loop', evil]];
  const configs = [{ [evil]: 1 }, { preset: evil }, { laws: { [evil]: 'off' } }, { cloud: evil }];
  const all = await Promise.all([
    ...calls.map(async (args) => [args, await launch(args, { cwd })] as const),
    ...configs.map(async (config) => [config, await launch(['check'], { cwd: folder({ 'a.yaml': kept, 'looplaw.config.json': JSON.stringify(config) }) })] as const),
  ]);
  for (const [asked, { code, out, err }] of all) {
    expect([asked, code]).toEqual([asked, 2]);
    expect((out + err).replaceAll('\n', '')).not.toMatch(control);
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

  test.concurrent.each([[[]], [['--preset', 'strict', '--role', 'platform', '--explain-undecided']]])('row 70: a secret shows in no report and in no error, wherever it is written: %j', async (flags) => {
    const cwd = folder(Object.fromEntries(places.map((text, i) => [`${i}.yaml`, text])));
    const { ran, outputs } = await shown(flags, { cwd, env: { FORCE_COLOR: '1' } });
    expect(ran.code).toBe(2);
    expect(outputs.length).toBe(everyFormat.length + 2);
    for (const [format, out] of outputs) for (const form of [canary, base64]) expect([format, out.includes(form)]).toEqual([format, false]);
    const { report } = checked([], { cwd });
    expect(report.findings.filter(({ law }) => law === 'identity/no-static-credentials').length).toBeGreaterThan(0);
  });
});
