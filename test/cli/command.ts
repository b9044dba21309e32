import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

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

/** Runs the built command as a process. */
export function looplaw(args: readonly string[], options: { cwd?: string; input?: string | Buffer; env?: NodeJS.ProcessEnv } = {}): Ran {
  const { cwd = ROOT, input = '', env = {} } = options;
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd, input, encoding: 'utf8', timeout: 60_000, maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '', LANG: 'C.UTF-8', ...env },
  });
  return { code: status, signal, out: stdout, err: stderr };
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
