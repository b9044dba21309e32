import { audit, type FailOn } from '../audit/audit';
import { json } from '../audit/json';
import { pretty } from '../audit/pretty';
import { ConfigError } from '../config/config';
import { loadPaths } from '../load/load';
import { inkOf } from '../report/text/ink';
import { EXIT } from './exit-code';
import { wantsColor } from './terminal';
import { writeWhole } from './whole-file';

interface AuditFlags {
  readonly format: 'json' | 'pretty';
  readonly output?: string;
  readonly since?: string;
  readonly failOn?: FailOn;
  readonly all?: true;
  readonly color?: boolean;
}

/** `looplaw audit rbac`: who may do what, and what is new of it. Exit code 1 for what `--fail-on` names, 2 where a dump could not be examined. */
export function auditRbacCommand(paths: readonly string[], options: object): number {
  const flags = options as AuditFlags;
  const { since = null, failOn = since === null ? 'powers' : 'gained' } = flags;
  if (failOn === 'gained' && since === null) throw new ConfigError('invalid', '--fail-on gained needs an earlier dump: --since FILE');
  if (paths.includes('-') && since === '-') throw new ConfigError('invalid', 'both dumps can not come from standard input; name a file for one of them');
  if (flags.output !== undefined && [...paths, since].includes(flags.output)) throw new ConfigError('invalid', `--output ${flags.output} would replace a dump`);
  const found = audit(loadPaths(paths), since === null ? null : loadPaths([since]), failOn);
  const isTerminal = process.stdout.isTTY && flags.output === undefined;
  const text = flags.format === 'json' ? json(found, since) : pretty(found, {
    ink: inkOf(wantsColor(flags.color, isTerminal)), width: isTerminal ? process.stdout.columns : 100, all: flags.all ?? false, since,
  });
  if (flags.output === undefined) process.stdout.write(text);
  else writeWhole(flags.output, text);
  if (found.verdict === 'error') return EXIT.error;
  return found.verdict === 'fail' ? EXIT.findings : EXIT.ok;
}
