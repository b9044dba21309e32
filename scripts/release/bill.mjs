// The bill of materials: what an installation of the package brings, in the versions it was tested with.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The bill, in CycloneDX. `npm sbom --omit dev` leaves out what is a dependency of ours and of a tool of ours at once, and so npm is asked
 * about a package without tools: our dependencies, and what of the lock they lead to.
 */
export function runtimeBill(root) {
  const { name, version, description, license, dependencies, ...rest } = readJson(join(root, 'package.json'));
  const lock = readJson(join(root, 'package-lock.json'));
  const around = mkdtempSync(join(tmpdir(), 'looplaw-bill-'));
  // npm calls a package by its folder.
  const place = join(around, name);
  mkdirSync(place, { recursive: true });
  try {
    const own = { name, version, description, license, repository: rest.repository, homepage: rest.homepage, bugs: rest.bugs, dependencies };
    writeFileSync(join(place, 'package.json'), JSON.stringify(own));
    writeFileSync(join(place, 'package-lock.json'), JSON.stringify({ ...lock, packages: { '': { name, version, license, dependencies }, ...runtimeOf(lock) } }));
    return JSON.parse(execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--sbom-type', 'application'], { cwd: place, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }));
  } finally {
    rmSync(around, { recursive: true, force: true });
  }
}

/** What of a lock the dependencies lead to: where Node finds each, from the one that asks. */
function runtimeOf({ packages }) {
  const found = {};
  const queue = Object.keys(packages[''].dependencies).map((name) => ['', name]);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const [from, name] = next;
    const at = [...parents(from), ''].map((folder) => `${folder}${folder === '' ? '' : '/'}node_modules/${name}`).find((path) => path in packages);
    if (at === undefined) throw new Error(`package-lock.json has no ${name}, which ${from || 'the package'} asks for`);
    if (at in found) continue;
    // What the lock calls a peer of a tool is a dependency here.
    found[at] = { ...packages[at], dev: undefined, devOptional: undefined, peer: undefined };
    queue.push(...Object.keys(packages[at].dependencies ?? {}).map((other) => [at, other]));
  }
  return found;
}

/** A folder of node_modules and those around it, the nearest first. */
function parents(folder) {
  if (folder === '') return [];
  const outer = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')));
  return [folder, ...parents(outer)];
}

/** What a bill lacks: its form, a package that is needed, its version, or where it is from. */
export function billProblems(bill, root) {
  const { name, version, dependencies, devDependencies } = readJson(join(root, 'package.json'));
  const needed = runtimeOf(readJson(join(root, 'package-lock.json')));
  const listed = new Map(bill.components.map((component) => [`${fullName(component)}@${component.version}`, component]));
  const wanted = Object.entries(needed).map(([path, entry]) => `${path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${entry.version}`);
  const refs = new Set([bill.metadata?.component?.['bom-ref'], ...bill.components.map((component) => component['bom-ref'])]);
  const { component: self = {} } = bill.metadata ?? {};
  return [
    ...(bill.bomFormat === 'CycloneDX' && /^1\.[5-9]$/.test(bill.specVersion) && /^urn:uuid:[0-9a-f-]{36}$/.test(bill.serialNumber) ? [] : ['it is not in the form of CycloneDX 1.5']),
    ...(fullName(self) === name && self.version === version ? [] : [`it is of ${fullName(self)} ${self.version}, not of ${name} ${version}`]),
    ...Object.keys(dependencies).filter((each) => !bill.components.some((component) => fullName(component) === each)).map((each) => `${each} is not in it`),
    ...wanted.filter((each) => !listed.has(each)).map((each) => `${each} is not in it`),
    ...[...listed.keys()].filter((each) => !wanted.includes(each)).map((each) => `${each} is in it${fullName(listed.get(each)) in devDependencies ? ', and is a tool' : ''}, and no installation brings it`),
    ...bill.components.filter(({ purl, version: of }) => !purl?.startsWith('pkg:npm/') || !purl.endsWith(`@${of}`)).map((component) => `${fullName(component)} has no address: ${component.purl}`),
    ...bill.components.filter(({ licenses = [] }) => licenses.length === 0).map((component) => `${fullName(component)} has no licence`),
    ...bill.components.filter(({ hashes = [] }) => !hashes.some(({ alg }) => alg === 'SHA-512')).map((component) => `${fullName(component)} has no hash`),
    ...bill.dependencies.flatMap(({ ref, dependsOn = [] }) => [ref, ...dependsOn]).filter((ref) => !refs.has(ref)).map((ref) => `${ref} is depended on, and not in it`),
  ];
}

function fullName({ group, name }) {
  return group ? `${group}/${name}` : name;
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
