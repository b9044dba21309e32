import { spawn, spawnSync } from 'node:child_process';
import { BIN, deployment, looplaw, type Ran } from '../cli/command';

/** One object no law has much to say of. */
export const good = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: good}\n';
/** A workload that keeps, and one that breaks, the one law these runs ask. */
export const kept = deployment('kept');
export const broken = deployment('broken', { requests: false });
export const only = ['--law', 'compute/budgeted-pod'];

/** What tests read of the JSON report. */
export interface Report {
  readonly verdict: string;
  readonly findings: readonly { readonly law: string; readonly message: string; readonly file: string; readonly line: number; readonly severity: string; readonly resource: { readonly name: string; readonly kind: string } }[];
  readonly waived: readonly { readonly law: string; readonly reason: string }[];
  readonly undecided: readonly { readonly law: string }[];
  readonly accounting: {
    readonly files: number;
    readonly documents: number;
    readonly resources: number;
    readonly examined: number;
    readonly skipped: readonly { readonly file: string; readonly document: number | null; readonly reason: string }[];
    readonly errors: readonly { readonly file: string | null; readonly code: string; readonly message: string; readonly line: number | null }[];
  };
  readonly laws: Readonly<Record<string, { readonly examined: number; readonly kept: number; readonly broken: number }>>;
}

/** Runs `looplaw check -f json` and reads its report. */
export function checked(args: readonly string[], options: Parameters<typeof looplaw>[1] = {}): { readonly ran: Ran; readonly report: Report } {
  const ran = looplaw(['check', '-f', 'json', ...args], options);
  return { ran, report: JSON.parse(ran.out) as Report };
}

/** The codes of what a run could not examine. */
export const codes = ({ accounting }: Report): readonly string[] => accounting.errors.map(({ code }) => code);

/** Runs a line of bash in which `$LOOPLAW` stands for the command. */
export function shell(script: string, options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly timeout?: number } = {}): Ran {
  const { cwd, env = {}, timeout = 60_000 } = options;
  const { status, signal, stdout, stderr } = spawnSync('bash', ['-c', script], {
    cwd, timeout, encoding: 'utf8', maxBuffer: 1e9,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '', LANG: 'C.UTF-8', LOOPLAW: `${process.execPath} ${BIN}`, ...env },
  });
  return { code: status, signal, out: stdout, err: stderr };
}

/** Starts the command and sends it a signal after a while, unless it has ended. */
export function interrupted(args: readonly string[], signal: NodeJS.Signals, after: number, cwd: string): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [BIN, ...args], { cwd, stdio: ['pipe', 'ignore', 'ignore'] });
    const timer = setTimeout(() => child.kill(signal), after);
    child.on('exit', (code, by) => {
      clearTimeout(timer);
      resolve({ code, signal: by });
    });
  });
}

/** Lines a build server would take for commands. In the `github` format those that name a file or a title are the report itself. */
export function commandsOf(output: string, format: string): readonly string[] {
  const lines = output.split('\n').filter((line) => /^\s*::/.test(line));
  return format === 'github' ? lines.filter((line) => !/^::(?:error|warning|notice) (?:file|title)=/.test(line)) : lines;
}
