import { unsafeSysctls } from '../../graph/hardening/pod-controls';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'hardening/safe-sysctls',
  title: 'Pods set safe sysctls only',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Pod Security baseline forbids it, as it reaches past the container; nothing breaks by it alone, so recommended warns.',
  signature: null,
  why: 'An unsafe sysctl changes the kernel of the node for its neighbours; most kubelets refuse such a pod.',
  remedy: 'Remove the sysctl, or set it on the node by what configures nodes.',
  sources: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  on: 'Pod',
  messages: {
    unsafe: { text: 'pods of {workload} set unsafe sysctl {found}', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (pod) => !pod.workload.isSystem,
  judge(pod, { broken }) {
    for (const { path, at, found } of unsafeSysctls.violations(pod)) broken('unsafe', { path, at, args: { workload: pod.workload.title, found } });
  },
});
