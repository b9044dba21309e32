import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { programs, type Programs } from '../debian';

/** promtool as `PROMTOOL` names it, of the PATH, or of Debian. */
export class Promtool {
  private constructor(private readonly file: string, private readonly found: Programs | null) {}

  /** A text says why there is none. */
  static find(): Promtool | string {
    const named = process.env['PROMTOOL'];
    if (named !== undefined) return new Promtool(named, null);
    const found = programs({ names: ['promtool'], packages: ['prometheus'] });
    return typeof found === 'string' ? found : new Promtool(join(found.folder, 'promtool'), found);
  }

  run(args: readonly string[], cwd: string): { readonly passes: boolean; readonly said: string } {
    const { status, stdout, stderr } = spawnSync(this.file, args, { cwd, encoding: 'utf8' });
    return { passes: status === 0, said: `${stdout}${stderr}` };
  }

  remove(): void {
    this.found?.remove();
  }
}
