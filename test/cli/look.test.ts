import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checked, codes, only } from '../hostile/run';
import { deployment, folder, looplaw } from './command';

const kept = deployment('kept');
const broken = deployment('broken', { requests: false });

describe('what to look at', () => {
  test('--exclude and the config add up; a glob of the config counts from its file', () => {
    const cwd = folder({ '.git/HEAD': '', 'looplaw.config.yaml': 'exclude: [k8s/old]\n', 'k8s/a.yaml': kept, 'k8s/old/b.yaml': broken, 'k8s/gen/c.yaml': broken });
    expect(checked(only, { cwd }).ran.code).toBe(1);
    const { ran, report } = checked(['--exclude', 'k8s/gen/**', ...only], { cwd });
    expect([ran.code, ran.err]).toEqual([0, '']);
    expect(report.accounting.skipped.filter(({ reason }) => reason === 'excluded').map(({ file }) => file)).toEqual(['k8s/gen/', 'k8s/old/']);
    expect(checked(['--exclude', 'gen', ...only], { cwd: join(cwd, 'k8s') }).ran.code).toBe(0);
    expect(looplaw(['fix', '--dry-run', '--exclude', 'k8s'], { cwd })).toMatchObject({ code: 2, out: '' });
  });

  test('every report tells what was left out', () => {
    const cwd = folder({ 'a.yaml': kept, 'gen/b.yaml': broken, 'out/c.yaml': broken, '.gitignore': 'out/\n' });
    const run = (format: string) => looplaw(['check', '--exclude', 'gen', '-f', format, ...only], { cwd }).out;
    for (const format of ['pretty', 'concise', 'markdown', 'github']) expect([format, run(format)]).toEqual([format, expect.stringContaining('2 skipped (1 excluded, 1 gitignored)')]);
    expect(run('pretty')).toMatch(/1 path left out by exclude\n {2}gen\/\n1 path left out by \.gitignore: name what is meant to be read\n {2}out\/\n/);
    for (const format of ['json', 'jsonl']) expect(run(format)).toMatch(/"file":"gen\/","document":null,"reason":"excluded".*"file":"out\/","document":null,"reason":"gitignored"/s);
  });

  test('a glob that leaves out nothing is told on the command line, where it was typed for this run, and is no error', () => {
    const cwd = folder({ 'looplaw.config.yaml': 'exclude: nothing/**\n', 'a.yaml': kept });
    expect(looplaw(['check', ...only], { cwd })).toMatchObject({ code: 0, err: '' });
    const ran = looplaw(['check', '--exclude', 'nothign', '--exclude', 'a.yaml', ...only], { cwd });
    expect(ran).toMatchObject({ code: 2, err: 'looplaw: --exclude nothign: it leaves out nothing of what was looked at\n' });
    expect(ran.out).toContain('no-input');
  });

  test('a glob that would take for ever, or says nothing, is refused', () => {
    const cwd = folder({ 'a.yaml': kept, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.yaml': kept });
    for (const glob of ['*a*a*a*a*a*a*a*b', '**/a/**/a/**/a/**/a/**/b', '', ' ']) expect([glob, looplaw(['check', '--exclude', glob, ...only], { cwd })]).toMatchObject([glob, { code: 2, out: '' }]);
    for (const glob of ['(a+)+$', '+(a|aa)b', '**/**/**/**', '{a,{a,{a,{a,b}}}}', '[', '!(a)', '*'.repeat(5000)]) expect([glob, looplaw(['check', '--exclude', glob, ...only], { cwd }).code]).not.toEqual([glob, null]);
    for (const config of ['exclude: {a: b}\n', 'exclude: [1]\n', 'render: "yes please"\n']) expect(looplaw(['check', ...only], { cwd: folder({ 'looplaw.config.yaml': config, 'a.yaml': kept }) })).toMatchObject({ code: 2, out: '' });
  });

  test('so is every other glob: of clusters, of waivers, of paths', () => {
    const long = 'a'.repeat(240);
    const cwd = folder({ 'a.yaml': kept.replaceAll('kept', long), [`${long}.yaml`]: kept });
    const said = 'has more wildcards than can be matched in time';
    for (const glob of ['*a*a*a*a*a*a*a*a*a*a*a*b', '{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}b', '**/a/**/a/**/a/**/a/**/b']) {
      const configs = [{ exclude: [glob] }, { clusters: { prod: glob } }, { clusters: { prod: ['x', glob] } }, ...['name', 'namespace', 'cluster'].map((key) => ({ waivers: [{ law: 'compute/budgeted-pod', reason: 'x', [key]: glob }] }))];
      for (const config of configs) {
        writeFileSync(join(cwd, 'looplaw.config.json'), JSON.stringify(config));
        expect([config, looplaw(['check', ...only.filter((flag) => flag !== '--no-config')], { cwd, timeout: 20_000 })]).toMatchObject([config, { code: 2, out: '', err: expect.stringContaining(said) }]);
      }
      expect(looplaw(['check', '--no-config', '--cluster', `prod=${glob}`], { cwd, timeout: 20_000 })).toMatchObject({ code: 2, out: '', err: expect.stringContaining(`--cluster prod: ${glob} ${said}`) });
      expect(looplaw(['check', '--no-config', glob], { cwd, timeout: 20_000 })).toMatchObject({ code: 2, signal: null });
    }
  });

  test('what groups and repeats in regular expressions does not in a glob of a cluster or a waiver', () => {
    const long = 'a'.repeat(240);
    const cwd = folder({ 'a.yaml': deployment(long, { requests: false }), [`${long}.yaml`]: deployment('x'.repeat(50_000), { requests: false }) });
    for (const glob of ['(a+)+b', '\\(a+\\)+b', '\\\\(a+\\\\)+b', '+(a|aa)b', '{a,aa}+b', '[a]+[a]+[a]+[a]+b', '*a*a*a*b', '!(a)b', '*x*x*x*y']) {
      writeFileSync(join(cwd, 'looplaw.config.json'), JSON.stringify({ clusters: { prod: glob }, waivers: [{ law: 'compute/budgeted-pod', reason: 'x', name: glob }] }));
      expect([glob, looplaw(['check', '--law', 'compute/budgeted-pod'], { cwd, timeout: 20_000 })]).toMatchObject([glob, { code: 1, signal: null }]);
    }
  });

  test('.gitignore holds where a folder is walked, not for the folder and the files that are named', () => {
    const cwd = folder({ '.gitignore': 'dist/\n', 'k8s/a.yaml': kept, 'dist/app.k8s.yaml': broken });
    mkdirSync(join(cwd, '.git'));
    expect(checked(only, { cwd }).ran.code).toBe(0);
    for (const args of [['dist'], ['dist/'], ['dist/app.k8s.yaml'], ['dist/*.yaml'], ['--no-gitignore'], ['.', 'dist']]) expect([args, checked([...args, ...only], { cwd }).ran.code]).toEqual([args, 1]);
    expect(checked(only, { cwd: join(cwd, 'dist') }).ran.code).toBe(1);
    writeFileSync(join(cwd, '.gitignore'), '*.yaml\n');
    const { ran, report } = checked(only, { cwd });
    expect([ran.code, codes(report)]).toEqual([2, ['no-input']]);
  });

  test('no report is written over what a build reads', () => {
    const cwd = folder({ 'kustomization.yaml': 'resources: [a.yaml]\nnamespace: x\n', 'a.yaml': kept, 'c/Chart.yaml': 'apiVersion: v2\nname: c\n', 'c/templates/t.yaml': kept });
    for (const file of ['kustomization.yaml', 'a.yaml', 'c/Chart.yaml', 'c/templates/t.yaml']) expect([file, looplaw(['check', '-o', file, ...only], { cwd })]).toMatchObject([file, { code: 2, out: '' }]);
  });
});
