import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { ConfigError } from '../config/config';
import { LOOPS } from '../law';
import { everyFormat } from '../report/formats';
import { withKindsSpelledOut } from './closed-world';
import { complain } from './complaint';
import { EXIT } from './exit-code';
import { version } from './version';

/** Runs one command line and answers its exit code. Never throws, never exits. */
export async function run(argv: readonly string[]): Promise<number> {
  let code: number = EXIT.ok;
  const program = new Command('looplaw')
    .description('Keeps Kubernetes apps on the right side of their control loops.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeErr: complain })
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
    .addHelpText('after', '\nExit codes: 0 everything was examined and nothing fails, 1 findings, 2 something was not examined or the call was wrong.');

  withTarget(program.command('check', { isDefault: true }))
    .description('judge manifests: files, folders, globs, or - for standard input (default: .)')
    .argument('[paths...]', 'what to judge', path)
    .addOption(new Option('-f, --format <format>', 'how to report').choices([...everyFormat]).default('pretty'))
    .option('-o, --output <file>', 'write the report to a file')
    .option('--report <format=file>', 'write one more report to a file (repeatable)', collect, [])
    .option('--law <id>', 'ask only this law (repeatable)', collect, [])
    .option('--skip-law <id>', 'do not ask this law (repeatable)', collect, [])
    .addOption(new Option('--loop <loop>', 'ask only laws of this loop (repeatable)').choices([...LOOPS]).argParser(loopOption).default([]))
    .addOption(new Option('--fail-on <severity>', 'lowest severity that makes exit code 1').choices(['error', 'warning', 'info', 'never']).default('error'))
    .option('--explain-undecided', 'list what could not be decided, and why')
    .option('--baseline <file>', 'accept the findings recorded in this file')
    .option('--update-baseline', 'record the findings of this run in it; in CI it may only shrink')
    .option('--prune', 'drop from it what matches nothing any more')
    .option('--render', 'build Helm charts and kustomizations by helm, kustomize or kubectl on PATH, and judge what they print')
    .option('--no-render', 'do not, whatever the config says')
    .option('--stdin-filename <name>', 'name to show for standard input')
    .action(async (paths: string[], options: object) => {
      const { checkCommand } = await import('./check.js');
      code = await checkCommand(paths, options);
    });

  withTarget(program.command('readiness'))
    .description('answer the readiness checklist and the maturity ladder by what the laws find: the same as check --format readiness (default: .)')
    .argument('[paths...]', 'what to judge', path)
    .addOption(new Option('-f, --format <format>', 'how to report').choices(everyFormat.filter((format) => format.startsWith('readiness'))).default('readiness'))
    .option('-o, --output <file>', 'write the report to a file')
    .option('--render', 'build Helm charts and kustomizations by helm, kustomize or kubectl on PATH, and judge what they print')
    .option('--no-render', 'do not, whatever the config says')
    .action(async (paths: string[], options: object) => {
      const { checkCommand } = await import('./check.js');
      code = await checkCommand(paths, { ...options, report: [], law: [], skipLaw: [], loop: [], failOn: 'error' });
    });

  withTarget(program.command('fix'))
    .description('make safe repairs in the text of manifests, comments and layout kept, and show them as a diff (default: .)')
    .argument('[paths...]', 'what to repair', path)
    .option('--dry-run', 'show the diff, write nothing')
    .option('--law <id>', 'repair only findings of this law (repeatable)', collect, [])
    .action(async (paths: string[], options: object) => {
      const { fixCommand } = await import('./fix.js');
      code = await fixCommand(paths, options);
    });

  program.command('audit').description('report on a live cluster, from what kubectl dumped of it')
    .command('rbac')
    .description('who may do what, and what is new since an earlier dump; dumps are of kubectl get clusterroles,roles,clusterrolebindings,rolebindings -A -o json')
    .argument('<paths...>', 'the dump: files, or - for standard input', path)
    .option('--since <file>', 'the dump of last week')
    .addOption(new Option('-f, --format <format>', 'how to report').choices(['pretty', 'json']).default('pretty'))
    .option('-o, --output <file>', 'write the report to a file')
    .addOption(new Option('--fail-on <what>', 'what makes exit code 1: any right gained, powers held (with --since: gained), nothing (default: gained with --since, else powers)')
      .choices(['gained', 'powers', 'never']))
    .option('--all', 'show what Kubernetes grants to itself, too')
    .option('--color', 'colour even where output is no terminal')
    .option('--no-color', 'no colour')
    .action(async (paths: string[], options: object) => {
      const { auditRbacCommand } = await import('./audit.js');
      code = auditRbacCommand(paths, options);
    });

  const config = program.command('config').description('show what is configured');
  withTarget(config.command('print'))
    .description('print what is in force: the config file, the flags and the defaults; as YAML it is a config itself')
    .addOption(new Option('-f, --format <format>', 'how to print').choices(['yaml', 'json']).default('yaml'))
    .action(async (options: object) => {
      const { configPrintCommand } = await import('./config.js');
      code = await configPrintCommand(options);
    });
  config.command('schema')
    .description('print the JSON schema of looplaw.config.*, for editors')
    .action(async () => {
      const { configSchemaCommand } = await import('./config.js');
      code = configSchemaCommand();
    });

  program.command('init')
    .description('write a looplaw.config.* that fits what is found here, and propose a step for the CI')
    .argument('[folder]', 'where to look and write (default: .)')
    .option('--dry-run', 'print what would be written, write nothing')
    .option('--write-ci', 'write the step, too, into a file of its own')
    .option('--force', 'replace files that are there')
    .action(async (folder: string | undefined, options: object) => {
      const { initCommand } = await import('./init.js');
      code = initCommand(folder, options);
    });

  program.command('laws')
    .description('list the laws')
    .addOption(new Option('-f, --format <format>', 'how to list').choices(['pretty', 'json']).default('pretty'))
    .action(async (options: { format: 'pretty' | 'json' }) => {
      const { lawsCommand } = await import('./laws.js');
      code = lawsCommand(options);
    });

  program.command('explain')
    .description('explain a law (why, what breaks, how to fix it), or a symptom as you see it (what it is, what to run first)')
    .argument('<law-or-symptom...>', 'e.g. storage/deferred-binding, ImagePullBackOff, volume node affinity conflict, 502')
    .action(async (words: string[]) => {
      const { explainCommand } = await import('./explain.js');
      code = explainCommand(words.join(' '));
    });

  program.command('triage')
    .description('write a shell script that only reads a live cluster, and says which signatures it shows and where to begin; nothing is run')
    .option('-o, --output <file>', 'write it to a file')
    .action(async (options: { output?: string }) => {
      const { triageCommand } = await import('./triage.js');
      code = triageCommand(options);
    });

  program.command('runbook')
    .description('print the runbooks of failure signatures S1 to S6, and of what none of them explains, as markdown: symptom, cause, first commands, decision, fix, laws')
    .argument('[signatures...]', 'which ones: S1 to S6 or their loops, or other (default: all)')
    .option('--out <dir>', 'write one file for each to this folder; all of them with a page that leads to them')
    .action(async (signatures: string[], options: { out?: string }) => {
      const { runbookCommand } = await import('./runbook.js');
      code = runbookCommand(signatures, options);
    });

  try {
    await program.parseAsync([...withKindsSpelledOut(argv)], { from: 'user' });
    return code;
  } catch (e) {
    // Commander has told what was wrong, or printed help or version.
    if (e instanceof CommanderError) return e.exitCode === 0 ? EXIT.ok : EXIT.error;
    complain(`looplaw: ${e instanceof ConfigError ? e.message : unexpected(e)}\n`);
    return EXIT.error;
  }
}

/** Flags of every command that judges: what the manifests are for, and how output looks. */
function withTarget(command: Command): Command {
  return command
    .option('-c, --config <file>', 'config file (default: the nearest looplaw.config.*)')
    .option('--no-config', 'read no config file')
    .addOption(new Option('--config-format <format>', 'data: read only a config in JSON or YAML, run no code').choices(['any', 'data']).default('any'))
    .addOption(new Option('--preset <preset>', 'which laws, how strict').choices(['recommended', 'strict']))
    .addOption(new Option('--role <role>', 'whose laws to ask').choices(['app', 'platform']))
    .option('--kube-version <version>', 'Kubernetes version the manifests are for')
    .addOption(new Option('--cloud <cloud>', 'cloud the cluster runs on').choices(['aws', 'azure', 'gcp', 'none']))
    .option('--cluster <name=glob>', 'files of one cluster (repeatable)', collect, [])
    .option('--exclude <glob>', 'leave out files and folders (repeatable)', collect, [])
    .option('--no-gitignore', 'look at what git ignores, too')
    .option('--max-bytes <bytes>', 'largest file that is read (default: 10000000)', bytes)
    .option('--closed-world <kinds>', 'the set holds every object; with =Kind,Kind every object of these kinds')
    .option('--color', 'colour even where output is no terminal')
    .option('--no-color', 'no colour');
}

function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

function bytes(value: string): number {
  if (!/^[1-9]\d{0,9}$/.test(value)) throw new InvalidArgumentError('It is no number of bytes, e.g. 100000000.');
  return Number(value);
}

/** A variable that is not set (`"$DIR"`) must not mean the working folder. */
function path(value: string, previous: readonly string[] | undefined): readonly string[] {
  if (value.trim() === '') throw new InvalidArgumentError('It is empty; write . for the working folder.');
  return collect(value, previous ?? []);
}

function loopOption(value: string, previous: unknown): readonly string[] {
  if (!(LOOPS as readonly string[]).includes(value)) {
    throw new InvalidArgumentError(`Allowed choices are ${LOOPS.join(', ')}.`);
  }
  return collect(value, previous as readonly string[]);
}

function unexpected(e: unknown): string {
  return `internal error: ${e instanceof Error ? (e.stack ?? e.message) : String(e)}`;
}
