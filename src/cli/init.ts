import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ConfigError } from '../config/config';
import { CONFIG_NAMES, findConfig } from '../config/read';
import { show } from '../load/file-errors';
import { plain } from '../report/words';
import { complain } from './complaint';
import { EXIT } from './exit-code';
import { checkCommands, ciSteps, type CiStep } from './init/ci-step';
import { projectIn, type Found, type Project } from './init/project';
import { starterConfig, type StarterConfig } from './init/starter-config';
import { makeFolder } from './make-folder';
import { writeWhole } from './whole-file';

interface InitFlags {
  readonly dryRun?: true;
  readonly writeCi?: true;
  readonly force?: true;
}

/** A file to write. */
type Planned = StarterConfig;

/**
 * `looplaw init`: looks at a folder, writes a config that fits it, and proposes steps for its pipelines. What is there is never
 * replaced unasked, and a file that is already as it would be written is left alone. Exit code 2 when something can not be written.
 */
export function initCommand(folder: string | undefined, options: object): number {
  const flags = options as InitFlags;
  const root = resolve(folder ?? '.');
  if (!(statSync(root, { throwIfNoEntry: false })?.isDirectory() ?? false)) throw new ConfigError('not-found', `there is no folder ${folder ?? '.'}`);
  const project = projectIn(root);
  const config = starterConfig(project);
  const steps = ciSteps(project);
  const planned = [config, ...(flags.writeCi ? steps.flatMap(fileOf) : [])];
  const open = planned.filter((file) => !isAsPlanned(root, file));
  if (!flags.dryRun) refuseToReplace(root, config, open, flags);
  const failed = flags.dryRun ? [] : open.filter((file) => !write(root, file));
  if (failed.length > 0) return EXIT.error;
  process.stdout.write(story(root, project, planned, open, steps, flags).map((line) => `${line}\n`).join(''));
  return EXIT.ok;
}

function fileOf({ file, text }: CiStep): readonly Planned[] {
  return file === null ? [] : [{ file, text }];
}

/** Throws unless nothing is in the way, or force is asked for. Another config in the folder is in the way in any case: only one is read. */
function refuseToReplace(root: string, config: Planned, open: readonly Planned[], { force }: InitFlags): void {
  const other = CONFIG_NAMES.find((name) => name !== config.file && isThere(join(root, name)));
  if (other !== undefined) throw new ConfigError('invalid', `${other} is there already, and only one config is read: nothing is written; remove it to begin anew`);
  const inTheWay = force ? [] : open.filter(({ file }) => isThere(join(root, file))).map(({ file }) => file);
  if (inTheWay.length > 0) throw new ConfigError('invalid', `${inTheWay.join(' and ')} ${inTheWay.length === 1 ? 'is' : 'are'} there already: nothing is written; --force replaces, --dry-run shows what would be written`);
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isAsPlanned(root: string, { file, text }: Planned): boolean {
  try {
    return readFileSync(join(root, file), 'utf8') === text;
  } catch {
    return false;
  }
}

function write(root: string, { file, text }: Planned): boolean {
  try {
    makeFolder(dirname(join(root, file)));
    writeWhole(join(root, file), text);
    return true;
  } catch (e) {
    complain(`looplaw: ${file} is not written: ${e instanceof Error ? e.message : String(e)}\n`);
    return false;
  }
}

/** What was found, what was done, and what comes next. */
function story(root: string, project: Project, planned: readonly Planned[], open: readonly Planned[], steps: readonly CiStep[], { dryRun, writeCi }: InitFlags): readonly string[] {
  const found = [...project.makers, ...project.pipelines];
  const above = existsSync(join(root, '.git')) ? null : findConfig(dirname(root));
  return [
    ...(found.length > 0 ? found.map(foundLine) : ['found    nothing that makes manifests; the config is a general one']),
    ...(project.makers.some(({ kind }) => kind === 'cdktf') ? ['note     Terraform is not judged yet: what cdktf writes is left out'] : []),
    ...(above === null ? [] : [`note     ${plain(show(above, process.cwd()))} is not read below here any more: the nearest config is`]),
    ...planned.flatMap((file) => {
      if (!open.includes(file)) return [`is there ${file.file}, as it would be written`];
      return dryRun ? [`would write ${file.file}`, '', ...indented(file.text)] : [`wrote    ${file.file}`];
    }),
    ...project.pipelines.filter(({ kind }) => kind === 'argo-cd' || kind === 'flux').map(({ kind }) => `note     ${kind} applies what is merged: check before that, in the CI`),
    ...steps.flatMap((step) => proposal(step, writeCi)),
    'next',
    ...checkCommands(project).map((command) => `  ${command}`),
  ];
}

function foundLine({ kind, file }: Found<string>): string {
  return `found    ${kind} (${file})`;
}

function proposal({ pipeline, file, text, then }: CiStep, writeCi: true | undefined): readonly string[] {
  if (writeCi && file !== null) return then === null ? [] : [`then     ${then}`];
  const how = file === null ? then! : `--write-ci writes it to ${file}`;
  return [`propose  a step for ${pipeline}; ${how}`, '', ...indented(text)];
}

function indented(text: string): readonly string[] {
  return [...text.trimEnd().split('\n').map((line) => (line === '' ? '' : `  ${line}`)), ''];
}
