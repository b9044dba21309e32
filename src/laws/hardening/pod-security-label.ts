import { isSystemNamespace } from '../../graph/object/system-namespace';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'hardening/pod-security-label',
  title: 'Namespaces say which Pod Security level they enforce',
  owner: 'app',
  presets: ['strict'],
  because: 'Without the label everything is admitted, which is the default of Kubernetes; only strict asks for more.',
  signature: null,
  why: 'A namespace without the label admits every pod, a privileged one too, whoever writes it and whatever the manifests of today say.',
  remedy: 'Label the Namespace pod-security.kubernetes.io/enforce: baseline, or restricted.',
  keptBy: '`GuardedNamespace` labels its Namespace.',
  sources: ['https://kubernetes.io/docs/concepts/security/pod-security-admission/'],
  needs: 'cluster',
  on: 'Manifest',
  messages: {
    missing: { text: 'namespace {name} enforces no Pod Security level', severity: 'warning' },
    privileged: { text: 'namespace {name} enforces privileged, which admits everything', severity: 'info' },
  },
  applies: ({ kind, group, name }) => kind === 'Namespace' && group === '' && !isSystemNamespace(name),
  judge(namespace, { graph, broken }) {
    const labels = namespace.metadata.in('labels');
    const level = labels.string('pod-security.kubernetes.io/enforce');
    const args = { name: namespace.name };
    if (level === 'privileged') return broken('privileged', { path: ['metadata', 'labels', 'pod-security.kubernetes.io/enforce'], args });
    if (level !== undefined) return;
    graph.assertNotProvided('pod-security');
    broken('missing', { path: ['metadata', 'name'], args });
  },
});
