import { Doubts } from '../reading/doubts';
import { storeObject, variablesOf, type Store, type Variable } from '../workload/environment';
import { mountsOf, type Mount } from '../workload/mount';
import type { Container } from '../workload/container';
import type { KubeObject } from '../object/kube-object';
import type { Path } from '../../load/resource';
import { maybe } from '../reading/unknown';

export type KeyOwner = 'AWS' | 'Azure' | 'Google Cloud';

/** A long-lived key of a cloud that a container is given. Its value is never part of it. */
export interface StaticCredential {
  readonly owner: KeyOwner;
  /** Name of the variable, or path of the mount that brings its file. */
  readonly name: string;
  /** From the container to the entry that brings it. */
  readonly path: Path;
  /** The Secret or ConfigMap that holds a variable; `null` for a value that is written out, and for files. */
  readonly from: Store | null;
  /** That store, where it is in the set. */
  readonly store: KubeObject | null;
  /** `variable` and `file` are certain; a `likelyFile` only has the name of one; `compatible` opens a store that only speaks like one of Amazon's. */
  readonly kind: 'variable' | 'file' | 'likelyFile' | 'compatible';
}

/** Variables that hold a key, or the path of one, whatever their value. The SDKs and CLIs of the clouds read them. */
const KEYS: ReadonlyMap<string, KeyOwner> = new Map<string, KeyOwner>([
  ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_SECURITY_TOKEN'].map((name) => [name, 'AWS'] as const),
  ...[
    'AZURE_CLIENT_SECRET', 'AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_CLIENT_CERTIFICATE_PASSWORD', 'AZURE_PASSWORD', 'ARM_CLIENT_SECRET',
    'AZURE_STORAGE_KEY', 'AZURE_STORAGE_ACCOUNT_KEY',
  ].map((name) => [name, 'Azure'] as const),
  ...['GOOGLE_CREDENTIALS', 'GCP_SA_KEY', 'GCLOUD_SERVICE_KEY', 'GOOGLE_CREDENTIALS_JSON'].map((name) => [name, 'Google Cloud'] as const),
]);
/** Variables that hold the path of a file, which is a key when it comes from a Secret. */
const KEY_FILES: ReadonlyMap<string, KeyOwner> = new Map<string, KeyOwner>([
  ['AWS_SHARED_CREDENTIALS_FILE', 'AWS'],
  ['GOOGLE_APPLICATION_CREDENTIALS', 'Google Cloud'],
]);
/** Variables that send a client of Amazon's services elsewhere. */
const ENDPOINT = /(?:AWS|S3|MINIO|DYNAMODB)\w*ENDPOINT/;
const AMAZON = /\.amazonaws\.com(?:\.cn)?(?=$|[/:])|\.(?:api\.aws|on\.aws)(?=$|[/:])/;

/** Folders in which the command line tools of the clouds keep what they logged in with. */
const FOLDERS: readonly (readonly [RegExp, KeyOwner])[] = [
  [/\/\.aws(?:\/|$)/, 'AWS'],
  [/\/\.azure(?:\/|$)/, 'Azure'],
  [/\/\.config\/gcloud(?:\/|$)/, 'Google Cloud'],
];
const KEY_FILE_NAMES: readonly (readonly [RegExp, KeyOwner])[] = [
  [/(?:^|\/)(?:(?:aws|cloud)[-_.]?)?credentials$/, 'AWS'],
  [/key\.json$|(?:^|\/)service-account[^/]*\.json$/, 'Google Cloud'],
];
/** Files that name a way to a token and hold none. */
const KEYLESS = /"type"\s*:\s*"external_account"/;

/**
 * The static cloud keys of a container. What is certain comes first; `Undecided` is thrown at the end when a Secret or ConfigMap that may
 * hold another one is not in the set.
 */
export function* staticCredentialsOf(container: Container): Generator<StaticCredential> {
  const doubts = new Doubts();
  const isCompatible = usesForeignStore(container);
  const mounts = doubts.attempt(() => mountsOf(container)) ?? [];
  const named = new Set<Mount>();
  for (const variable of doubts.certain(variablesOf(container))) {
    const found = doubts.attempt(() => inVariable(variable, mounts));
    if (!found) continue;
    if (found.mount) named.add(found.mount);
    const { owner, mount } = found;
    const { from } = variable;
    const at = { path: variable.at.steps, from, store: from && maybe(() => storeObject(container, from)) };
    yield { ...at, owner, name: mount?.path ?? variable.name, kind: isCompatible && owner === 'AWS' ? 'compatible' : mount ? 'file' : 'variable' };
  }
  for (const mount of mounts) {
    const file = named.has(mount) ? null : doubts.attempt(() => keyFile(mount));
    if (!file) continue;
    const kind = isCompatible && file.owner === 'AWS' ? 'compatible' : file.kind;
    yield { owner: file.owner, name: mount.path, path: mount.at.steps, from: null, store: null, kind };
  }
  doubts.settle();
}

/** What a variable is, or names: a key, or the mount that brings the file of one. */
function inVariable(variable: Variable, mounts: readonly Mount[]): { readonly owner: KeyOwner; readonly mount: Mount | null } | null {
  const owner = KEYS.get(variable.name) ?? connectionOwner(variable);
  if (owner !== null) return isHarmless(variable) ? null : { owner, mount: null };
  const fileOwner = KEY_FILES.get(variable.name);
  if (fileOwner === undefined) return null;
  const file = variable.value();
  const mount = mounts.filter(({ path }) => file === path || file.startsWith(`${path}/`)).sort((a, b) => b.path.length - a.path.length)[0];
  return mount?.holdsSecret(file) && !KEYLESS.test(mount.contentOf(file) ?? '') ? { owner: fileOwner, mount } : null;
}

/** An empty value takes a key away, a field of the pod is none, and what is optional may not be there. All else is taken for a key. */
function isHarmless({ from, at, isField, isOptional, value }: Variable): boolean {
  if (isOptional) return value() === '';
  return isField || (from === null && !at.has('valueFrom') && (at.raw('value') ?? '') === '');
}

/** A connection string opens an account when it holds its key; the well-known key of the emulator opens nothing. */
function connectionOwner(variable: Variable): KeyOwner | null {
  if (variable.name !== 'AZURE_STORAGE_CONNECTION_STRING') return null;
  const value = variable.value();
  return /AccountKey=/i.test(value) && !/AccountName=devstoreaccount1/i.test(value) ? 'Azure' : null;
}

/** An endpoint of which the host is not known is taken for a foreign one: nobody spells out Amazon's own. */
function usesForeignStore(container: Container): boolean {
  for (const variable of new Doubts().certain(variablesOf(container))) {
    if (!ENDPOINT.test(variable.name)) continue;
    const host = maybe(() => variable.value());
    if (host === null || (host !== '' && !AMAZON.test(host))) return true;
  }
  return false;
}

function keyFile(mount: Mount): Pick<StaticCredential, 'owner' | 'kind'> | null {
  if (!mount.isSecret) return null;
  const folder = FOLDERS.find(([pattern]) => pattern.test(mount.path));
  // A configuration may hold keys, and may just as well name a role.
  if (folder) return { owner: folder[1], kind: /\/config$/.test(mount.path) ? 'likelyFile' : 'file' };
  for (const file of mount.secretFiles) {
    const match = KEY_FILE_NAMES.find(([pattern]) => pattern.test(file.path));
    if (match && !KEYLESS.test(mount.textOf(file) ?? '')) return { owner: match[1], kind: 'likelyFile' };
  }
  for (const file of filesOnCommandLine(mount)) {
    const match = KEY_FILE_NAMES.find(([pattern]) => pattern.test(file));
    if (match && mount.holdsSecret(file) && !KEYLESS.test(mount.contentOf(file) ?? '')) return { owner: match[1], kind: 'likelyFile' };
  }
  return null;
}

/** Files of a mount that the container is told to open: `-credential_file=/secrets/sql/key.json`. */
function filesOnCommandLine({ container, path }: Mount): readonly string[] {
  const words = ['command', 'args'].flatMap((field) => container.strings(field)).flatMap((word) => word.split(/[\s=,'"]+/));
  return words.filter((word) => word.startsWith(`${path}/`));
}
