import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BIN, ROOT, deployment, folder, launch, launchAny, type Ran } from '../cli/command';

/** A repository as CI finds it, and what stands around it on the machine. */
export interface Repository {
  /** Its folder. */
  readonly cwd: string;
  /** Temporary files of the build. */
  readonly temp: string;
  /** Programs of the test, found before those of the machine. */
  readonly bin: string;
}

export const good = deployment('good');
export const bad = deployment('bad', { requests: false });

const script = (...lines: readonly string[]): string => ['#!/usr/bin/env bash', 'set -euo pipefail', ...lines, ''].join('\n');

/** Programs this machine may lack, or that would ask a registry, a host or a cluster. What they were asked is in `<name>.log`. */
const programs: Readonly<Record<string, string>> = {
  // Brings the built command, as an installation of the package does.
  npm: script(
    'echo "$*" >> "${0%/*}/npm.log"', 'prefix=$PWD', 'while [ $# -gt 0 ]; do if [ "$1" = --prefix ]; then prefix=$2; fi; shift; done',
    `if [ "$prefix" = "$PWD" ]; then mkdir -p node_modules/.bin; ln -sfn ${ROOT} node_modules/looplaw; ln -sf ${BIN} node_modules/.bin/looplaw`,
    `else mkdir -p "$prefix/bin"; ln -sf ${BIN} "$prefix/bin/looplaw"; fi`,
  ),
  // What npx does with a command that is installed, without the second it takes to think about it.
  npx: script('if [ "$1" = --no-install ]; then shift; fi', 'exec "node_modules/.bin/$1" "${@:2}"'),
  gh: script('echo "$*" >> "${0%/*}/gh.log"', 'if [[ "$*" == *--paginate* ]]; then cat "${0%/*}/comments" 2> /dev/null || true; fi'),
  kustomize: script('[ "$1" = build ]', 'cat "$2/rendered.yaml"'),
  argocd: script('[ "$1 $2" = "app manifests" ]', 'cat rendered.yaml'),
};

/** A new repository of these files. With `installed` it has looplaw in its node_modules. */
export function repository(files: Readonly<Record<string, string>>, { installed = true } = {}): Repository {
  const root = folder(Object.fromEntries(Object.entries(programs).map(([name, text]) => [`bin/${name}`, text])));
  const [cwd, temp, bin] = ['repository', 'temp', 'bin'].map((name) => join(root, name)) as [string, string, string];
  for (const name of Object.keys(programs)) chmodSync(join(bin, name), 0o755);
  symlinkSync(BIN, join(bin, 'looplaw'));
  for (const made of [cwd, temp]) mkdirSync(made);
  for (const [name, text] of Object.entries({ 'package.json': '{"private": true}\n', ...files })) {
    mkdirSync(join(cwd, name, '..'), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  if (installed) {
    mkdirSync(join(cwd, 'node_modules/.bin'), { recursive: true });
    symlinkSync(BIN, join(cwd, 'node_modules/.bin/looplaw'));
  }
  return { cwd, temp, bin };
}

/** Records what is broken today, in the file the examples name. */
export async function withBaseline(repo: Repository): Promise<Repository> {
  const { code } = await launch(['check', 'k8s/', '--baseline', 'looplaw-baseline.json', '--update-baseline'], { cwd: repo.cwd, env: { CI: '' } });
  if (code !== 0) throw new Error('the baseline was not written');
  return repo;
}

/** Runs a program of the machine in the repository, with the programs of the test before it. */
export function inside({ cwd, bin }: Repository, program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  return launchAny(program, args, { cwd, env: { CI: 'true', ...env, PATH: `${bin}:${process.env['PATH'] ?? ''}` } });
}
