import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Token } from 'cdktf';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bootScript } from '../../constructs/control-plane/etcd/boot';

const PATH = ['/usr/sbin', '/sbin', process.env['PATH'] ?? ''].join(delimiter);
const missing = ['bash', 'wipefs', 'blkid', 'mkfs.ext4'].find((program) => spawnSync(program, ['--version'], { env: { PATH } }).error !== undefined);

/** A machine with a disk that is a file; what needs a kernel is written down and not done. */
class Machine {
  private readonly folder = mkdtempSync(join(tmpdir(), 'looplaw-boot-'));
  readonly disk = join(this.folder, 'disk');
  private readonly log = join(this.folder, 'log');

  constructor() {
    mkdirSync(join(this.folder, 'bin'));
    const program = (name: string, text: string) => {
      writeFileSync(join(this.folder, 'bin', name), `#!/bin/sh\n${text}\n`);
      chmodSync(join(this.folder, 'bin', name), 0o755);
    };
    for (const name of ['mount', 'chattr']) program(name, `echo "${name} $*" >> ${this.log}`);
    program('mountpoint', `grep -q '^mount ' ${this.log} 2> /dev/null`);
    writeFileSync(this.disk, '');
    truncateSync(this.disk, 16 * 1024 * 1024);
    writeFileSync(this.fstab, '');
  }

  get fstab(): string {
    return join(this.folder, 'fstab');
  }

  /** What was done, with the folder of the machine left out. */
  get done(): readonly string[] {
    return existsSync(this.log) ? readFileSync(this.log, 'utf8').trim().split('\n').map((line) => line.replaceAll(this.folder, '')) : [];
  }

  boot(disk = this.disk): number | null {
    const script = bootScript([`disk="${disk}"`], `echo started >> ${this.log}`).replaceAll('/var/lib/etcd', join(this.folder, 'etcd')).replaceAll('/etc/fstab', this.fstab);
    return spawnSync('bash', ['-c', script], { env: { PATH: [join(this.folder, 'bin'), PATH].join(delimiter) } }).status;
  }

  /** Type and number of what is on the disk. */
  get fileSystem(): string {
    return spawnSync('blkid', ['-p', '-o', 'value', '-s', 'TYPE', '-s', 'UUID', this.disk], { encoding: 'utf8', env: { PATH } }).stdout.trim();
  }

  throwAway(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

describe.skipIf(missing !== undefined)(`a machine of etcd${missing === undefined ? '' : ` (skipped: no ${missing} on PATH)`}`, () => {
  let machine: Machine;
  beforeEach(() => {
    machine = new Machine();
  });
  afterEach(() => machine.throwAway());

  test('makes a file system on an empty disk, closes the folder below, mounts, and then starts', () => {
    expect(machine.boot()).toBe(0);
    expect(machine.fileSystem).toContain('ext4');
    expect(machine.done).toEqual(['chattr +i /etcd', 'mount /etcd', 'started']);
    expect(readFileSync(machine.fstab, 'utf8')).toMatch(/^UUID=[0-9a-f-]{36} \S+\/etcd ext4 noatime,nofail 0 2\n$/);
  });

  test('keeps what is on the disk, and says so once in fstab', () => {
    machine.boot();
    const before = [machine.fileSystem, readFileSync(machine.fstab, 'utf8')];
    expect(machine.boot()).toBe(0);
    expect([machine.fileSystem, readFileSync(machine.fstab, 'utf8')]).toEqual(before);
  });

  test('formats nothing where the disk holds something else, and starts nothing where it cannot be read', () => {
    const swap = Buffer.from('SWAPSPACE2');
    const bytes = readFileSync(machine.disk);
    swap.copy(bytes, 4096 - swap.length);
    bytes.writeUInt32LE(1, 1024);
    bytes.writeUInt32LE(4095, 1028);
    writeFileSync(machine.disk, bytes);
    machine.boot();
    expect(machine.fileSystem).not.toContain('ext4');

    const none = new Machine();
    expect(none.boot('/nowhere')).not.toBe(0);
    expect(none.done).toEqual([]);
    none.throwAway();
  });
});

test('leaves the braces of the shell to the shell, and tokens to Terraform', () => {
  const address = Token.asString({ resolve: () => '' });
  expect(bootScript([], `echo "\${HOME}" ${address}; curl -w '%{http_code}'`)).toContain(`echo "$\${HOME}" ${address}; curl -w '%%{http_code}'`);
});
