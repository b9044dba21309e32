import { isDay } from '../graph/object/waiver';
import type { Path } from '../load/resource';
import { ConfigError, type Config, type ConfigWaiver } from './config';
import { configPath } from './fault';
import { assertSpelling } from './kind-name';

/** A waiver of the config, and where in it. */
export interface GivenWaiver {
  readonly waiver: ConfigWaiver;
  readonly path: Path;
}

/** The waivers a config gives. */
export function waiversOf({ waivers }: Config): readonly GivenWaiver[] {
  if (waivers === undefined || waivers === 'config-only') return [];
  const [list, path]: [readonly ConfigWaiver[], Path] = isRules(waivers) ? [waivers.list ?? [], ['waivers', 'list']] : [waivers, ['waivers']];
  return list.map((waiver, i) => ({ waiver, path: [...path, i] }));
}

/** Does the config keep waivers to itself? */
export function isConfigOnly({ waivers }: Config): boolean {
  return waivers === 'config-only' || (waivers !== undefined && isRules(waivers) && waivers.from === 'config-only');
}

function isRules(waivers: Exclude<Config['waivers'], undefined | string>): waivers is Exclude<typeof waivers, readonly unknown[]> {
  return !Array.isArray(waivers);
}

/** What no schema says of a waiver. Throws {@link ConfigError} with its place. */
export function assertWaivers(config: Config, where: string): void {
  for (const { waiver, path } of waiversOf(config)) {
    const refuse = (key: string, why: string): never => {
      throw new ConfigError('invalid', `${where}: ${configPath([...path, key])}: ${why}`);
    };
    const { reason, until, kind, name, namespace, cluster, container } = waiver;
    if (reason.trim() === '') refuse('reason', 'a waiver needs a reason');
    if (until !== undefined && !isDay(until)) refuse('until', 'is no day, write YYYY-MM-DD');
    if (kind !== undefined) assertSpelling(kind, `${where}: ${configPath([...path, 'kind'])}`);
    if ([kind, name, namespace, cluster, container].every((given) => given === undefined)) {
      refuse('name', "say what is waived: kind, name, namespace, cluster or container; name: '*' is every object");
    }
  }
}
