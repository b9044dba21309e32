import type { Config } from '../../config/config';
import { DEFAULT_KUBE_VERSION } from '../../profile';
import type { Project } from './project';

/** A config to begin with, and the name of its file. */
export interface StarterConfig {
  readonly file: string;
  readonly text: string;
}

/** One key: what it is for, its value, and whether it is in force or an example in a comment. */
interface Entry {
  readonly about: readonly string[];
  readonly key: keyof Config;
  readonly value: unknown;
  readonly isExample: boolean;
}

/** A commented config for a project: TypeScript where the project is, else YAML. */
export function starterConfig(project: Project): StarterConfig {
  const entries = entriesFor(project);
  return project.isTypeScript
    ? { file: 'looplaw.config.ts', text: typeScript(entries) }
    : { file: 'looplaw.config.yaml', text: yaml(entries, project.isNode) };
}

function entriesFor({ cloud, environments }: Project): readonly Entry[] {
  const example = true;
  return [
    { about: ['recommended: errors are what the API server rejects, and certain trouble. strict: the method to the letter.'], key: 'preset', value: 'recommended', isExample: false },
    { about: ['Kubernetes version the manifests are for.'], key: 'kubeVersion', value: DEFAULT_KUBE_VERSION, isExample: example },
    {
      about: [`Cloud the cluster runs on: aws, azure, gcp or none.${cloud === null ? '' : ` ${cloud.file} names ${cloud.says}.`}`],
      key: 'cloud', value: cloud?.name ?? 'aws', isExample: cloud === null,
    },
    { about: ['app asks the laws of app teams, platform asks all.'], key: 'role', value: 'platform', isExample: example },
    { about: ['What the platform adds outside of these files.'], key: 'platformProvides', value: ['default-deny'], isExample: example },
    { about: ['Kinds of which these files hold every object: a name that is not found is then broken.'], key: 'closedWorld', value: ['StorageClass'], isExample: example },
    {
      about: ['Files of each cluster. Objects are joined within a cluster only.'],
      key: 'clusters',
      value: environments.length > 0 ? Object.fromEntries(environments.map((folder) => [nameOf(folder, environments), `${folder}/**`])) : { prod: 'prod/**', dev: 'dev/**' },
      isExample: environments.length === 0,
    },
    {
      about: ['Laws by id: off, another severity, or parameters. looplaw laws lists them, looplaw explain <law> tells everything about one.'],
      key: 'laws', value: { 'compute/immutable-image': ['error', { requireDigest: true }], 'observability/log-context': 'off' }, isExample: example,
    },
    {
      about: ['Findings that are accepted, by name, with a reason.'],
      key: 'waivers', value: [{ law: 'compute/topology-spread', name: 'batch-*', reason: 'one node pool until the move', until: '2099-12-31' }], isExample: example,
    },
  ];
}

/** An environment by its own name, by its whole path where two have the same. */
function nameOf(folder: string, all: readonly string[]): string {
  const name = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  return all.filter((other) => name(other) === name(folder)).length > 1 ? folder : name(folder);
}

const HEAD = 'Every key is optional. looplaw config print shows what is in force, looplaw config schema every key there is.';

function yaml(entries: readonly Entry[], isNode: boolean): string {
  const schema = isNode ? ['# yaml-language-server: $schema=./node_modules/looplaw/lib/config.schema.json'] : [];
  const blocks = entries.map(({ about, key, value, isExample }) => [...about.map((line) => `# ${line}`), ...entry(key, value).map((line) => (isExample ? `# ${line}` : line))]);
  return [[...schema, `# ${HEAD}`], ...blocks].map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function typeScript(entries: readonly Entry[]): string {
  const blocks = entries.map(({ about, key, value, isExample }) => [...about.map((line) => `  // ${line}`), `  ${isExample ? '// ' : ''}${key}: ${literal(value)},`]);
  return [
    "import { defineConfig } from 'looplaw';", '', `// ${HEAD}`, 'export default defineConfig({', blocks.map((lines) => lines.join('\n')).join('\n\n'), '});', '',
  ].join('\n');
}

/** A key with its value: maps and lists of maps with a line for each of their parts. */
function entry(key: string, value: unknown): readonly string[] {
  if (Array.isArray(value) && typeof value[0] === 'object') return [`${key}:`, ...value.map((item) => `  - ${flow(item)}`)];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${key}: ${flow(value)}`];
  return [`${key}:`, ...Object.entries(value).map(([name, item]) => `  ${scalar(name)}: ${flow(item)}`)];
}

/** A value on one line of YAML. */
function flow(value: unknown): string {
  if (typeof value === 'string') return scalar(value);
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value).map(([key, item]) => `${scalar(key)}: ${flow(item)}`).join(', ')} }`;
}

/** Quoted wherever a reader of YAML might take it for something else. */
function scalar(text: string): string {
  const isPlain = /^[A-Za-z][\w/-]*$/.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}

/** A value as TypeScript writes it. */
function literal(value: unknown): string {
  if (typeof value === 'string') return `'${value.replace(/['\\]/g, '\\$&')}'`;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value).map(([key, item]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : literal(key)}: ${literal(item)}`).join(', ')} }`;
}
