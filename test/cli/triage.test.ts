import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, looplaw, type Ran } from './command';

/** What a kubectl of our own prints, by the start of its arguments after the timeout; what is not named prints nothing. */
type Answers = Readonly<Record<string, string>>;

/** Runs the script against a kubectl that answers as told, writes down how it was called, and fails where the answer is `FAIL`. */
function triage(answers: Answers): Ran & { readonly calls: readonly string[] } {
  const cases = Object.keys(answers).map((start, i) => `  "${start}"*) cat '${i}.txt'; grep -qx FAIL '${i}.txt' && exit 1; exit 0 ;;`).join('\n');
  const kubectl = `#!/bin/sh\ncd "$(dirname "$0")"\nprintf '%s\\n' "$*" >> calls\nshift\ncase "$*" in\n${cases}\nesac\nexit 0\n`;
  const files = Object.fromEntries(Object.values(answers).map((text, i) => [`${i}.txt`, text === '' ? '' : `${text}\n`]));
  const place = folder({ ...files, kubectl, 'triage.sh': looplaw(['triage']).out });
  chmodSync(join(place, 'kubectl'), 0o755);
  const { status, signal, stdout, stderr } = spawnSync('sh', ['triage.sh'], { cwd: place, encoding: 'utf8', env: { ...process.env, KUBECTL: join(place, 'kubectl') } });
  const calls = existsSync(join(place, 'calls')) ? readFileSync(join(place, 'calls'), 'utf8').trimEnd().split('\n') : [];
  return { code: status, signal, out: stdout, err: stderr, calls };
}

const WELL: Answers = {
  'get --raw /livez': 'ok',
  'get --raw /readyz': '[+]ping ok\n[+]etcd ok\nreadyz check passed',
  'get nodes --no-headers': 'n1  Ready  <none>  30d  v1.34.1\nn2  Ready,SchedulingDisabled  <none>  30d  v1.34.1',
  'get nodes -o': 'n1 Ready\nn2 Ready',
  'get pods --all-namespaces --no-headers -o custom-columns=C0:.metadata.namespace,C1:.metadata.name,C2:.status': 'shop  api-1  <none>  <none>  <none>  2020-01-01T00:00:00Z',
  'get pods --all-namespaces --no-headers -o custom-columns=C0:.metadata.namespace,C1:.metadata.name,C2:.metadata.deletionTimestamp': 'shop  api-1  <none>  n1  <none>',
  'get namespaces': 'shop  Active  <none>',
  'get pods --all-namespaces': 'shop  api-1  1/1  Running  0  30d\nshop  job-1  0/1  Completed  0  1d',
  'get storageclasses': 'gp3  ebs.csi.aws.com  WaitForFirstConsumer\nfiles  efs.csi.aws.com  Immediate',
  'get persistentvolumeclaims': 'shop  data-0  Bound  pv-1  20Gi  RWO  gp3  30d',
  'get poddisruptionbudgets': 'shop  api  1  3\nshop  empty  0  0',
  'get endpointslices': 'shop  api  true,false\nshop  <none>  <none>',
};

describe('triage', () => {
  test('writes a script to standard output, or to a file, and runs nothing', () => {
    const out = join(folder({}), 'triage.sh');
    expect(looplaw(['triage', '-o', out])).toMatchObject({ code: 0, out: '', err: '' });
    expect(readFileSync(out, 'utf8')).toBe(looplaw(['triage']).out);
    expect(looplaw(['triage']).out).toMatch(/^#!\/bin\/sh\n/);
    expect(looplaw(['triage', '-o', '/']).code).toBe(2);
    expect(looplaw(['triage', '-o', ''])).toMatchObject({ code: 2, out: '', err: 'looplaw: the report can not be written: the name of its file is empty\n' });
  });

  test('only gets', () => {
    const { calls } = triage(WELL);
    expect(calls.length).toBeGreaterThan(12);
    expect(calls.filter((call) => !call.startsWith('--request-timeout=20s get '))).toEqual([]);
  });

  test('sees nothing in a cluster that is well', () => {
    const { code, out, err } = triage(WELL);
    expect(err).toBe('');
    expect(out).not.toMatch(/^(?:!!|\?\?)/m);
    expect(out).toContain('\n0 seen, 0 not known\n');
    expect(code).toBe(0);
  });

  test('tells what it sees, the control plane first, and where to begin', () => {
    const { code, out } = triage({
      ...WELL,
      'get --raw /readyz': 'Error from server (InternalError):\n[+]ping ok\n[-]etcd failed: reason withheld',
      'get nodes --no-headers': 'n1  NotReady  <none>  30d  v1.34.1',
      'get nodes -o': 'n1 DiskPressure',
      'get pods -n kube-system -l tier=control-plane': 'kube-scheduler-a  1/1  Running  0  30d',
      'get pods -n kube-system -l k8s-app=kube-dns': 'coredns-1  0/1  Running  0  30d',
      'get pods --all-namespaces': ['api-1  0/1  CrashLoopBackOff', 'api-2  0/1  ImagePullBackOff', 'db-0  0/1  ContainerCreating', 'db-1  0/1  Pending', 'old  0/1  Evicted'].map((pod) => `shop  ${pod}  7  1h`).join('\n'),
      'get storageclasses': 'fast  ebs.csi.aws.com  Immediate',
      'get persistentvolumeclaims': 'shop  data-0  Pending  fast  1h',
      'get poddisruptionbudgets': 'shop  api  0  3',
      'get endpointslices': 'shop  api  false,false',
    });
    const seen = [...out.matchAll(/^!! {2}(S\d) {2}(.*)$/gm)].map(([, signature, title]) => `${signature} ${title}`);
    expect(seen).toEqual([
      'S5 A check of the API server fails', 'S2 A node is NotReady', 'S2 Pods are evicted or killed for want of resources', 'S3 Names do not resolve', 'S4 A claim stays Pending',
      'S4 A pod hangs in ContainerCreating', 'S2 Pods stay Pending', 'S1 An image is not pulled', 'S1 A container starts and exits, again and again',
      'S2 Pods are evicted or killed for want of resources', 'S2 A drain hangs, or takes everything down', 'S3 A Service has no endpoint that is ready',
      'S4 A class makes disks of one zone before a pod has a zone',
    ]);
    expect(out).toContain('[-]etcd failed');
    expect(out).toContain('shop  data-0  Pending');
    expect(out).toContain('\nBegin here: looplaw explain API server timeouts\n');
    expect(code).toBe(1);
  });

  test('tells a pod whose init containers wait for a volume from one whose init container waits by itself', () => {
    const now = new Date();
    const at = (minutes: number): string => new Date(now.getTime() - minutes * 60_000).toISOString().replace(/\.\d+Z$/, 'Z');
    const { code, out } = triage({
      ...WELL,
      'get pods --all-namespaces --no-headers -o custom-columns=C0:.metadata.namespace,C1:.metadata.name,C2:.status': [
        `shop  stuck  PodInitializing,PodInitializing  <none>  <none>  ${at(15)}`,
        `shop  since-days  PodInitializing  <none>  <none>  2020-01-01T00:00:00Z`,
        `shop  waits-for-db  <none>  ${at(15)}  <none>  ${at(15)}`,
        `shop  second-of-two  PodInitializing  ${at(15)}  <none>  ${at(15)}`,
        `shop  done  <none>  <none>  Completed  ${at(15)}`,
        `shop  first-failed  CrashLoopBackOff,PodInitializing  <none>  <none>  ${at(15)}`,
        `shop  without  <none>  <none>  <none>  ${at(15)}`,
        `shop  fresh  PodInitializing  <none>  <none>  ${at(0)}`,
      ].join('\n'),
    });
    expect(out).toContain('!!  S4  A pod waits, and not even its first init container has run\n');
    expect(Array.from(out.matchAll(/^ {10}shop {2}(\S+)/gm), ([, pod]) => pod)).toEqual(['stuck', 'since-days']);
    expect(out).toContain('\nBegin here: looplaw explain ContainerCreating\n');
    expect(code).toBe(1);
  });

  test('shows what should be gone by now, and claims no signature for it', () => {
    const at = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString().replace(/\.\d+Z$/, 'Z');
    const { code, out } = triage({
      ...WELL,
      'get pods --all-namespaces --no-headers -o custom-columns=C0:.metadata.namespace,C1:.metadata.name,C2:.metadata.deletionTimestamp': [
        `shop  lost  ${at(30)}  gone-node  <none>`, `shop  held  2020-01-01T00:00:00Z  n1  example.com/hold`, `shop  in-its-grace  ${at(-5)}  n1  <none>`, `shop  just-now  ${at(0)}  n1  <none>`, 'shop  well  <none>  n1  <none>',
      ].join('\n'),
      'get namespaces': `old  Terminating  ${at(60)}\nshop  Active  <none>`,
    });
    expect(out).toContain('!!  --  A pod should be gone, and is not\n');
    expect(out).toContain('!!  --  A namespace stays Terminating\n');
    expect(Array.from(out.matchAll(/^ {10}(?:shop {2})?(\S+) {2}/gm), ([, name]) => name)).toEqual(['lost', 'held', 'old']);
    expect(out).toContain('\nBegin here: looplaw explain Terminating\n');
    expect(code).toBe(1);
  });

  test('gives a pod two minutes to start', () => {
    const pods = (age: string): Ran => triage({ ...WELL, 'get pods --all-namespaces': `shop  new  0/1  ContainerCreating  0  ${age}\nshop  next  0/1  Pending  0  ${age}` });
    expect([pods('45s').code, pods('119s').code, pods('2m5s').code, pods('3h').code]).toEqual([0, 0, 1, 1]);
  });

  test.each(['Init:CrashLoopBackOff', 'Init:Error', 'Error', 'Init:ExitCode:3'])('takes %s for a container that exits', (status) => {
    expect(triage({ ...WELL, 'get pods --all-namespaces': `shop  p  0/1  ${status}  3 (5s ago)  1h` }).out).toContain('!!  S1  A container starts and exits');
  });

  test('says of warnings that there are none, or that it may not see them', () => {
    expect(triage(WELL).out).toContain('\nWarnings, the latest last\n    none; events are kept for an hour\n');
    expect(triage({ ...WELL, 'get events': 'FAIL' }).out).toContain('\n    not known: kubectl was refused or got no answer\n');
    expect(triage({ ...WELL, 'get events': 'shop  1m  Warning  BackOff  pod/api' }).out).toContain('\n    shop  1m  Warning  BackOff  pod/api\n');
  });

  test('leads on only by texts that explain understands', () => {
    const texts = [...looplaw(['triage']).out.matchAll(/looplaw explain ([^'\n\\]+)/g)].map(([, text]) => text!);
    expect(texts.length).toBeGreaterThan(12);
    for (const text of new Set(texts)) expect(looplaw(['explain', text]).code, text).toBe(0);
  });

  test('says what it could not see, which is no good news', () => {
    const { code, out } = triage({ ...WELL, 'get persistentvolumeclaims': 'FAIL' });
    expect(out).toContain('??  S4  A claim stays Pending: kubectl was refused or got no answer');
    expect(out).toContain('\n0 seen, 1 not known\n');
    expect(code).toBe(2);
  });

  test('stops at a cluster that does not answer, with what kubectl said', () => {
    const { code, out, calls } = triage({ 'get --raw /livez': 'Unable to connect to the server: i/o timeout\nFAIL' });
    expect(code).toBe(2);
    expect(out).toContain('!!  S5  The API server does not answer');
    expect(out).toContain('Unable to connect to the server: i/o timeout');
    expect(calls).toHaveLength(1);
  });

  test('takes a refusal for no outage, and for no good news', () => {
    const unknown = triage({ 'get --raw /livez': 'error: You must be logged in to the server (Unauthorized)\nFAIL' });
    expect(unknown.out).toBe('??  The API server answers, and does not accept the credentials of this kubectl\n');
    expect(unknown.code).toBe(2);
    const forbidden = 'Error from server (Forbidden): forbidden: User "dev" cannot get path\nFAIL';
    const { code, out } = triage({ ...WELL, 'get --raw /livez': forbidden, 'get --raw /readyz': forbidden });
    expect(out).toContain('??  S5  A check of the API server fails: kubectl was refused or got no answer');
    expect(out).not.toContain('!!');
    expect(out).toContain('\n0 seen, 1 not known\n');
    expect(code).toBe(2);
  });

  test('does not call well what is not there: a managed cluster shows no controllers', () => {
    const { out } = triage(WELL);
    expect(out).toContain('--  S5  Controllers stop or flap: there is nothing to look at');
    expect(out).toContain('ok  S2  A node is NotReady');
  });

  test('says that there is no kubectl', () => {
    const place = folder({ 'triage.sh': looplaw(['triage']).out });
    const { status, stdout } = spawnSync('sh', ['triage.sh'], { cwd: place, encoding: 'utf8', env: { ...process.env, KUBECTL: './none' } });
    expect([status, stdout]).toEqual([2, '??  ./none is not found\n']);
  });

  test('lets no text of the cluster act on the terminal, and no list grow without end', () => {
    const pods = Array.from({ length: 14 }, (_, i) => `shop  p${i}\u001b[31m  0/1  Pending  0  1h`).join('\n');
    const { out } = triage({ ...WELL, 'get pods --all-namespaces': pods, 'get events': 'shop  1m  Warning  Bad  pod/x  \u001b]0;title\u0007' });
    expect(out).not.toContain('\u001b');
    expect(out).toContain('and 4 more');
  });
});
