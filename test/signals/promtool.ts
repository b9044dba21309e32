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

  /** What it answers: `told` on its standard output, `said` with its complaints. */
  run(args: readonly string[], cwd: string): { readonly passes: boolean; readonly told: string; readonly said: string } {
    const { status, stdout, stderr } = spawnSync(this.file, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
    return { passes: status === 0, told: stdout, said: `${stdout}${stderr}` };
  }

  remove(): void {
    this.found?.remove();
  }
}
