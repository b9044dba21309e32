import { demand } from '../../refusal';

/** A folder of the pod that the process may write and that dies with it. */
export interface ScratchFolder {
  readonly name: string;
  readonly mountPath: string;
}

/** Names a volume for each folder. Refuses what the API server would: paths that are not absolute, the root, and one mounted twice. */
export function scratchFolders(where: string, paths: readonly string[], mounted: readonly { readonly mountPath: string }[]): readonly ScratchFolder[] {
  const taken = new Set(mounted.map(({ mountPath }) => withoutSlash(mountPath)));
  return paths.map((written, i) => {
    const mountPath = withoutSlash(written);
    demand(/^(?:\/[^/:]+)+$/.test(mountPath), where, 'environment', () => ({
      found: `writable path "${written}"`,
      expected: 'an absolute path below the root, without a colon',
      remedy: 'name the folder the process writes to, such as "/tmp"',
    }));
    demand(!taken.has(mountPath), where, 'environment', () => ({
      found: `"${written}" mounted twice`,
      expected: 'one volume for each path',
      remedy: 'leave it out of writablePaths: it is writable already',
    }));
    taken.add(mountPath);
    return { name: `scratch-${i}`, mountPath };
  });
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, '');
}
