import { check } from '../judge/check';
import type { Verdict } from '../judge/verdict';
import { laws } from '../laws';
import { loadPaths } from '../load/load';
import type { Severity } from '../law';
import { render, type FormatName } from '../report';
import { complain } from './complaint';
import { keepBaseline, readBaseline, type BaselineFlags } from './baseline-file';
import { deliver, destinationsOf, refuseInputs, type Destination } from './delivery';
import { docsBaseUrl } from './docs';
import { EXIT } from './exit-code';
import { lookOf, warnOfIdleExcludes, type LookFlags } from './look';
import { clustersOf, targetOf, type TargetFlags } from './target';
import { speaksUnicode, wantsColor } from './terminal';
import { version } from './version';

interface CheckFlags extends TargetFlags, LookFlags, BaselineFlags {
  readonly format: FormatName;
  readonly output?: string;
  readonly report: readonly string[];
  readonly law: readonly string[];
  readonly skipLaw: readonly string[];
  readonly loop: readonly string[];
  readonly failOn: Severity | 'never';
  readonly explainUndecided?: true;
  readonly stdinFilename?: string;
  readonly color?: boolean;
}

/** `looplaw check`: argv to exit code. */
export async function checkCommand(paths: readonly string[], options: object): Promise<number> {
  const flags = options as CheckFlags;
  const destinations = destinationsOf(flags.format, flags.output, flags.report);
  const target = await targetOf(flags);
  const { config, file, origin, base } = target;
  const before = readBaseline(flags);
  const loaded = loadPaths(paths.length > 0 ? paths : ['.'], { ...lookOf(flags, target), ...(flags.stdinFilename !== undefined && { stdinFilename: flags.stdinFilename }) });
  warnOfIdleExcludes(flags, loaded);
  refuseInputs(destinations, [...paths, ...[file, flags.baseline ?? null].filter((read) => read !== null)], loaded);
  const choice = { config, configOrigin: origin, base, failOn: flags.failOn, only: flags.law, skip: flags.skipLaw, loops: flags.loop };
  const judged = check(loaded, { ...choice, baseline: before ?? [] });
  const after = keepBaseline(before, judged, flags);
  const verdict = after === null || after === before || flags.baseline === undefined ? judged : check(loaded, { ...choice, baseline: after });
  const isAsAsked = [after !== null, everyClusterHasObjects(verdict, flags), ...destinations.map((d) => deliver(reportOf(verdict, d, flags), d.file))];
  if (isAsAsked.includes(false) || verdict.verdict === 'error') return EXIT.error;
  return verdict.verdict === 'fail' ? EXIT.findings : EXIT.ok;
}

/** A cluster of the command line that no object is in was meant otherwise. */
function everyClusterHasObjects(verdict: Verdict, flags: CheckFlags): boolean {
  const idle = clustersOf(flags.cluster).filter(([name]) => !verdict.clusters.some((cluster) => cluster.name === name));
  for (const [name] of idle) complain(`looplaw: --cluster ${name}: no object is in a file its globs name\n`);
  return idle.length === 0;
}

function reportOf(verdict: Verdict, { format, file }: Destination, flags: CheckFlags): string {
  const isTerminal = process.stdout.isTTY && file === null;
  return render(format, verdict, {
    laws: new Map(laws.map((law) => [law.id, law])),
    docsBaseUrl,
    toolVersion: version,
    explainUndecided: flags.explainUndecided ?? false,
    color: wantsColor(flags.color, isTerminal),
    width: isTerminal ? process.stdout.columns : 100,
    unicode: speaksUnicode(),
  });
}
