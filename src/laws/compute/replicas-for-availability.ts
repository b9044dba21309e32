import { isExporter } from '../../graph/workload/exporter';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/replicas-for-availability',
  title: 'What answers requests runs in two replicas or more',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'One replica is an outage with every drain and every crash, and works in between: a warning.',
  signature: 'S2',
  shows: { symptom: '502 and connection refused for as long as one pod takes to start, with every node upgrade', blamed: 'the ingress' },
  why: 'Behind a Service with one pod nothing answers while that pod is moved, restarted or killed. No disruption budget helps: it can only forbid the drain.',
  remedy: 'Set replicas: 2 (or minReplicas: 2), spread them over zones, and add a disruption budget with maxUnavailable: 1.',
  keptBy: '`StatelessService` refuses fewer than two replicas.',
  waiveWhen: 'Somebody can wait: an internal tool, or an app that must not run twice.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/'],
  needs: 'cluster',
  on: 'Workload',
  messages: {
    single: { text: 'one pod of {workload} answers for Service {service}', severity: 'warning' },
  },
  applies: (workload, { profile }) => workload.kind === 'Deployment' && profile.environment === 'prod' && !workload.isSystem
    && workload.services.certain.length + workload.services.possible.length > 0 && workload.minimumScale === 1,
  judge(workload, { broken }) {
    const service = workload.pod.targets.find(({ isTelemetry }) => !isTelemetry)?.service;
    if (service === undefined || workload.isExclusive || isExporter(workload.pod) || service.fewestPods > 1) return;
    workload.pod.assertWhole();
    const [scaler] = workload.autoscalers;
    broken('single', {
      path: scaler === undefined && workload.spec.has('replicas') ? ['spec', 'replicas'] : ['metadata', 'name'],
      args: { workload: workload.title, service: service.name },
      related: [
        { message: 'sends it requests', resource: service.resource, path: ['spec', 'selector'] },
        ...(scaler ? [{ message: 'sets the replicas', resource: scaler.resource, path: ['spec', 'scaleTargetRef'] }] : []),
      ],
    });
  },
});
