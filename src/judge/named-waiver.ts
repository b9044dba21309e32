import type { Config, ConfigWaiver } from '../config/config';
import { waiversOf } from '../config/waivers';
import type { UndecidedAnswer } from '../finding';
import { Graph } from '../graph/graph';
import { Waiver } from '../graph/object/waiver';
import { matcherOf } from '../load/discover/globs';
import type { Origin } from '../load/resource';
import type { Profile } from '../profile';

/** A waiver of the config, and the objects it names. */
export interface NamedWaiver {
  readonly waiver: Waiver;
  names(answer: Pick<UndecidedAnswer, 'cluster' | 'resource' | 'container'>): boolean;
}

/** A config speaks of every cluster of a run. */
const EVERY_CLUSTER = '*';

/** The waivers of a config. What is wrong with one is told of the config, which is an object for that. */
export function namedWaivers(config: Config, origin: Origin, profile: Profile): readonly NamedWaiver[] {
  const given = waiversOf(config);
  if (given.length === 0) return [];
  const name = origin.file?.split('/').at(-1) ?? 'of this run';
  const resource = { apiVersion: 'looplaw.dev/v1', kind: 'Config', name, namespace: null, value: { ...config }, origin, duplicateKeys: [] };
  const [object] = new Graph(EVERY_CLUSTER, [resource], profile).objects;
  if (object === undefined) throw new Error('the config is no object');
  return given.map(({ waiver, path }) => {
    const { law, reason, until = null, container: onContainer = null } = waiver;
    return { waiver: Waiver.inConfig(object, path, { law, onContainer, reason, until, scope: null }), names: namesOf(waiver) };
  });
}

function namesOf({ kind, name, namespace, cluster, container }: ConfigWaiver): NamedWaiver['names'] {
  const [isName, isNamespace, isCluster] = [globOf(name), globOf(namespace), globOf(cluster)];
  return (answer) => (kind === undefined || kind === answer.resource.kind)
    && (container === undefined || container === answer.container)
    && isName(answer.resource.name) && isNamespace(answer.resource.namespace ?? '') && isCluster(answer.cluster);
}

/** What is not given, and `*`, is true of everything, even of what has no name. */
function globOf(glob: string | undefined): (text: string) => boolean {
  return glob === undefined || glob === '*' ? () => true : matcherOf(glob);
}
