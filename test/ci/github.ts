import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { load } from 'js-yaml';
import { ROOT } from '../cli/command';
import { inside, type Repository } from './repository';

/** A step of a job or of a composite action. */
export interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string | number>>;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}

/** A composite action. */
export interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

/** What expressions may ask: `github`, `inputs`, `steps`. */
export type Context = Readonly<Record<string, unknown>>;

/** What steps did. */
export interface Done {
  readonly failed: boolean;
  readonly out: string;
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Actions of others that would have run, with what they were given. */
  readonly used: readonly { readonly name: string; readonly with: Readonly<Record<string, string>> }[];
}

export const action = load(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;

/** The action of this repository, with these inputs. */
export async function runAction(repo: Repository, inputs: Readonly<Record<string, string>>): Promise<{ readonly done: Done; readonly outputs: Readonly<Record<string, string>> }> {
  const given = { ...Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default])), ...inputs };
  const done = await runSteps(repo, action.runs.steps, { inputs: given });
  const context = { inputs: given, steps: stepsOf(done.outputs) };
  return { done, outputs: Object.fromEntries(Object.entries(action.outputs).map(([name, { value }]) => [name, filled(value, context)])) };
}

/** Steps as a runner takes them: in order, after a failure only those that say `!cancelled()`. */
export async function runSteps(repo: Repository, steps: readonly Step[], context: Context): Promise<Done> {
  let failed = false;
  let out = '';
  const outputs: Record<string, Record<string, string>> = {};
  const used: { name: string; with: Readonly<Record<string, string>> }[] = [];
  for (const step of steps) {
    const known = { ...context, steps: stepsOf(outputs) };
    if (failed && !step.if?.includes('!cancelled()')) continue;
    if (step.if !== undefined && !isTrue(step.if, known)) continue;
    const given = fillAll(step.with, known);
    if (step.uses?.startsWith('looplaw/looplaw@')) {
      const own = await runAction(repo, given);
      out += own.done.out;
      failed ||= own.done.failed;
      outputs[step.id!] = own.outputs;
    } else if (step.uses !== undefined) {
      used.push({ name: step.uses.split('@')[0]!, with: given });
    } else {
      const ran = await runScript(repo, step, known);
      out += ran.out;
      failed ||= ran.failed;
      if (step.id !== undefined) outputs[step.id] = ran.outputs;
    }
  }
  return { failed, out, outputs, used };
}

async function runScript(repo: Repository, { env, run }: Step, context: Context): Promise<{ readonly failed: boolean; readonly out: string; readonly outputs: Record<string, string> }> {
  const [script, output] = ['step.sh', 'output'].map((name) => join(repo.temp, name)) as [string, string];
  writeFileSync(script, run!);
  writeFileSync(output, '');
  const { code, out, err } = await inside(repo, 'bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
    GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'acme/shop', GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: join(repo.temp, 'summary.md'), RUNNER_TEMP: repo.temp, ...fillAll(env, context),
  });
  const lines = readFileSync(output, 'utf8').split('\n').filter((line) => line !== '');
  return { failed: code !== 0, out: out + err, outputs: Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])) };
}

/** The summary of the job; empty where none was written. */
export function summaryOf({ temp }: Repository): string {
  const file = join(temp, 'summary.md');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

const stepsOf = (outputs: Done['outputs']): Context => Object.fromEntries(Object.entries(outputs).map(([id, values]) => [id, { outputs: values }]));
const fillAll = (texts: Readonly<Record<string, string | number>> = {}, context: Context): Record<string, string> => Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, filled(String(text), context)]));
const filled = (text: string, context: Context): string => text.replace(/\$\{\{ (.*?) \}\}/g, (_, path: string) => String(valueAt(path, context)));
const valueAt = (path: string, context: Context): unknown => path.split('.').reduce<unknown>((node, step) => (node as Readonly<Record<string, unknown>> | undefined)?.[step], context) ?? '';

/** A condition: names are looked up, the rest of its grammar is that of JavaScript. */
function isTrue(condition: string, context: Context): boolean {
  const asked = condition.replace(/^\$\{\{ (.*) \}\}$/, '$1').replaceAll('cancelled()', 'false').replace(/'[^']*'|[a-z_]+(?:\.[\w-]+)+/g, (word) => (word.startsWith("'") ? word : JSON.stringify(valueAt(word, context))));
  return Boolean(runInNewContext(asked));
}
