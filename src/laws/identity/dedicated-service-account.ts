import { defineLaw } from '../../law';

export default defineLaw({
  id: 'identity/dedicated-service-account',
  title: 'Pods that call the Kubernetes API or a cloud have an account of their own',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Warns: nothing fails, but rights of the default account are rights of every pod that names none, those of next year included.',
  signature: 'S1',
  why: 'Every pod that names no account runs as default. What is granted to it is granted to all of them, no audit tells them apart, and nobody dares to take a right away again.',
  remedy: 'Create a ServiceAccount for the workload, name it in serviceAccountName, and bind the role or the cloud identity to that one.',
  keptBy: 'Every workload construct makes a ServiceAccount of its own; a WorkloadIdentity refuses a second workload.',
  waiveWhen: 'The namespace holds this one workload and will hold no other.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/'],
  needs: 'cluster',
  on: 'Pod',
  messages: {
    bound: { text: 'pods of {workload} run as ServiceAccount default, to which {binding} gives rights', severity: 'warning' },
    asks: { text: 'pods of {workload} want a token of the Kubernetes API, as ServiceAccount default', severity: 'warning' },
    cloud: { text: 'pods of {workload} run as ServiceAccount default, which stands for an identity of a cloud', severity: 'warning' },
  },
  applies: ({ workload }) => !workload.isStaticPod,
  judge({ identity, workload }, { broken }) {
    if (!identity.isDefault) return;
    const [binding] = identity.bindings;
    const breach = { path: ['spec', identity.field], args: { workload: workload.title, binding: binding?.title ?? '' } };
    if (identity.account?.hasCloudIdentity) broken('cloud', breach);
    else if (binding !== undefined && identity.mountsToken) {
      broken('bound', { ...breach, related: [{ message: 'gives the rights', resource: binding.resource, path: ['subjects'] }] });
    } else if (identity.asksForToken) broken('asks', breach);
  },
});
