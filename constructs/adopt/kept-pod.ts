import type { PodParts } from '../compute/pod/pod-template';
import { podHardening } from '../compute/pod/pod-hardening';
import { scratchFolders } from '../compute/pod/scratch';
import type { Labels } from '../labels';
import { keptContainer, type ContainerPlan } from './kept-container';
import { listIn, mapIn, textIn, type Written } from './written';

/** What is done to a pod template. */
export interface PodPlan extends ContainerPlan, Pick<PodParts, 'process'> {
  /** Spread where none is written; `undefined` = the kind needs none. */
  readonly spread: readonly object[] | undefined;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly serviceAccountName: string;
  /** Does it ask the Kubernetes API by a role that it is given here? */
  readonly asksApi: boolean;
  readonly priorityClassName: string;
  readonly user: number | undefined;
  readonly writablePaths: readonly string[];
  /** Selectors, tolerations and affinities to add. */
  readonly placement: object;
}

/** A pod template that keeps what is written and gains what is missing; budget, account and priority are those of the plan. */
export function keptPod(template: Written, plan: PodPlan): Written {
  const metadata = mapIn(template, 'metadata');
  const spec = mapIn(template, 'spec');
  const placement = plan.placement as Written;
  const { process, scratch } = plan;
  const grace = spec['terminationGracePeriodSeconds'];
  const containers = listIn(spec, 'containers').map((container) => keptContainer(container, plan, servesAs(container, listIn(spec, 'containers'), plan) ? process : null));
  const inits = listIn(spec, 'initContainers').map((container) => keptContainer(container, plan, null));
  const folders = writable([...containers, ...inits], plan);
  const withFolders = (container: Written): Written => ({ ...container, volumeMounts: [...listIn(container, 'volumeMounts'), ...folders.filter(({ mountPath }) => !mounts(container, mountPath))] });
  return {
    ...template,
    metadata: {
      ...metadata,
      labels: { ...mapIn(metadata, 'labels'), ...plan.labels },
      ...(Object.keys(plan.annotations).length > 0 && { annotations: { ...mapIn(metadata, 'annotations'), ...plan.annotations } }),
    },
    spec: {
      enableServiceLinks: false,
      ...(plan.spread && { topologySpreadConstraints: plan.spread }),
      ...spec,
      serviceAccountName: plan.serviceAccountName,
      automountServiceAccountToken: plan.asksApi || spec['automountServiceAccountToken'] === true,
      priorityClassName: plan.priorityClassName,
      terminationGracePeriodSeconds: Math.max(typeof grace === 'number' ? grace : 0, process.terminationGracePeriodSeconds),
      securityContext: { ...podHardening(plan.where, plan.user), ...mapIn(spec, 'securityContext') },
      ...merged(spec, placement),
      containers: containers.map(withFolders),
      ...(inits.length > 0 && { initContainers: inits.map(withFolders) }),
      volumes: [
        ...listIn(spec, 'volumes').map((volume) => (volume['emptyDir'] === undefined ? volume : { ...volume, emptyDir: { sizeLimit: scratch, ...mapIn(volume, 'emptyDir') } })),
        ...folders.map(({ name }) => ({ name, emptyDir: { sizeLimit: scratch } })),
      ],
    },
  };
}

/** The container of the port, else the first one. */
function servesAs(container: Written, all: readonly Written[], { process: { port } }: PodPlan): boolean {
  return port === undefined ? container === all[0] : listIn(container, 'ports').some((p) => p['containerPort'] === port.number);
}

/** Scratch folders that not every container has a volume for already. */
function writable(containers: readonly Written[], { where, writablePaths }: PodPlan): ReturnType<typeof scratchFolders> {
  return scratchFolders(where, writablePaths, []).filter(({ mountPath }) => !containers.every((container) => mounts(container, mountPath)));
}

function mounts(container: Written, mountPath: string): boolean {
  return listIn(container, 'volumeMounts').some((mount) => textIn(mount, 'mountPath').replace(/\/$/, '') === mountPath);
}

function merged(spec: Written, placement: Written): Written {
  const tolerations = [...listIn(spec, 'tolerations'), ...listIn(placement, 'tolerations')];
  const nodeSelector = { ...mapIn(spec, 'nodeSelector'), ...mapIn(placement, 'nodeSelector') };
  const affinity = { ...mapIn(placement, 'affinity'), ...mapIn(spec, 'affinity') };
  return {
    ...(placement['runtimeClassName'] !== undefined && { runtimeClassName: placement['runtimeClassName'] }),
    ...(tolerations.length > 0 && { tolerations }),
    ...(Object.keys(nodeSelector).length > 0 && { nodeSelector }),
    ...(Object.keys(affinity).length > 0 && { affinity }),
  };
}
