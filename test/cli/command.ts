import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { everyFormat, type FormatName } from '../../src/report';

export const ROOT = resolve(__dirname, '../..');
/** The built command; another build of it can be named, e.g. the one in a package that was installed. */
export const BIN = process.env['LOOPLAW_BIN'] ?? join(ROOT, 'lib/looplaw.js');

/** What a run of the real command said. */
export interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** Where and on what a command runs. */
export interface Surroundings {
  readonly cwd?: string;
  readonly input?: string | Buffer;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds after which it is ended. */
  readonly timeout?: number;
}

const PLAIN = { NO_COLOR: '1', FORCE_COLOR: '', LANG: 'C.UTF-8' };
const TIMEOUT = 120_000;

/** Runs the built command as a process. */
export function looplaw(args: readonly string[], options: Surroundings = {}): Ran {
  const { cwd = ROOT, input = '', env = {}, timeout = TIMEOUT } = options;
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd, input, encoding: 'utf8', timeout, maxBuffer: 256 * 1024 * 1024, env: { ...process.env, ...PLAIN, ...env },
  });
  return { code: status, signal, out: stdout, err: stderr };
}

/** Runs the built command as a process beside others: any number may be asked for at once, a few run at a time. */
export function launch(args: readonly string[], options: Surroundings = {}): Promise<Ran> {
  return launchAny(process.execPath, [BIN, ...args], options);
}

/** Runs a program beside others, as {@link launch} does. */
export async function launchAny(program: string, args: readonly string[], { cwd = ROOT, input = '', env = {}, timeout = TIMEOUT }: Surroundings = {}): Promise<Ran> {
  await aSlot();
  return new Promise<Ran>((resolve, reject) => {
    const child = spawn(program, args, { cwd, timeout, env: { ...process.env, ...PLAIN, ...env } });
    const [out, err]: readonly [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, out: Buffer.concat(out).toString('utf8'), err: Buffer.concat(err).toString('utf8') }));
    // It may end before it has read what it is given.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  }).finally(giveSlot);
}

/** One run of `check` that writes every report there is, by its format; standard output is in the format `args` ask for. */
export async function everyReport(args: readonly string[], options: Surroundings = {}): Promise<{ readonly ran: Ran; readonly reports: Readonly<Record<FormatName, string>> }> {
  const place = folder({});
  const ran = await launch(['check', ...everyFormat.flatMap((format) => ['--report', `${format}=${join(place, format)}`]), ...args], options);
  const written = everyFormat.filter((format) => existsSync(join(place, format)));
  return { ran, reports: Object.fromEntries(written.map((format) => [format, readFileSync(join(place, format), 'utf8')])) as Record<FormatName, string> };
}

let free = availableParallelism();
const waiting: (() => void)[] = [];

function aSlot(): Promise<void> {
  if (free === 0) return new Promise((resolve) => waiting.push(resolve));
  free -= 1;
  return Promise.resolve();
}

function giveSlot(): void {
  const next = waiting.shift();
  if (next === undefined) free += 1;
  else next();
}

/** A new folder with these files. */
export function folder(files: Readonly<Record<string, string | Buffer>>): string {
  const root = mkdtempSync(join(tmpdir(), 'looplaw-test-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
}

/** A Deployment that keeps the few laws most tests are not about. */
export function deployment(name: string, { requests = true, namespace = '' } = {}): string {
  return [
    'apiVersion: apps/v1', 'kind: Deployment', 'metadata:', `  name: ${name}`, ...(namespace ? [`  namespace: ${namespace}`] : []),
    'spec:', '  replicas: 1', '  selector: {matchLabels: {app: ' + name + '}}', '  template:', '    metadata: {labels: {app: ' + name + '}}',
    '    spec:', '      containers:', '        - name: app', '          image: registry.example.com/app:1.2.3',
    ...(requests ? ['          resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {memory: 64Mi}}'] : []), '',
  ].join('\n');
}
