import { hasOwnKernel, isUntrusted, openDirections } from '../../graph/identity/trust';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/untrusted-isolated',
  title: 'Code nobody trusts runs on a kernel, a network and an identity of its own',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'Warns in recommended, for nothing fails until somebody attacks; an error in strict, for who labels pods untrusted wants them isolated.',
  unproven: true,
  signature: 'S2',
  shows: { symptom: 'one tenant reads, starves or becomes another', blamed: 'the tenant', cause: 'a container shares the kernel, the network and the API of its node' },
  why: 'Containers share the kernel of their node: one flaw in it is every pod of that node. A token and an open network then carry the intruder on to the API server and the neighbours.',
  remedy: 'Set runtimeClassName to a sandbox (gVisor, Kata), or send the pods to tainted nodes of their own; set automountServiceAccountToken: false; deny traffic by default in their namespace.',
  keptBy: '`GuardedNamespace` with `tenancy: \'untrusted\'` gives every pod the sandbox, and no token.',
  waiveWhen: 'The isolation is given by the cluster itself, as GKE Sandbox node pools or a cluster per tenant do.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/security/multi-tenancy/#sandboxing-containers'],
  needs: 'cluster',
  on: 'Pod',
  messages: {
    kernel: { text: 'untrusted pods of {workload} share the kernel of their nodes: no sandbox, no nodes of their own', severity: { recommended: 'warning', strict: 'error' } },
    token: { text: 'untrusted pods of {workload} are given a token of the Kubernetes API', severity: { recommended: 'warning', strict: 'error' } },
    network: { text: 'untrusted pods of {workload} have an open network: nothing denies {directions} by default', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: isUntrusted,
  judge(pod, { broken }) {
    const args = { workload: pod.workload.title };
    const directions = openDirections(pod);
    if (directions.length > 0) broken('network', { path: ['metadata', 'labels'], at: 'key', args: { ...args, directions: directions.join(' and ') } });
    if (pod.identity.mountsToken) broken('token', { path: ['spec', 'automountServiceAccountToken'], args });
    if (!hasOwnKernel(pod)) broken('kernel', { path: ['spec', 'runtimeClassName'], args });
  },
});
