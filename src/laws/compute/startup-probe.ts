import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/startup-probe',
  title: 'Slow starts have a startup probe before liveness counts',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'How long a start takes no manifest says, so it warns.',
  signature: 'S2',
  shows: { symptom: 'pods restart for ever after a rollout or a node failure; the logs end in the middle of the start' },
  why: 'A liveness probe that begins before the process is up kills it, and it starts again, slower, as all others do the same: the death spiral.',
  remedy: 'Add a startupProbe with the handler of the livenessProbe, periodSeconds: 5 and failureThreshold: 12 or more; liveness waits until it succeeds.',
  keptBy: 'Workload constructs write a startupProbe beside every livenessProbe, 60 s long unless startupSeconds says otherwise.',
  waiveWhen: 'The process is known to answer within a second or two of its start, on a busy node, too.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#startup-probe'],
  on: 'Container',
  params: {
    seconds: { default: 30, description: 'The shortest time in seconds a container must be given to start.' },
  },
  messages: {
    impatient: { text: 'liveness kills container {container} when it is not up {seconds} s after its start, and it has no startupProbe', severity: 'warning' },
    runtime: { text: 'container {container} runs on {runtime}, which starts slowly, and has a livenessProbe without a startupProbe', severity: 'warning' },
    short: { text: 'the startupProbe kills container {container} when it is not up {seconds} s after its start', severity: 'warning' },
  },
  applies: (container) => container.role !== 'init' && (container.has('livenessProbe') || container.has('startupProbe')),
  judge(container, { params, broken }) {
    container.pod.assertWhole();
    const startup = container.probe('startupProbe');
    const args = { container: container.name };
    if (startup !== null) {
      const { startBudget } = startup;
      if (startBudget < params.seconds) broken('short', { path: ['startupProbe'], at: 'key', args: { ...args, seconds: startBudget } });
      return;
    }
    const seconds = container.probe('livenessProbe')?.startBudget ?? 0;
    const breach = { path: ['livenessProbe'], at: 'key' } as const;
    if (seconds < params.seconds) return broken('impatient', { ...breach, args: { ...args, seconds } });
    const { slowRuntime } = container;
    if (slowRuntime !== null) broken('runtime', { ...breach, args: { ...args, runtime: slowRuntime } });
  },
});
