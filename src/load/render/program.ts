import fs from 'node:fs';
import { devNull } from 'node:os';
import path from 'node:path';
import { codeOf } from '../file-errors';
import { ReadError } from '../read-error';

/** A program of the user, found on PATH. */
export interface Program {
  readonly name: string;
  /** Absolute: nothing that lies in the working folder is ever run by its name. */
  readonly path: string;
}

/** What running a program may cost. */
export interface Bounds {
  /** Milliseconds. */
  readonly timeout: number;
  /** Bytes it may print. */
  readonly maxBytes: number;
}

/** Lines and characters of what a program complains of that are shown: its last words tell most. */
const SHOWN_LINES = 3;
const SHOWN_LENGTH = 400;

/** The first program of this name in the absolute folders of PATH; `null` when there is none. */
export function findProgram(name: string): Program | null {
  const endings = process.platform === 'win32' ? ['.exe'] : [''];
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    if (!path.isAbsolute(folder)) continue;
    for (const ending of endings) {
      const file = path.join(folder, `${name}${ending}`);
      if (isExecutable(file)) return { name, path: file };
    }
  }
  return null;
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * What a program prints. It is run without a shell, reads nothing, is told of no cluster and no proxy but one that is not there, and
 * may fetch nothing through git.
 *
 * @throws ReadError `not-rendered` when it fails, prints too much or does not end in time
 */
export function outputOf({ name, path: file }: Program, args: readonly string[], cwd: string, { timeout, maxBytes }: Bounds): Uint8Array {
  // Most checks build nothing, and would wait for what starts programs to be loaded.
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  const { error, status, signal, stdout, stderr } = spawnSync(file, args, {
    cwd, timeout, maxBuffer: maxBytes, env: leanEnvironment(), killSignal: 'SIGKILL', shell: false, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true,
  });
  const command = [name, ...args.map(quoted)].join(' ');
  const fail = (what: string): ReadError => new ReadError('not-rendered', `\`${command}\` ${what}`);
  switch (error === undefined ? null : codeOf(error)) {
    case null: break;
    case 'ETIMEDOUT': throw fail(`did not end within ${timeout / 1000} s.`);
    case 'ENOBUFS': throw fail(`printed more than ${maxBytes} bytes. Split it, or render it yourself.`);
    default: throw fail(`cannot be run (${codeOf(error) ?? 'unknown error'}).`);
  }
  if (status !== 0) throw fail(`ended with ${status === null ? String(signal) : `exit code ${status}`}${lastWords(stderr.toString('utf8'), cwd)}`);
  return stdout;
}

/** A text as an argument of a command line that people copy. */
export function quoted(text: string): string {
  return /^[\w./:@=+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The end of what a program complains of, without what differs from run to run and from machine to machine. */
function lastWords(text: string, cwd: string): string {
  const lines = text.replaceAll(`${cwd}${path.sep}`, '').split(/[\r\n]+/)
    .map((line) => line.replace(/^[EWIF]\d{4} [\d:.]+ +\d+ [\w.:]+\] /, '').trim())
    .filter((line) => /\w/.test(line));
  const words = lines.slice(-SHOWN_LINES).join(' ');
  return words === '' ? '.' : `: ${words.length > SHOWN_LENGTH ? `…${words.slice(-SHOWN_LENGTH)}` : words}`;
}

function leanEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot'].flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]));
  const nowhere = 'http://127.0.0.1:9';
  return {
    ...Object.fromEntries(kept),
    HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere, http_proxy: nowhere, https_proxy: nowhere, NO_PROXY: '', no_proxy: '',
    GIT_ALLOW_PROTOCOL: 'none', GIT_TERMINAL_PROMPT: '0', HELM_PLUGINS: devNull, KUBECONFIG: devNull,
  };
}
