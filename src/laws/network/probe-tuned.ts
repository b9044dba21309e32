import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/probe-tuned',
  title: 'Readiness reacts within a minute and does not flap',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Nothing is rejected and nothing breaks on a quiet day, so it warns; the default timeout is so common that it is only mentioned outside of strict.',
  signature: 'S3',
  why: 'Under load an HTTP answer takes longer than the default timeout of one second, and healthy pods leave the rotation together. A probe that waits too long leaves a dead pod in it.',
  remedy: 'Set timeoutSeconds: 3, periodSeconds: 5, failureThreshold: 3, and give slow starts a startupProbe.',
  keptBy: 'StatelessService and StatefulStore tune their probes: 5 s apart, 3 s each, three in a row.',
  waiveWhen: 'Another figure was measured for this service.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'],
  on: 'Container',
  messages: {
    timeout: { text: 'readiness of container {container} times out after one second, the default', severity: { recommended: 'info', strict: 'warning' } },
    slow: { text: 'readiness of container {container} takes {seconds} s to notice a dead pod, which gets traffic all the while', severity: 'warning' },
    flapping: { text: 'readiness of container {container} takes the pod out of rotation at the first failure', severity: 'warning' },
    late: { text: 'readiness of container {container} is not asked for {seconds} s, however soon it is up: a startupProbe is', severity: 'warning' },
  },
  applies: (container) => container.role !== 'init' && container.has('readinessProbe'),
  judge(container, { broken }) {
    const probe = container.probe('readinessProbe');
    if (probe === null) return;
    container.pod.assertWhole();
    const tell = (message: 'timeout' | 'slow' | 'flapping' | 'late', field: string, seconds: number) =>
      broken(message, { path: ['readinessProbe', field], args: { container: container.name, seconds } });
    if (probe.httpPath !== null && !probe.has('timeoutSeconds')) {
      const patch = [{ op: 'add', path: [...probe.path, 'timeoutSeconds'], value: 3 }] as const;
      broken('timeout', { path: ['readinessProbe'], at: 'key', args: { container: container.name }, repair: { patch } });
    }
    if (probe.patience > 60) tell('slow', probe.has('periodSeconds') ? 'periodSeconds' : 'failureThreshold', probe.patience);
    if (probe.failureThreshold === 1) tell('flapping', 'failureThreshold', 0);
    if (probe.initialDelay > 60) tell('late', 'initialDelaySeconds', probe.initialDelay);
  },
});
