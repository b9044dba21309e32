import { enforcedLevel, objectionsTo } from '../../graph/hardening/admission';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'hardening/pod-security-admitted',
  title: 'The Pod Security level of a namespace admits its pods',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Admission rejects such pods with 403. The Deployment is accepted with a warning, and stays at zero pods.',
  signature: null,
  why: 'A namespace that enforces a level refuses pods that break it. What made the pod is accepted, so a rollout just never gets its pods.',
  remedy: 'Give the pod what the level demands, or move it to a namespace that enforces another one.',
  keptBy: '`GuardedNamespace` enforces a level its workload constructs keep.',
  sources: ['https://kubernetes.io/docs/concepts/security/pod-security-admission/', 'https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  on: 'Pod',
  messages: {
    refused: { text: 'namespace {namespace} enforces {level} and refuses pods of {workload}: {what}', severity: 'error' },
  },
  applies: ({ workload }, { graph }) => enforcedLevel(graph.namespace(workload.namespace)) !== null,
  judge(pod, { graph, broken }) {
    const namespace = graph.namespace(pod.workload.namespace);
    const level = enforcedLevel(namespace);
    if (namespace === null || level === null) return;
    const [first, ...others] = objectionsTo(pod, level, namespace);
    if (first === undefined) return;
    pod.assertWhole();
    broken('refused', {
      path: first.path,
      at: 'key',
      args: {
        namespace: namespace.name, level, workload: pod.workload.title,
        what: `${first.what}${others.length === 0 ? '' : `, and ${others.length} more`}`,
      },
      related: [{ message: 'enforces it', resource: namespace.resource, path: ['metadata', 'labels', 'pod-security.kubernetes.io/enforce'] }],
    });
  },
});
