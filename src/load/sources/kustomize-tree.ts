import fs from 'node:fs';
import path from 'node:path';
import { realPath } from '../discover/links';
import type { Kustomization } from './kustomization';

/** A kustomization that nothing in the set builds on, and all it leads to. */
export interface Root {
  /** Absolute. */
  readonly folder: string;
  /** Why its files can't be judged as they are written, in a few words; `null` when what is built is what is written. */
  readonly changedBy: string | null;
  /** Something it leads to is not on this disk: building it would fetch it. */
  readonly absent: string | null;
  /** Files of objects it builds on, absolute. */
  readonly objects: readonly string[];
}

/** What the kustomizations of a set make of its files. */
export interface KustomizePlan {
  readonly roots: readonly Root[];
  /** Files that only reach a cluster after having been changed, and files that only tell how. */
  readonly sources: ReadonlySet<string>;
  readonly patches: ReadonlySet<string>;
}

/** Reads the kustomization of a folder; `null` where there is none that can be read. */
export type ReadKustomization = (folder: string) => Kustomization | null;

/**
 * Follows kustomizations to what they build on. A folder that another one builds on is no root: what reaches the cluster of it is what
 * the other one makes of it. Of folders that build on each other the first one is taken for the root.
 *
 * @param folders of the kustomizations of the set, absolute
 */
export function planOf(folders: readonly string[], read: ReadKustomization): KustomizePlan {
  const known = folders.flatMap((folder) => {
    const kustomization = read(folder);
    return kustomization === null ? [] : [{ folder, kustomization }];
  });
  const patches = new Set(known.flatMap(({ folder, kustomization }) => kustomization.patches.map((patch) => path.resolve(folder, patch))));
  const used = new Set(known.flatMap(({ folder, kustomization }) => kustomization.builtOn.map((one) => path.resolve(folder, one)).filter((one) => one !== folder)));
  const trips: Trip[] = [];
  const visited = new Set<string>();
  const start = (folder: string): void => {
    const trip = new Trip(folder, read);
    trips.push(trip);
    for (const one of trip.folders) visited.add(one);
  };
  for (const { folder, kustomization } of known) if (!used.has(folder) && !kustomization.isComponent) start(folder);
  for (const { folder, kustomization } of known) if (!visited.has(folder) && !kustomization.isComponent) start(folder);
  const asWritten = new Set(trips.flatMap((trip) => (trip.root.changedBy === null ? trip.root.objects : [])));
  const sources = new Set(trips.flatMap(({ root, files }) => (root.changedBy === null ? [] : [...root.objects, ...files])).filter((file) => !asWritten.has(file)));
  return { roots: trips.map(({ root }) => root), sources, patches };
}

/** One way from a root to all it builds on. */
class Trip {
  readonly folders = new Set<string>();
  readonly files = new Set<string>();
  private readonly objects = new Set<string>();
  private readonly changes = new Set<string>();
  private absent: string | null = null;

  constructor(private readonly folder: string, private readonly read: ReadKustomization) {
    this.visit(folder);
  }

  get root(): Root {
    const changedBy = this.absent !== null ? 'it builds on what is not here' : this.changes.size > 0 ? [...this.changes].sort().join(', ') : null;
    return { folder: this.folder, changedBy, absent: this.absent, objects: [...this.objects] };
  }

  private visit(folder: string): void {
    const waiting = [folder];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      // Building on oneself, or twice on the same, is for kustomize to refuse.
      if (this.folders.has(at)) this.changes.add('resources');
      if (this.folders.has(at)) continue;
      this.folders.add(at);
      const kustomization = this.read(at);
      if (kustomization === null) {
        this.miss(at);
        continue;
      }
      for (const change of kustomization.changes) this.changes.add(change);
      for (const written of [...kustomization.configuredBy, ...kustomization.filledFrom]) if (isAddress(written)) this.miss(written);
      for (const written of kustomization.configuredBy) this.files.add(path.resolve(at, written));
      for (const written of kustomization.builtOn) {
        const target = this.targetOf(at, written);
        if (target !== null) waiting.push(target);
      }
    }
  }

  /** A folder to go on to; a file is noted. */
  private targetOf(from: string, written: string): string | null {
    const target = path.resolve(from, written);
    const stats = isAddress(written) ? undefined : fs.statSync(target, { throwIfNoEntry: false });
    if (stats?.isDirectory()) return target;
    if (stats === undefined) this.miss(written);
    else if (isWithin(realPath(target), realPath(from))) this.objects.add(target);
    else {
      // kustomize refuses files from outside of its folder.
      this.changes.add('resources');
      this.files.add(target);
    }
    return null;
  }

  private miss(what: string): void {
    this.absent ??= what;
  }
}

/** An address in place of a path: of a file on the web, or of a repository, in any of the ways git and kustomize know. */
function isAddress(written: string): boolean {
  return /^[\w+.-]+:{1,2}|^[\w.-]+@[\w.-]+[:/]|[?&](?:ref|version)=|\.git(?:\/|$)/.test(written);
}

function isWithin(file: string, folder: string): boolean {
  const way = path.relative(folder, file);
  return way !== '' && way.split(path.sep)[0] !== '..' && !path.isAbsolute(way);
}
