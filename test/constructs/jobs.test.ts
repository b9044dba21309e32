import { describe, expect, test } from 'vitest';
import { BatchJob, NodeAgent, ScheduledJob, type BatchJobProps, type NodeAgentProps, type ScheduledJobProps } from '../../constructs';
import { SERVICE, chart, find, guarded, manifestsOf, refusalOf } from './manifests';

const { image, budget } = SERVICE;
const COMMON = { name: 'report', image, budget, priorityClassName: 'batch' } as const;

function jobWith(changes: Partial<BatchJobProps> = {}) {
  const at = chart();
  new BatchJob(at, 'job', { ...COMMON, namespace: guarded(at), deadlineSeconds: 900, ...changes });
  return find(manifestsOf(at), 'Job').spec;
}

function cronWith(changes: Partial<ScheduledJobProps> = {}) {
  const at = chart();
  new ScheduledJob(at, 'job', { ...COMMON, namespace: guarded(at), deadlineSeconds: 900, schedule: '30 3 * * *', ...changes });
  return find(manifestsOf(at), 'CronJob').spec;
}

function agentWith(changes: Partial<NodeAgentProps> = {}) {
  const at = chart();
  new NodeAgent(at, 'agent', { ...COMMON, namespace: guarded(at), nodes: 10, ...changes });
  return manifestsOf(at);
}

describe('a batch job', () => {
  test('ends, is tried again, and is cleared away', () => {
    expect(jobWith()).toMatchObject({ activeDeadlineSeconds: 900, backoffLimit: 3, parallelism: 1, completions: 1, ttlSecondsAfterFinished: 86_400, template: { spec: { restartPolicy: 'Never' } } });
    expect(jobWith({ attempts: 1, keepSeconds: 60 })).toMatchObject({ backoffLimit: 0, ttlSecondsAfterFinished: 60 });
  });

  test('is not failed by a drain', () => {
    expect(jobWith().podFailurePolicy).toEqual({ rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }] });
  });

  test('numbers its parts where there are several', () => {
    expect(jobWith()).not.toHaveProperty('completionMode');
    expect(jobWith({ parallelism: 3, completions: 12 })).toMatchObject({ parallelism: 3, completions: 12, completionMode: 'Indexed' });
  });

  test('is neither spread nor asked for its health', () => {
    const { spec } = jobWith().template;
    expect(spec).not.toHaveProperty('topologySpreadConstraints');
    expect(spec.containers[0]).not.toHaveProperty('readinessProbe');
  });

  test.each<[string, Partial<BatchJobProps>, string]>([
    ['no time', { deadlineSeconds: 0 }, 'found:    deadlineSeconds 0'],
    ['no try', { attempts: 0 }, 'found:    attempts 0'],
    ['half a pod', { parallelism: 0.5 }, 'found:    parallelism 0.5'],
    ['less than what runs side by side', { parallelism: 3, completions: 2 }, 'found:    completions 2'],
    ['a past before the end', { keepSeconds: -1 }, 'found:    keepSeconds -1'],
    ['more pods than the quota holds', { parallelism: 101 }, '[compute/quota-fits]'],
    ['two writers of one disk', { parallelism: 2, disk: { storageClass: { name: 'data' }, size: '1Gi', mountPath: '/data' } }, '[storage/no-shared-rwo]'],
  ])('refuses %s', (_, changes, said) => {
    expect(refusalOf(() => jobWith(changes))).toContain(said);
  });
});

describe('a scheduled job', () => {
  test('runs by a clock that is named, never twice at once, and keeps little', () => {
    expect(cronWith()).toMatchObject({
      schedule: '30 3 * * *', timeZone: 'Etc/UTC', concurrencyPolicy: 'Forbid', startingDeadlineSeconds: 600, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 3,
      jobTemplate: { spec: { activeDeadlineSeconds: 900 } },
    });
    expect(cronWith({ schedule: '@weekly', timeZone: 'Europe/Berlin', overlap: 'Replace' })).toMatchObject({ schedule: '@weekly', timeZone: 'Europe/Berlin', concurrencyPolicy: 'Replace' });
  });

  test.each<[string, Partial<ScheduledJobProps>, string]>([
    ['four fields', { schedule: '30 3 * *' }, 'found:    schedule "30 3 * *"'],
    ['a time zone in the schedule', { schedule: 'TZ=UTC 30 3 * * *' }, '[compute/job-bounded]'],
    ['words', { schedule: 'every night' }, 'found:    schedule "every night"'],
    ['a time zone that is none', { timeZone: 'Mars/Olympus' }, 'found:    timeZone "Mars/Olympus"'],
    ['a deadline the controller misses', { startingDeadlineSeconds: 5 }, 'found:    startingDeadlineSeconds 5'],
  ])('refuses %s', (_, changes, said) => {
    expect(refusalOf(() => cronWith(changes))).toContain(said);
  });
});

describe('a node agent', () => {
  test('is one pod on every node, and rolls over a tenth of them at a time', () => {
    const { spec } = find(agentWith(), 'DaemonSet');
    expect(spec).toMatchObject({ selector: { matchLabels: { 'app.kubernetes.io/name': 'report' } }, updateStrategy: { rollingUpdate: { maxUnavailable: '10%' } } });
    expect(spec.template.spec).not.toHaveProperty('tolerations');
    expect(spec.template.spec).not.toHaveProperty('topologySpreadConstraints');
  });

  test('goes to tainted pools where told', () => {
    const taint = { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' } as const;
    expect(find(agentWith({ tolerates: [taint] }), 'DaemonSet').spec.template.spec.tolerations).toEqual([{ ...taint, operator: 'Equal' }]);
  });

  test('has requests proposed where asked', () => {
    expect(find(agentWith({ recommend: true }), 'VerticalPodAutoscaler').spec.targetRef).toMatchObject({ kind: 'DaemonSet' });
  });

  test.each<[string, Partial<NodeAgentProps>, string]>([
    ['no nodes', { nodes: 0 }, 'found:    nodes 0'],
    ['more nodes than the quota holds pods', { nodes: 101 }, '[compute/quota-fits]'],
    ['a rollout of nothing', { rollout: '0%' }, '[compute/rollout-no-deadlock]'],
  ])('refuses %s', (_, changes, said) => {
    expect(refusalOf(() => agentWith(changes))).toContain(said);
  });
});
