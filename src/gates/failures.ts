import type { Config } from '../config/config';
import { NO_CONFIG, readConfigSync } from '../config/read';
import type { CheckOptions } from '../judge/check';
import type { Verdict } from '../judge/verdict';
import type { Severity } from '../law';
import { laws } from '../laws';
import { breachText, waivedText } from '../report/words';

/** How a gate in an app answers. */
export interface GateOptions {
  /** `enforce` (default): a broken law fails synthesis and nothing is written. `warn`: findings are told, synthesis goes on. */
  readonly mode?: 'enforce' | 'warn';
  /** Lowest severity that fails synthesis. Default `error`; findings below it are told. */
  readonly failOn?: Severity;
  /** What looplaw is told. Default: the nearest `looplaw.config.json` or `.yaml`, else the defaults. */
  readonly config?: Config;
  /** Where findings that do not fail synthesis are told. Default: standard error. */
  readonly write?: (text: string) => void;
}

/** What a gate asks the checker. */
export function askedOf({ config: own, failOn }: GateOptions): CheckOptions {
  const { config, origin } = own === undefined ? readConfigSync(process.cwd()) : { ...NO_CONFIG, config: own };
  return { config, configOrigin: origin, ...(failOn && { failOn }) };
}

/** Parts a verdict into what fails synthesis, which is returned, and what is only told. */
export function failuresOf(verdict: Pick<Verdict, 'findings' | 'waived' | 'accounting'>, options: GateOptions): readonly string[] {
  const { mode = 'enforce', failOn = 'error', write = (text: string) => process.stderr.write(text) } = options;
  const order: readonly Severity[] = ['info', 'warning', 'error'];
  const isFatal = (severity: Severity) => mode === 'enforce' && order.indexOf(severity) >= order.indexOf(failOn);
  const byId = new Map(laws.map((law) => [law.id as string, law]));
  const fatal: string[] = [];
  for (const finding of verdict.findings) {
    const text = breachText(finding, byId);
    if (isFatal(finding.severity)) fatal.push(text);
    else if (finding.severity !== 'info') write(`looplaw ${finding.severity}: ${text}\n`);
  }
  for (const finding of verdict.waived) write(`looplaw waived: ${waivedText(finding, byId)}\n`);
  const unexamined = verdict.accounting.errors.map((error) => error.message);
  if (mode === 'enforce') return [...fatal, ...unexamined];
  for (const text of unexamined) write(`looplaw: not examined: ${text}\n`);
  return [];
}
