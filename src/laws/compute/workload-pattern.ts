import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/workload-pattern',
  title: 'The kind of a workload fits what it does',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'It is advice: the loop runs, until a restart skips or doubles a turn.',
  signature: 'S2',
  why: 'A Deployment keeps things running. A timer in it is restarted in the middle of a turn, runs twice in a rollout, and its failures look like life.',
  remedy: 'Move what runs by the clock into a CronJob, and what ends by itself into a Job.',
  keptBy: '`ScheduledJob` is for what runs by the clock, `BatchJob` for what ends.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/'],
  on: 'Container',
  messages: {
    loop: { text: 'container {container} of {workload} is a timer: it sleeps {seconds} s in an endless loop', severity: 'info' },
    cron: { text: 'container {container} of {workload} runs {program}, which a CronJob is for', severity: 'info' },
  },
  applies: ({ role, pod }) => role === 'app' && pod.workload.isReplicated,
  judge(container, { broken }) {
    const { name, timer, pod } = container;
    if (timer === null) return;
    const args = { container: name, workload: pod.workload.title, seconds: timer.seconds ?? '', program: timer.program };
    broken(timer.seconds === null ? 'cron' : 'loop', { path: [timer.field], at: 'key', args });
  },
});
