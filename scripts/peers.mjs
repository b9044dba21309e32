// Runs other checkers over what the examples write, where they are on PATH, and prints what they find with our reason for each check that is
// left. A finding without a reason fails. Tests never need it: npm run peers
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const EXAMPLES = ['domino/fixed', 'shop', 'queue', 'adopt', 'payments/aws', 'payments/azure', 'payments/gcp', 'boutique', 'jvm', 'control-plane-aws'];
const reasons = JSON.parse(readFileSync(join(root, 'scripts/peers.json'), 'utf8'));

/** Neither asks nor tells anybody outside of this machine. */
const CHECKOV = ['--output', 'json', '--compact', '--quiet', '--skip-download'];
const failedOf = (out) => [out].flat().flatMap(({ results }) => results?.failed_checks ?? []).map(({ check_id: id, check_name: name, resource }) => [`${id} ${name}`, resource]);

/** How each tool is asked about what an example writes, and how its answer reads: a list of [check, object]. `command` where it is not the name. */
const TOOLS = {
  'kube-linter': {
    args: (files) => ['lint', '--format', 'json', ...files],
    read: (out) => (out.Reports ?? []).map(({ Check, Object: { K8sObject: o } }) => [Check, `${o.GroupVersionKind.Kind}/${o.Name}`]),
  },
  'kube-score': {
    args: (files) => ['score', '--output-format', 'json', '--kubernetes-version', 'v1.34', ...files],
    read: (out) => out.flatMap(({ type_meta: { kind }, object_meta: { name }, checks }) => (checks ?? [])
      .filter(({ grade, skipped }) => !skipped && grade < 7).map(({ check }) => [check.id, `${kind}/${name}`])),
  },
  polaris: {
    args: (_files, folder) => ['audit', '--audit-path', folder, '--format', 'json'],
    read: (out) => (out.Results ?? []).flatMap(({ Kind, Name, Results, PodResult }) => {
      const all = [Results, PodResult?.Results, ...(PodResult?.ContainerResults ?? []).map((c) => c.Results)];
      return all.flatMap((some) => Object.values(some ?? {})).filter(({ Success }) => !Success).map(({ ID }) => [ID, `${Kind}/${Name}`]);
    }),
  },
  checkov: {
    args: (_files, folder) => ['--directory', folder, '--framework', 'kubernetes', ...CHECKOV],
    read: failedOf,
  },
  'checkov on Terraform': {
    command: 'checkov',
    plane: 'stacks',
    args: (_files, folder) => ['--directory', folder, '--framework', 'terraform_json', ...CHECKOV],
    read: failedOf,
  },
};

let unexplained = 0;
const written = new Map();
for (const [tool, { command = tool, plane = 'manifests', args, read }] of Object.entries(TOOLS)) {
  if (spawnSync(command, ['--help'], { stdio: 'ignore' }).error) {
    console.log(`${tool}: not on PATH, not run`);
    continue;
  }
  const left = new Map();
  let objects = 0;
  for (const example of EXAMPLES) {
    if (!written.has(example)) written.set(example, synthesize(example));
    const folder = written.get(example)[plane];
    const files = filesBelow(folder).filter((file) => (plane === 'stacks' ? file.endsWith('cdk.tf.json') : file.endsWith('.yaml')));
    if (files.length === 0) continue;
    objects += files.reduce((sum, file) => sum + countIn(file), 0);
    const { stdout, stderr, error } = spawnSync(command, args(files, folder), { encoding: 'utf8', maxBuffer: 2 ** 28 });
    if (error) throw error;
    for (const [check, object] of read(parsed(tool, stdout, stderr))) left.set(check, [...(left.get(check) ?? []), `${example} ${object}`]);
  }
  console.log(`\n${tool}: ${[...left.values()].flat().length} findings of ${left.size} checks on ${objects} objects`);
  for (const [check, where] of [...left].sort()) {
    const reason = reasons[tool]?.[check.split(' ')[0]];
    if (reason === undefined) unexplained += 1;
    console.log(`  ${reason === undefined ? 'NO REASON' : 'left'}  ${check}: ${where.length}, e.g. ${where[0]}\n        ${reason ?? 'write one into scripts/peers.json, or fix the construct'}`);
  }
}
process.exitCode = unexplained > 0 ? 1 : 0;

/** Runs an example as its user would, into folders of its own: one for manifests, one for stacks of Terraform. */
function synthesize(example) {
  const [manifests, stacks] = ['manifests-', 'stacks-'].map((name) => mkdtempSync(join(tmpdir(), `looplaw-peers-${name}`)));
  const env = { ...process.env, CDK8S_OUTDIR: manifests, CDKTF_OUTDIR: stacks };
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'node_modules/jiti/lib/jiti-cli.mjs'), join(root, 'examples', example, 'main.ts')], { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${example} does not synthesize: ${stderr}`);
  return { manifests, stacks };
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Objects in a manifest, or resources in a stack. */
function countIn(file) {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.yaml')) return text.split(/^kind: /m).length - 1;
  return Object.values(JSON.parse(text).resource ?? {}).reduce((sum, ofType) => sum + Object.keys(ofType).length, 0);
}

function parsed(tool, stdout, stderr) {
  try {
    return JSON.parse(stdout.slice(stdout.search(/[[{]/)));
  } catch {
    throw new Error(`${tool} printed no JSON: ${stdout.slice(0, 200)}${stderr.slice(0, 500)}`);
  }
}
