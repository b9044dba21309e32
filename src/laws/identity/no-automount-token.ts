import { defineLaw } from '../../law';

export default defineLaw({
  id: 'identity/no-automount-token',
  title: 'Pods that do not call the Kubernetes API are given no token for it',
  owner: 'app',
  presets: ['strict'],
  because: 'Asked in strict only: nearly every manifest mounts the token, and one without rights opens little. It warns, for nothing fails.',
  signature: 'S1',
  why: 'A token lies in every container by default. Who breaks into one may ask the API server as that account, and a binding somebody adds later reaches pods that never needed it.',
  remedy: 'Set automountServiceAccountToken: false on the pods. Tokens of IRSA, Azure and GKE come in volumes of their own and stay. Pods that do call the API have a binding in the set or annotation looplaw.dev/uses-kube-api: "true".',
  keptBy: 'Workload constructs mount a token only where they are given an `ApiRole`.',
  waiveWhen: 'The rights of the account are given outside of the set, and the annotation can not be written.',
  sources: ['mission', 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting'],
  needs: 'cluster',
  on: 'Pod',
  messages: {
    mounted: { text: 'pods of {workload} are given a token of ServiceAccount {account}, to which nothing gives rights', severity: 'warning' },
  },
  applies: ({ workload }) => !workload.isSystem && !workload.isStaticPod,
  judge(pod, { broken }) {
    const { identity, workload } = pod;
    if (!identity.mountsToken || identity.hasRights || identity.saysItUsesApi) return;
    pod.assertWhole();
    broken('mounted', { path: ['spec', 'automountServiceAccountToken'], args: { workload: workload.title, account: identity.name } });
  },
});
