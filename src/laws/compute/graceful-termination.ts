import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/graceful-termination',
  title: 'Pods behind a Service drain before they die',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'The API server rejects a native sleep that is not shorter than the grace period. The rest costs some requests at each rollout: it warns, and a missing preStop is only mentioned outside of strict.',
  signature: 'S3',
  shows: { symptom: 'some 502 at every rollout and every drain' },
  why: 'A pod gets SIGTERM at the moment its address is withdrawn, and load balancers go on sending for seconds. What has closed its port by then answers 502.',
  remedy: 'Add lifecycle.preStop.sleep.seconds: 10 (before Kubernetes 1.30: exec of sleep), and a terminationGracePeriodSeconds that leaves more than 5 s after it.',
  keptBy: 'StatelessService and StatefulStore sleep for drainSeconds and leave shutdownSeconds after that; `keepLaws` adds the same to a server.',
  waiveWhen: 'The process itself goes on serving for some seconds after SIGTERM.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination', 'https://github.com/kubernetes/enhancements/issues/3960'],
  on: 'Container',
  messages: {
    refused: { text: 'preStop of container {container} sleeps {drain} s, not less than the grace period of {grace} s: the API server refuses it', severity: 'error' },
    killed: { text: 'container {container} keeps data and is killed at once: terminationGracePeriodSeconds is 0', severity: { recommended: 'warning', strict: 'error' } },
    abrupt: { text: 'container {container} gets traffic of Service {service} and has no preStop: it stops while requests are still coming', severity: { recommended: 'info', strict: 'warning' } },
    short: { text: 'preStop of container {container} sleeps {drain} s; load balancers need 5 s and more to notice', severity: 'warning' },
    rushed: { text: 'container {container} has {rest} s left after a preStop of {drain} s: it is killed in the middle of its requests', severity: 'warning' },
    powerless: { text: 'preStop of container {container} calls sleep, and its image holds no programs', severity: 'warning' },
  },
  applies: (container) => container.role !== 'init' && !container.pod.workload.isJob && (container.targets.length > 0 || container.has('lifecycle') || container.isDatabase),
  judge(container, { graph, broken }) {
    container.pod.assertWhole();
    const { shutdown, targets: [target], pod } = container;
    const { grace } = shutdown;
    const args = { container: container.name, grace };
    if (grace === 0 && container.isDatabase) return broken('killed', { path: ['name'], args });
    if (!shutdown.hasPreStop) {
      // The only pod there is leaves a gap anyway.
      if (target === undefined || pod.workload.minimumScale < 2) return;
      const isRepairable = graph.isAtLeast('1.30') && grace > 15 && !container.has('lifecycle');
      const patch = [{ op: 'add', path: [...container.path, 'lifecycle'], value: { preStop: { sleep: { seconds: 10 } } } }] as const;
      return broken('abrupt', { path: ['name'], args: { ...args, service: target.service.name }, ...(isRepairable && { repair: { patch } }) });
    }
    const { drain } = shutdown;
    const at = { path: ['lifecycle', 'preStop'], at: 'key', args: { ...args, drain, rest: Math.max(0, grace - drain) } } as const;
    if (shutdown.isNative && drain >= grace) return broken('refused', at);
    if (shutdown.lacksSleep) broken('powerless', at);
    if (pod.appContainers.includes(container) && grace - drain <= 5) broken('rushed', at);
    if (target !== undefined && drain < 5) broken('short', at);
  },
});
