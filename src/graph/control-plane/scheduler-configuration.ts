import type { Path } from '../../load/resource';
import type { Join } from '../join';
import type { KubeObject } from '../object/kube-object';
import { Subject, isMap } from '../reading/subject';
import { maybe } from '../reading/unknown';
import { yamlIn } from '../reading/yaml-text';

const GROUP = 'kubescheduler.config.k8s.io';

/** Plugins that come with the scheduler of Kubernetes 1.36. */
const IN_TREE = new Set([
  'DefaultBinder', 'DefaultPreemption', 'DynamicResources', 'GangScheduling', 'ImageLocality', 'InterPodAffinity', 'NodeAffinity', 'NodeDeclaredFeatures',
  'NodeName', 'NodePorts', 'NodeResourcesBalancedAllocation', 'NodeResourcesFit', 'NodeUnschedulable', 'NodeVolumeLimits', 'PodGroupPodsCount',
  'PodTopologySpread', 'PrioritySort', 'SchedulingGates', 'TaintToleration', 'TopologyPlacementGenerator', 'VolumeBinding', 'VolumeRestrictions', 'VolumeZone',
  // Gone from newer schedulers, known to older ones.
  'AzureDiskLimits', 'CinderLimits', 'EBSLimits', 'GCEPDLimits', 'SelectorSpread',
]);
/** Without these a pod is put where its volume is not. */
const VOLUME_PLUGINS = new Set(['VolumeBinding', 'VolumeZone']);
/** Versions by the minor from which no scheduler reads them. */
const REMOVED: ReadonlyMap<string, string> = new Map([['v1alpha1', '1.19'], ['v1alpha2', '1.20'], ['v1beta1', '1.23'], ['v1beta2', '1.28'], ['v1beta3', '1.29']]);

/** A KubeSchedulerConfiguration, as an object or as the text of a ConfigMap. */
export class SchedulerConfiguration extends Subject {
  constructor(readonly holder: KubeObject, at: Subject, private readonly shownAt: Path | null) {
    super(at.node, holder, at.path, null);
  }

  get version(): string {
    return (this.string('apiVersion') ?? '').split('/')[1] ?? '';
  }

  /** The version of Kubernetes whose scheduler no longer reads it; `null` where the target's does. */
  get removedIn(): string | null {
    const removed = REMOVED.get(this.version);
    return removed !== undefined && this.holder.graph.isAtLeast(removed) ? removed : null;
  }

  /** The profiles, each with the name pods ask for. */
  get profiles(): readonly { readonly at: Subject; readonly name: string }[] {
    return this.list('profiles').map((at) => ({ at, name: at.string('schedulerName') ?? 'default-scheduler' }));
  }

  /** From the holder to a place in it, or to the text that it stands in. */
  place(path: Path): Path {
    return this.shownAt ?? path;
  }
}

/** What is wrong with a configuration of the scheduler. */
export interface SchedulerProblem {
  readonly is: 'removed' | 'twice' | 'unknownPlugin' | 'noVolumes' | 'hardSpread';
  readonly name: string;
  readonly path: Path;
}

/** The configurations an object holds; none for most. */
export function schedulerConfigurationsOf(object: KubeObject): readonly SchedulerConfiguration[] {
  if (object.group === GROUP && object.kind === 'KubeSchedulerConfiguration') return [new SchedulerConfiguration(object, object, null)];
  if (object.group !== '' || object.kind !== 'ConfigMap') return [];
  const data = object.in('data');
  return (maybe(() => data.keys()) ?? []).flatMap((key) => {
    const text = maybe(() => data.string(key)) ?? '';
    if (!text.includes('KubeSchedulerConfiguration')) return [];
    const value = maybe(() => yamlIn(data, key));
    if (!isMap(value) || value['kind'] !== 'KubeSchedulerConfiguration') return [];
    return [new SchedulerConfiguration(object, new Subject(value, data, [key], null), ['data', key])];
  });
}

/** The names that the schedulers of the set answer to, the one every cluster has included. */
export const schedulerNames: Join<ReadonlySet<string>> = (graph) => {
  const configurations = [...graph.ofKind('KubeSchedulerConfiguration', GROUP), ...graph.ofKind('ConfigMap')].flatMap(schedulerConfigurationsOf);
  return new Set(['default-scheduler', ...configurations.flatMap((configuration) => maybe(() => configuration.profiles.map(({ name }) => name)) ?? [])]);
};

/** What keeps the scheduler from starting, or pods from where they can run. */
export function schedulerProblemsOf(configuration: SchedulerConfiguration): readonly SchedulerProblem[] {
  const removed = configuration.removedIn;
  const problem = (is: SchedulerProblem['is'], name: string, at: Subject, field: string): SchedulerProblem => ({
    is, name, path: configuration.place([...at.path, field]),
  });
  const seen = new Set<string>();
  return [
    ...(removed === null ? [] : [problem('removed', removed, configuration, 'apiVersion')]),
    ...configuration.profiles.flatMap(({ at, name }) => {
      const isTwice = seen.has(name);
      seen.add(name);
      return [
        ...(isTwice ? [problem('twice', name, at, 'schedulerName')] : []),
        ...pluginsOf(at).flatMap(({ plugin, isDisabled }) => {
          const called = plugin.string('name') ?? '';
          if (isDisabled && VOLUME_PLUGINS.has(called)) return [problem('noVolumes', called, plugin, 'name')];
          return !isDisabled && !IN_TREE.has(called) ? [problem('unknownPlugin', called, plugin, 'name')] : [];
        }),
        ...hardSpreadsOf(at).map((constraint) => problem('hardSpread', constraint.string('topologyKey') ?? '', constraint, 'whenUnsatisfiable')),
      ];
    }),
  ];
}

function pluginsOf(profile: Subject): readonly { readonly plugin: Subject; readonly isDisabled: boolean }[] {
  const plugins = profile.in('plugins');
  return plugins.keys().flatMap((point) => [
    ...plugins.in(point).list('enabled').map((plugin) => ({ plugin, isDisabled: false })),
    ...plugins.in(point).list('disabled').map((plugin) => ({ plugin, isDisabled: true })),
  ]);
}

function hardSpreadsOf(profile: Subject): readonly Subject[] {
  return profile.list('pluginConfig').filter((config) => config.string('name') === 'PodTopologySpread')
    .flatMap((config) => config.in('args').list('defaultConstraints')).filter((constraint) => constraint.string('whenUnsatisfiable') === 'DoNotSchedule');
}

/** Does some scheduler of the set answer to the name? Throws `Undecided` where one of another set may. */
export function isScheduled(object: KubeObject, name: string): boolean {
  if (object.graph.join(schedulerNames).has(name)) return true;
  object.graph.assertComplete('KubeSchedulerConfiguration', `with a profile ${name}`);
  return false;
}
