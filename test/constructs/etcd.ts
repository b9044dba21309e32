import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programs, type Programs } from '../debian';

/** The programs of an etcd, or why there are none. */
export const etcdPrograms = (): Programs | string => programs({ names: ['etcd', 'etcdctl'], also: ['etcdutl'], packages: ['etcd-server', 'etcd-client'] });

/** Ports nobody listens on, all different. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => new Promise<ReturnType<typeof createServer>>((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => resolve(server));
  })));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** A folder with `ca.crt`, `tls.crt` and `tls.key`, good for servers on this machine and their clients; `null` where there is no openssl. */
export function etcdKeys(): string | null {
  const cwd = mkdtempSync(join(tmpdir(), 'looplaw-etcd-keys-'));
  writeFileSync(join(cwd, 'extensions'), 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n');
  const made = [
    'req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -subj /CN=etcd-ca -days 2',
    'req -newkey rsa:2048 -nodes -keyout tls.key -out tls.csr -subj /CN=etcd',
    'x509 -req -in tls.csr -CA ca.crt -CAkey ca.key -CAcreateserial -out tls.crt -days 2 -extfile extensions',
  ].every((line) => spawnSync('openssl', line.split(' '), { cwd, stdio: 'ignore' }).status === 0);
  if (made) return cwd;
  rmSync(cwd, { recursive: true, force: true });
  return null;
}

/** A cluster of real members on this machine. */
export class EtcdClusterUnderTest {
  private readonly processes: ChildProcess[] = [];

  private constructor(private readonly programs: Programs, readonly folder: string, readonly members: readonly string[], private readonly keys: string | null) {}

  /** Starts it and waits until it has a leader. With keys, as {@link etcdKeys} makes them, it serves clients that show theirs. */
  static async start(programs: Programs, size: number, flags: readonly string[] = [], keys: string | null = null): Promise<EtcdClusterUnderTest> {
    const ports = await freePorts(2 * size);
    const client = (i: number) => `${keys === null ? 'http' : 'https'}://127.0.0.1:${ports[2 * i]!}`;
    const peer = (i: number) => `http://127.0.0.1:${ports[2 * i + 1]!}`;
    const all = Array.from({ length: size }, (_, i) => i);
    const cluster = new EtcdClusterUnderTest(programs, mkdtempSync(join(tmpdir(), 'looplaw-etcd-cluster-')), all.map(client), keys);
    for (const i of all) {
      cluster.processes.push(spawn(join(programs.folder, 'etcd'), [
        `--name=m${i}`, `--data-dir=${join(cluster.folder, `m${i}`)}`, `--listen-client-urls=${client(i)}`, `--advertise-client-urls=${client(i)}`, `--listen-peer-urls=${peer(i)}`,
        `--initial-advertise-peer-urls=${peer(i)}`, `--initial-cluster=${all.map((each) => `m${each}=${peer(each)}`).join(',')}`, '--initial-cluster-state=new', ...(keys === null ? [] : [`--cert-file=${keys}/tls.crt`, `--key-file=${keys}/tls.key`, `--trusted-ca-file=${keys}/ca.crt`]), ...flags,
      ], { stdio: 'ignore' }));
    }
    for (const member of cluster.members) cluster.await(member);
    return cluster;
  }

  /** Waits until a member is well. */
  await(member: string): void {
    for (let tries = 0; tries < 60; tries++) {
      if (spawnSync(join(this.programs.folder, 'etcdctl'), [`--endpoints=${member}`, 'endpoint', 'health'], { stdio: 'ignore', env: this.env }).status === 0) return;
      spawnSync('sleep', ['0.5']);
    }
    throw new Error(`${member} does not get well`);
  }

  /** What etcdctl says, asked at one member. */
  ask(member: string, ...words: readonly string[]): string {
    return execFileSync(join(this.programs.folder, 'etcdctl'), [`--endpoints=${member}`, ...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], env: this.env });
  }

  /** How clients prove who they are. */
  private get env(): NodeJS.ProcessEnv {
    const { keys } = this;
    return keys === null ? process.env : { ...process.env, ETCDCTL_CACERT: `${keys}/ca.crt`, ETCDCTL_CERT: `${keys}/tls.crt`, ETCDCTL_KEY: `${keys}/tls.key` };
  }

  /** Who leads. */
  get leader(): string {
    return this.members.find((member) => {
      const [{ Status }] = JSON.parse(this.ask(member, 'endpoint', 'status', '--write-out=json')) as [{ Status: { header: { member_id: number }; leader: number } }];
      return Status.header.member_id === Status.leader;
    })!;
  }

  /** The id of a member as `move-leader` wants it. */
  idOf(member: string): string {
    return this.ask(member, 'member', 'list').split('\n').find((line) => line.includes(member))!.split(',')[0]!;
  }

  /** Writes and forgets, so that there is space to give back. */
  churn(): void {
    const value = 'x'.repeat(4000);
    for (let i = 0; i < 60; i++) this.ask(this.members[0]!, 'put', `/registry/pods/${i % 5}`, value);
    const revision = (JSON.parse(this.ask(this.members[0]!, 'get', 'none', '--write-out=json')) as { header: { revision: number } }).header.revision;
    this.ask(this.members[0]!, 'compact', String(revision), '--physical');
  }

  pidOf(member: string): number {
    return this.processes[this.members.indexOf(member)]!.pid!;
  }

  /** Stops a member as a power cut does. */
  kill(member: string): void {
    process.kill(this.pidOf(member), 'SIGKILL');
  }

  stop(): void {
    for (const each of this.processes) each.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A folder of programs to stand before those of etcd: each is a script of sh, and `$REAL` is the folder of the real ones. */
export function shims(at: string, programs: Programs, scripts: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(at, 'shims-'));
  mkdirSync(folder, { recursive: true });
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), `#!/bin/sh\nREAL=${programs.folder}\nHERE=${folder}\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}
