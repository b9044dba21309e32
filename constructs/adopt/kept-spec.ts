import { DRAINS_DO_NOT_COUNT } from '../compute/workload/job';
import type { Scale } from '../compute/scaling/scale';
import { listIn, mapIn, textIn, type Written } from './written';

/** Kinds that {@link keepLaws} knows, and where their pods are. */
export const PODS_AT = {
  Deployment: ['template'], StatefulSet: ['template'], DaemonSet: ['template'], Job: ['template'], CronJob: ['jobTemplate', 'spec', 'template'],
} as const;
/** One of {@link PODS_AT}. */
export type KeptKind = keyof typeof PODS_AT;

/** The pod template of a workload's `spec`. */
export function templateIn(kind: KeptKind, spec: Written): Written {
  return PODS_AT[kind].reduce(mapIn, spec);
}

/** The pods' containers, init containers among them. */
export function containersIn(kind: KeptKind, spec: Written): readonly Written[] {
  const pod = mapIn(templateIn(kind, spec), 'spec');
  return [...listIn(pod, 'containers'), ...listIn(pod, 'initContainers')];
}

/** The `spec` of a workload around kept pods. What is written stays; replicas go where an autoscaler sets them. */
export function keptSpec(kind: KeptKind, spec: Written, template: Written, { scale, deadlineSeconds }: { readonly scale?: Scale | undefined; readonly deadlineSeconds?: number | undefined }): Written {
  const isNewPodEachTry = textIn(mapIn(template, 'spec'), 'restartPolicy') === 'Never';
  const bounded = { activeDeadlineSeconds: deadlineSeconds, backoffLimit: 3, ...(isNewPodEachTry && { podFailurePolicy: DRAINS_DO_NOT_COUNT }) };
  if (kind === 'Job') return { ttlSecondsAfterFinished: 86_400, ...bounded, ...spec, template };
  if (kind === 'CronJob') {
    const jobTemplate = mapIn(spec, 'jobTemplate');
    const startingDeadlineSeconds = Math.max(600, Number(spec['startingDeadlineSeconds'] ?? 0));
    return { concurrencyPolicy: 'Forbid', ...spec, startingDeadlineSeconds, jobTemplate: { ...jobTemplate, spec: { ...bounded, ...mapIn(jobTemplate, 'spec'), template } } };
  }
  if (kind === 'DaemonSet') return { ...spec, template };
  const { replicas, ...rest } = spec;
  const scaled = scale === undefined ? { replicas } : scale.replicas === undefined ? {} : { replicas: scale.replicas };
  if (kind === 'StatefulSet') return { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' }, ...rest, ...scaled, template };
  return { ...rest, ...scaled, template, strategy: keptStrategy(mapIn(spec, 'strategy')) };
}

/** With few replicas a quarter of them rounds down to none, and a full cluster then stands still. */
function keptStrategy(strategy: Written): Written {
  if (textIn(strategy, 'type') === 'Recreate') return strategy;
  const rolling = mapIn(strategy, 'rollingUpdate');
  const isDefault = rolling['maxUnavailable'] === undefined || rolling['maxUnavailable'] === '25%';
  return { type: 'RollingUpdate', ...strategy, rollingUpdate: { maxSurge: '25%', ...rolling, ...(isDefault && { maxUnavailable: 1 }) } };
}
