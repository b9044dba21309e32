import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EtcdDefrag, EtcdRestoreDrill, EtcdSnapshots, WorkloadIdentity, type ScheduledJob, type SnapshotPlace } from '../../constructs';
import type { Programs } from '../debian';
import { EtcdClusterUnderTest, etcdKeys, etcdPrograms, freePorts, shims } from './etcd';
import { PRINCIPALS, guarded } from './manifests';

const programs = etcdPrograms();
if (typeof programs === 'string') console.warn(`The scripts of etcd were not run: ${programs}`);

const JOB = { image: 'ghcr.io/acme/etcd-tools:3.6.6', priorityClassName: 'batch', tls: 'etcd-client', members: ['10.0.1.10', '10.0.2.10', '10.0.3.10'] } as const;

/** The script of a job, and what it is told, as the pod gets them. */
function toldBy(job: ScheduledJob): { readonly script: string; readonly env: Readonly<Record<string, string>> } {
  const { jobTemplate } = (job.resource.toJson() as { readonly spec: { readonly jobTemplate: { readonly spec: { readonly template: { readonly spec: { readonly containers: readonly [Container] } } } } } }).spec;
  const [{ command, env }] = jobTemplate.spec.template.spec.containers;
  return { script: command[2], env: Object.fromEntries(env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]))) };
}
interface Container {
  readonly command: readonly [string, string, string];
  readonly env: readonly { readonly name: string; readonly value?: string }[];
}

function jobs(to: SnapshotPlace | 's3' = { mechanism: 'disk', storageClass: { name: 'snapshots' }, size: '50Gi', keep: 2 }) {
  const chart = new Chart(new App(), 'test');
  const namespace = guarded(chart);
  const identity = (name: string) => new WorkloadIdentity(chart, name, { namespace, name, principal: PRINCIPALS.aws });
  const place: SnapshotPlace = to === 's3' ? { mechanism: 's3', bucket: 'acme-etcd', region: 'us-east-1', prefix: 'prod/', identity: identity('writer') } : to;
  const snapshots = new EtcdSnapshots(chart, 'snapshots', { namespace, ...JOB, to: place });
  return {
    defrag: toldBy(new EtcdDefrag(chart, 'defrag', { namespace, ...JOB }).job),
    snapshot: toldBy(snapshots.job),
    drill: toldBy(new EtcdRestoreDrill(chart, 'drill', { image: JOB.image, priorityClassName: 'batch', of: snapshots, ...(to === 's3' && { identity: identity('reader') }) }).job),
  };
}

const keys = typeof programs === 'string' ? null : etcdKeys();
if (typeof programs !== 'string' && keys === null) console.warn('The scripts of etcd were not run with keys: there is no openssl');

describe.skipIf(typeof programs === 'string' || keys === null)('the scripts of the jobs of etcd, with one that asks for keys', () => {
  test('are let in with the keys of the Secret, and with no others', { timeout: 120_000 }, async () => {
    const etcd = programs as Programs;
    const cluster = await EtcdClusterUnderTest.start(etcd, 1, ['--client-cert-auth=true'], keys);
    const folder = mkdtempSync(join(tmpdir(), 'looplaw-etcd-tls-'));
    try {
      cluster.ask(cluster.members[0]!, 'put', '/registry/a', 'b');
      const asked = (job: ReturnType<typeof toldBy>, changes: Readonly<Record<string, string>> = {}) => {
        const env = Object.fromEntries(Object.entries(job.env).map(([name, value]) => [name, value.replace(/^\/tls\//, `${keys}/`)]));
        return spawnSync('sh', ['-c', job.script], { encoding: 'utf8', env: { ...env, PATH: [etcd.folder, process.env['PATH'] ?? ''].join(delimiter), MEMBERS: cluster.members.join(' '), FOLDER: folder, LEAST: '0', ...changes } });
      };
      const { defrag, snapshot } = jobs();
      expect(asked(defrag)).toMatchObject({ status: 0, stdout: expect.stringContaining(`${cluster.members[0]} went from`) });
      expect(asked(snapshot).status).toBe(0);
      expect(readdirSync(folder)).toHaveLength(1);
      expect(asked(snapshot, { ETCDCTL_CERT: '', ETCDCTL_KEY: '' }).status).toBe(1);
      expect(readdirSync(folder)).toHaveLength(1);
    } finally {
      cluster.stop();
      for (const each of [folder, keys!]) rmSync(each, { recursive: true, force: true });
    }
  });
});

describe.skipIf(typeof programs === 'string')('the scripts of the jobs of etcd, with a real one of three members', () => {
  const etcd = programs as Programs;
  const { defrag, snapshot, drill } = jobs();
  let cluster: EtcdClusterUnderTest;
  let place: string;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'looplaw-etcd-jobs-'));
    cluster = await EtcdClusterUnderTest.start(etcd, 3, ['--heartbeat-interval=100', '--election-timeout=1000']);
  }, 180_000);
  afterAll(() => {
    cluster.stop();
    rmSync(place, { recursive: true, force: true });
    etcd.remove();
  });

  /** Runs a script as a pod does, without the keys: the members of the test serve without encryption. */
  function run({ script, env }: { readonly script: string; readonly env: Readonly<Record<string, string>> }, changes: Readonly<Record<string, string>> = {}, before: Readonly<Record<string, string>> = {}) {
    const keyless = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('ETCDCTL_')));
    const path = [shims(place, etcd, before), etcd.folder, process.env['PATH'] ?? ''].join(delimiter);
    const { status, stdout, stderr } = spawnSync('sh', ['-c', script], {
      encoding: 'utf8', timeout: 110_000, env: { PATH: path, ...keyless, MEMBERS: cluster.members.join(' '), ...changes },
    });
    return { status, stdout, stderr, lines: stdout.trim().split('\n') };
  }
  /** A new folder. */
  const fresh = () => mkdtempSync(join(place, 'f-'));
  /** The members a run has defragmented, in order. */
  const given = (stdout: string) => [...stdout.matchAll(/^(\S+) went from \d+ to \d+ bytes$/gm)].map(([, member]) => member);

  describe('snapshots of an etcd that holds nothing', () => {
    test('count for nothing', () => {
      const folder = fresh();
      expect(run(snapshot, { FOLDER: folder })).toMatchObject({ status: 1, stderr: expect.stringMatching(/^the snapshot of \S+ is empty$/m) });
      expect(readdirSync(folder)).toEqual([]);
    });
  });

  describe('that holds something', () => {
    beforeAll(() => cluster.churn());

    describe('defragmentation', () => {
      test('takes one member after another, and the leader last, whoever leads', { timeout: 120_000 }, () => {
        for (const next of [0, 1]) {
          cluster.churn();
          const { leader, members } = cluster;
          const sizes = () => members.map((member) => (JSON.parse(cluster.ask(member, 'endpoint', 'status', '--write-out=json')) as [{ Status: { dbSize: number } }])[0].Status.dbSize);
          const before = sizes();
          const { status, stdout } = run(defrag, { LEAST: '0' });
          expect(status).toBe(0);
          expect(given(stdout)).toEqual([...members.filter((member) => member !== leader), leader]);
          expect(sizes().filter((size, i) => size >= before[i]!)).toEqual([]);
          const heir = members.filter((member) => member !== leader)[next]!;
          cluster.ask(leader, 'move-leader', cluster.idOf(heir));
        }
      });

      test('leaves alone who has little to give back', () => {
        const { status, lines } = run(defrag);
        expect(status).toBe(0);
        expect(lines.map((line) => / is left alone: it has \d+ bytes to give back, of \d+$/.test(line))).toEqual([true, true, true]);
      });

      test('comes last to a member that takes the lead meanwhile', { timeout: 120_000 }, () => {
        const { leader, members } = cluster;
        const [first, second] = members.filter((member) => member !== leader) as [string, string];
        const etcdctl = `"$REAL/etcdctl" "$@" || exit
  case "$*" in *defrag) [ -e "$HERE/done" ] || { : > "$HERE/done"; "$REAL/etcdctl" --endpoints=${leader} move-leader ${cluster.idOf(second)}; } > /dev/null;; esac`;
        const { status, stdout } = run(defrag, { LEAST: '0' }, { etcdctl });
        expect(status).toBe(0);
        expect(cluster.leader).toBe(second);
        expect(given(stdout)).toEqual([first, leader, second]);
      });

      test.each([
        ['a member is missing among the named', () => cluster.members.filter((member) => member !== cluster.members.find((m) => m !== cluster.leader)), /the cluster has other members than those that are named/],
        ['only followers are named', () => cluster.members.filter((member) => member !== cluster.leader), /none of the members that are named leads/],
        ['a member is named twice', () => [...cluster.members, cluster.members[0]!], /is a member that is named twice/],
        ['somebody is named who is not there', () => [...cluster.members, 'http://127.0.0.1:9'], /http:\/\/127\.0\.0\.1:9 is not well: nothing more is done/],
      ])('touches nobody where %s', { timeout: 60_000 }, (_, members, said) => {
        const { status, stdout, stderr } = run(defrag, { LEAST: '0', MEMBERS: members().join(' ') });
        expect({ status, given: given(stdout) }).toEqual({ status: 1, given: [] });
        expect(stderr).toMatch(said);
      });

      /** Says of each member what etcdctl says of alarms since 3.5. */
      const alarmed = (alarms: string) => `case "$*" in
  *"endpoint health"*) echo "$1 is unhealthy: failed to commit proposal: Active Alarm(s): ${alarms}" >&2; exit 1;;
  *"alarm list"*) echo "memberID:1 alarm:${alarms}";;
  *) exec "$REAL/etcdctl" "$@";;
esac`;

      test('gives space back to members that are full, and fails until the alarm is taken back', { timeout: 60_000 }, () => {
        const { status, stdout, stderr } = run(defrag, { LEAST: '0' }, { etcdctl: alarmed('NOSPACE ') });
        expect(given(stdout)).toHaveLength(3);
        expect(status).toBe(1);
        expect(stderr).toBe('etcd takes no write until its alarm is taken back: etcdctl alarm disarm\n');
      });

      test('touches nobody whose data are corrupt', { timeout: 60_000 }, () => {
        const { status, stdout, stderr } = run(defrag, { LEAST: '0' }, { etcdctl: alarmed('NOSPACE CORRUPT ') });
        expect({ status, given: given(stdout) }).toEqual({ status: 1, given: [] });
        expect(stderr).toMatch(/CORRUPT[\s\S]*is not well: nothing more is done/);
      });

      test('fails where a member refuses', { timeout: 60_000 }, () => {
        const { status, stdout, stderr } = run(defrag, { LEAST: '0' }, { etcdctl: 'case "$*" in *defrag) exit 1;; esac\nexec "$REAL/etcdctl" "$@"' });
        expect({ status, given: given(stdout) }).toEqual({ status: 1, given: [] });
        expect(stderr).toContain('was not defragmented');
      });
    });

    describe('snapshots', () => {
      test('are whole, named by their time, and as many as are to be kept', { timeout: 60_000 }, () => {
        const folder = fresh();
        for (const name of ['etcd-snapshots-20200101T000000Z.db', 'etcd-snapshots-20200102T000000Z.db', 'other-20200101T000000Z.db']) writeFileSync(join(folder, name), 'old');
        const { status, stdout } = run(snapshot, { FOLDER: folder });
        expect(status).toBe(0);
        const [newest] = readdirSync(folder).filter((name) => /^etcd-snapshots-\d{8}T\d{6}Z\.db$/.test(name)).sort().reverse() as [string];
        expect(readdirSync(folder).sort()).toEqual(['etcd-snapshots-20200102T000000Z.db', newest, 'other-20200101T000000Z.db']);
        expect(stdout).toMatch(new RegExp(`^${newest}: revision \\d+, \\d+ bytes, of ${cluster.members[0]!}\netcd-snapshots-20200101T000000Z.db is deleted\n$`));
      });

      test.each([
        ['is cut off on its way', 'case "$*" in *"snapshot save"*) for file; do :; done; truncate -s -100 "$file";; esac', /is not whole/],
        ['is changed on its way', 'case "$*" in *"snapshot save"*) for file; do :; done; printf x | dd of="$file" bs=1 seek=9000 conv=notrunc 2> /dev/null;; esac', /is not whole/],
      ])('are not kept where one %s', { timeout: 60_000 }, (_, harm, said) => {
        const folder = fresh();
        const { status, stderr } = run(snapshot, { FOLDER: folder }, { etcdctl: `"$REAL/etcdctl" "$@" || exit\n${harm}` });
        expect(status).toBe(1);
        expect(stderr).toMatch(said);
        expect(readdirSync(folder)).toEqual([]);
      });

      test('are not taken on trust where etcdctl can no longer read them, as since 3.6, and etcdutl is missing', { timeout: 60_000 }, () => {
        const folder = fresh();
        const without = `case "$*" in *"snapshot status"*) echo "snapshot - Manages etcd node snapshots"; exit 0;; esac\nexec "$REAL/etcdctl" "$@"`;
        const { status, stderr } = run(snapshot, { FOLDER: folder }, { etcdctl: without, etcdutl: 'exec "$HERE/etcdctl" "$@"' });
        expect(status).toBe(1);
        expect(stderr).toMatch(/can't be read; etcdctl 3\.6 needs etcdutl beside it/);
        expect(readdirSync(folder)).toEqual([]);
      });
    });

    describe('the restore drill', () => {
      let folder: string;
      let newest: string;
      beforeAll(() => {
        folder = fresh();
        expect(run(snapshot, { FOLDER: folder }).status).toBe(0);
        [newest] = readdirSync(folder) as [string];
      });
      const tried = async (changes: Readonly<Record<string, string>> = {}) => {
        const work = fresh();
        const port = await pairOfPorts();
        const result = run(drill, { FOLDER: folder, WORK: work, PORT: String(port), ...changes });
        return { ...result, isStopped: await isFree(port), left: readdirSync(work).filter((name) => name === 'data') };
      };

      test('restores the newest, reads it, and leaves nothing running', { timeout: 90_000 }, async () => {
        const { status, stdout, left, isStopped } = await tried();
        expect(status).toBe(0);
        expect(stdout).toMatch(new RegExp(`^${newest} is restored: 5 keys below /registry/, revision \\d+\n$`));
        expect(left).toEqual([]);
        expect(isStopped).toBe(true);
      });

      test('fails where nothing is below the prefix', { timeout: 90_000 }, async () => {
        expect(await tried({ BELOW: '/elsewhere/' })).toMatchObject({ status: 1, left: [], stderr: expect.stringContaining('holds nothing below /elsewhere/') });
      });

      test('fails where there is no snapshot, or only one of another etcd', { timeout: 90_000 }, async () => {
        const other = fresh();
        writeFileSync(join(other, 'other-20200101T000000Z.db'), 'old');
        expect(await tried({ FOLDER: other })).toMatchObject({ status: 1, stderr: expect.stringContaining(`there is no snapshot in ${other}`) });
      });

      test('fails where the newest is too old', { timeout: 90_000 }, async () => {
        const old = fresh();
        writeFileSync(join(old, 'etcd-snapshots-20200101T000000Z.db'), readFileSync(join(folder, newest)));
        expect(await tried({ FOLDER: old })).toMatchObject({ status: 1, stderr: expect.stringContaining('is older than 24 hours') });
      });

      test('fails where the newest is damaged, though an older one is whole', { timeout: 90_000 }, async () => {
        const both = fresh();
        writeFileSync(join(both, newest), readFileSync(join(folder, newest)));
        const later = 'etcd-snapshots-29990101T000000Z.db';
        writeFileSync(join(both, later), readFileSync(join(folder, newest)));
        truncateSync(join(both, later), 9000);
        expect(await tried({ FOLDER: both })).toMatchObject({ status: 1, left: [], stderr: expect.stringContaining(`${later} is not whole`) });
      });

      test('fails where etcd does not start', { timeout: 90_000 }, async () => {
        const [port] = await freePorts(1) as readonly [number];
        const taken = createServer().listen(port, '127.0.0.1');
        await new Promise((resolve) => taken.once('listening', resolve));
        try {
          expect(await tried({ PORT: String(port) })).toMatchObject({ status: 1, left: [], stderr: expect.stringContaining('etcd does not start on') });
        } finally {
          taken.close();
        }
      });
    });

    describe('a bucket', () => {
      const inBucket = jobs('s3');
      /** Keeps objects in a folder, in the words of the program of AWS. */
      const aws = (bucket: string) => `case "$1 $2" in
  "s3 cp") case "$3" in s3://*) cp "${bucket}/\${3#s3://acme-etcd/}" "$4";; *) cp "$3" "${bucket}/\${4#s3://acme-etcd/}";; esac;;
  "s3api head-object") wc -c < "${bucket}/$6" | tr -d ' ';;
  "s3 ls") for file in "${bucket}/\${3#s3://acme-etcd/}"*; do [ -e "$file" ] && echo "2026-01-01 00:00:00  20512 \${file##*/}"; done;;
  *) exit 9;; esac`;

      test('gets the snapshot, and the drill takes it from there', { timeout: 120_000 }, async () => {
        const bucket = fresh();
        mkdirSync(join(bucket, 'prod'));
        const folder = fresh();
        const sent = run(inBucket.snapshot, { FOLDER: folder }, { aws: aws(bucket) });
        expect(sent).toMatchObject({ status: 0, stdout: expect.stringMatching(/\.db is in acme-etcd\n$/) });
        expect(readdirSync(folder)).toEqual([]);
        expect(readdirSync(join(bucket, 'prod'))).toHaveLength(1);
        const tried = run(inBucket.drill, { FOLDER: fresh(), WORK: fresh(), PORT: String(await pairOfPorts()) }, { aws: aws(bucket) });
        expect(tried).toMatchObject({ status: 0, stdout: expect.stringContaining('5 keys below /registry/') });
      });

      test('that has got less, or nothing, is told', { timeout: 60_000 }, () => {
        const bucket = fresh();
        mkdirSync(join(bucket, 'prod'));
        const less = `case "$1 $2" in "s3api head-object") echo 7; exit 0;; esac\n${aws(bucket)}`;
        expect(run(inBucket.snapshot, { FOLDER: fresh() }, { aws: less })).toMatchObject({ status: 1, stderr: expect.stringMatching(/has \d+ bytes, and 7 have arrived/) });
        expect(run(inBucket.snapshot, { FOLDER: fresh() }, { aws: 'exit 1' }).status).toBe(1);
        expect(run(inBucket.drill, { FOLDER: fresh(), WORK: fresh() }, { aws: 'case "$2" in ls) exit 0;; esac; exit 1' })).toMatchObject({ status: 1, stderr: expect.stringContaining('there is no snapshot in acme-etcd') });
      });
    });

    describe('with a member that is gone', () => {
      let gone: string;
      beforeAll(() => {
        gone = cluster.members[0]!;
        cluster.kill(gone);
        for (const member of cluster.members.slice(1)) cluster.await(member);
      }, 60_000);

      test('no other is defragmented', { timeout: 60_000 }, () => {
        const { status, stdout, stderr } = run(defrag, { LEAST: '0' });
        expect({ status, given: given(stdout) }).toEqual({ status: 1, given: [] });
        expect(stderr).toContain(`${gone} is not well: nothing more is done`);
      });

      test('a snapshot comes from the next one', { timeout: 60_000 }, () => {
        const folder = fresh();
        const { status, stdout } = run(snapshot, { FOLDER: folder });
        expect(status).toBe(0);
        expect(stdout).toContain(`${gone} gave no snapshot`);
        expect(stdout).toContain(`bytes, of ${cluster.members[1]!}`);
      });

      test('without a majority there is no snapshot, for it could be an old one', { timeout: 90_000 }, () => {
        cluster.kill(cluster.members[1]!);
        const folder = fresh();
        expect(run(snapshot, { FOLDER: folder })).toMatchObject({ status: 1, stderr: expect.stringContaining('no member gave a snapshot') });
        expect(readdirSync(folder)).toEqual([]);
      });
    });
  });
});

/** A port that is free, and so is the one after it. */
async function pairOfPorts(): Promise<number> {
  for (;;) {
    const [port] = await freePorts(1) as readonly [number];
    if (await isFree(port + 1)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false)).listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
