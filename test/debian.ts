import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Programs of others that tests run, in a folder. */
export interface Programs {
  readonly folder: string;
  remove(): void;
}

/** Which programs are wanted. */
export interface Wanted {
  readonly names: readonly string[];
  /** Taken where they are beside the others. Default: none. */
  readonly also?: readonly string[];
  /** Packages of Debian that bring them. */
  readonly packages: readonly string[];
}

/** The programs of the PATH, else those of Debian, unpacked and not installed; a text says why there are none. */
export function programs({ names, also = [], packages }: Wanted): Programs | string {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).find((place) => names.every((name) => existsSync(join(place, name))));
  const folder = mkdtempSync(join(tmpdir(), 'looplaw-programs-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const place = onPath ?? unpacked(folder, packages);
    for (const name of [...names, ...also].filter((each) => existsSync(join(place, each)))) symlinkSync(join(place, name), join(folder, name));
    return { folder, remove };
  } catch (error) {
    remove();
    return `no ${names.join(', ')} on the PATH, and none from Debian: ${(error as Error).message.split('\n')[0] ?? ''}`;
  }
}

function unpacked(folder: string, packages: readonly string[]): string {
  const quiet = { cwd: folder, stdio: 'pipe', timeout: 120_000 } as const;
  execFileSync('apt-get', ['-qq', 'download', ...packages], quiet);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb'))) execFileSync('dpkg', ['-x', file, 'unpacked'], quiet);
  return join(folder, 'unpacked/usr/bin');
}
