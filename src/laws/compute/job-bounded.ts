import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/job-bounded',
  title: 'Jobs end, and make room for the next',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'The API server rejects a Job whose pods restart for ever. The rest costs nodes on the day a run hangs.',
  signature: 'S2',
  shows: { symptom: 'runs of one job pile up, hold nodes and quota, and the next run never starts', metric: 'kube_job_status_active' },
  why: 'A run that hangs holds its nodes until somebody looks. By default the next one starts beside it, and the one after that.',
  remedy: 'Set activeDeadlineSeconds; for a CronJob concurrencyPolicy: Forbid or Replace and startingDeadlineSeconds; for a Job ttlSecondsAfterFinished.',
  keptBy: '`BatchJob` and `ScheduledJob` demand a deadline; runs never overlap and finished ones are cleared away.',
  sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup', 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/'],
  on: 'Workload',
  messages: {
    restarts: { text: 'the API server rejects {job}: its pods need restartPolicy Never or OnFailure', severity: 'error' },
    unbounded: { text: '{job} has no {missing}', severity: { recommended: 'info', strict: 'warning' } },
    overlaps: { text: 'runs of {job} may overlap: concurrencyPolicy is Allow', severity: { recommended: 'info', strict: 'warning' } },
    hoards: { text: '{job} keeps {kept} finished runs', severity: 'info' },
  },
  waiveWhen: 'Runs are meant to go on side by side, or for days.',
  applies: ({ group, kind, metadata }) => group === 'batch' && (kind === 'CronJob' || !metadata.has('ownerReferences')),
  judge({ kind, title, spec, jobSpec, pod }, { broken }) {
    const args = { job: title };
    const name = ['metadata', 'name'];
    pod.assertWhole();
    if (!pod.runsToCompletion) broken('restarts', { path: [...pod.path, 'spec', ...(pod.spec.has('restartPolicy') ? ['restartPolicy'] : [])], at: 'key', args });
    const isEnding = jobSpec.has('activeDeadlineSeconds') || pod.spec.has('activeDeadlineSeconds') || jobSpec.has('podFailurePolicy');
    const isCron = kind === 'CronJob';
    const missing = [
      ...(isEnding ? [] : ['activeDeadlineSeconds']),
      ...(isCron && !spec.has('startingDeadlineSeconds') ? ['startingDeadlineSeconds'] : []),
      ...(!isCron && !spec.has('ttlSecondsAfterFinished') ? ['ttlSecondsAfterFinished'] : []),
    ];
    if (missing.length > 0) broken('unbounded', { path: name, args: { ...args, missing: missing.join(' and no ') } });
    if (!isCron) return;
    if (!spec.has('concurrencyPolicy')) broken('overlaps', { path: name, args });
    const [good, bad] = [spec.number('successfulJobsHistoryLimit') ?? 3, spec.number('failedJobsHistoryLimit') ?? 1];
    if (good > 3) broken('hoards', { path: ['spec', 'successfulJobsHistoryLimit'], args: { ...args, kept: good } });
    if (bad > 3) broken('hoards', { path: ['spec', 'failedJobsHistoryLimit'], args: { ...args, kept: bad } });
  },
});
