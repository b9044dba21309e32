import { version } from '../version';
import type { Maker, Pipeline, Project } from './project';

/** A step for one pipeline: a file of its own where that can be, and what is left to do by hand. */
export interface CiStep {
  readonly pipeline: Pipeline;
  /** The file it may be written to; `null` when it belongs into a file that is there. */
  readonly file: string | null;
  readonly text: string;
  /** What is left to do, in one sentence; `null` when nothing is. */
  readonly then: string | null;
}

/** The commands that render and check a project, in their order. Each is whole in itself, and none is a pipe: of a pipe a shell tells the last exit code only. */
export function checkCommands({ makers, output, isNode }: Project, flags = ''): readonly string[] {
  const looplaw = `${isNode ? 'npx looplaw' : `npx --yes looplaw@${version}`} check`;
  const foldersOf = (...kinds: readonly Maker[]): readonly string[] => makers.filter(({ kind }) => kinds.includes(kind)).map(({ folder }) => folder);
  const synthesized = foldersOf('cdk8s').length > 0 ? ['npx cdk8s synth', `${looplaw} ${output}${flags}`] : [];
  const rendered = foldersOf('helm', 'kustomize');
  const folders = [...new Set([...rendered, ...foldersOf('manifests')])];
  const rest = folders.length > 0 || synthesized.length === 0 ? [`${looplaw} ${folders.join(' ') || '.'}${rendered.length > 0 ? ' --render' : ''}${flags}`] : [];
  return [...synthesized, ...rest];
}

/** A step for each pipeline that was found. */
export function ciSteps(project: Project): readonly CiStep[] {
  return project.pipelines.flatMap(({ kind }) => stepFor(kind, project));
}

function stepFor(pipeline: Pipeline, project: Project): readonly CiStep[] {
  const install = project.isNode ? ['npm ci'] : [];
  switch (pipeline) {
    case 'github': return [{ pipeline, file: '.github/workflows/looplaw.yml', text: gitHub([...install, ...checkCommands(project, ' --format github')]), then: null }];
    case 'gitlab': return [{
      pipeline, file: '.gitlab/looplaw.yml', text: gitLab([...install, ...checkCommands(project)], toolsOf(project)),
      then: 'include it in .gitlab-ci.yml: include: [{ local: .gitlab/looplaw.yml }]',
    }];
    case 'pre-commit': return [{ pipeline, file: null, text: preCommit(checkCommands(project)), then: 'add it to repos in .pre-commit-config.yaml' }];
    case 'azure-pipelines': return [{ pipeline, file: null, text: azure([...install, ...checkCommands(project)]), then: 'add it to steps in azure-pipelines.yml' }];
    // They apply what was merged: the place to look at it is the check of the change.
    case 'argo-cd': case 'flux': return [];
  }
}

function gitHub(commands: readonly string[]): string {
  return [
    'name: looplaw', 'on:', '  pull_request:', '  push:', '    branches: [main]', 'permissions:', '  contents: read', 'jobs:', '  looplaw:', '    runs-on: ubuntu-latest', '    steps:',
    '      - uses: actions/checkout@v4', '      - uses: actions/setup-node@v4', '        with:', '          node-version: 22',
    ...commands.map((command) => `      - run: ${command}`), '',
  ].join('\n');
}

function gitLab(commands: readonly string[], tools: readonly string[]): string {
  return ['looplaw:', ...(tools.length > 0 ? [`  # Take an image that holds ${tools.join(' and ')}, too.`] : []), '  image: node:22', '  script:', ...commands.map((command) => `    - ${command}`), ''].join('\n');
}

/** What renders a project and is no package of Node. */
function toolsOf({ makers }: Project): readonly string[] {
  return (['helm', 'kustomize'] as const).filter((kind) => makers.some((maker) => maker.kind === kind)).map((kind) => (kind === 'helm' ? 'helm' : 'kubectl'));
}

function preCommit(commands: readonly string[]): string {
  return [
    '- repo: local', '  hooks:', '    - id: looplaw', '      name: looplaw', `      entry: bash -c '${commands.join(' && ')}'`, '      language: system',
    '      pass_filenames: false', '      files: \\.(ya?ml|json|ts)$', '',
  ].join('\n');
}

function azure(commands: readonly string[]): string {
  return commands.map((command) => `- script: ${command}\n  displayName: ${command.includes('looplaw') ? 'looplaw' : command}\n`).join('');
}
