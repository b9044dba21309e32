import { defineLaw } from '../../law';

export default defineLaw({
  id: 'identity/no-static-credentials',
  title: 'No container holds a static cloud key',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'An error: the day the key is rotated or revoked the container exits at its first call. Where only the name of a file tells of a key it warns, and for stores that know no workload identity, too.',
  signature: 'S1',
  why: 'A key that does not expire leaks once and opens the account for ever, and on the day it is rotated the container exits before it can log why.',
  remedy: 'Remove the key and give the ServiceAccount a cloud identity: IRSA or EKS Pod Identity, Azure Workload ID, Workload Identity Federation for GKE.',
  keptBy: 'WorkloadIdentity gives pods an identity instead, and constructs refuse variables that hold a cloud key.',
  waiveWhen: 'The service outside of the cloud knows no federation, and the key is rotated by a controller.',
  sources: [
    'mission',
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
    'https://azure.github.io/azure-workload-identity/docs/',
    'https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity',
  ],
  on: 'Container',
  messages: {
    variable: { text: 'container {container} is given a static {owner} key in {name}, from {source}', severity: 'error' },
    file: { text: 'container {container} is given a static {owner} key in a Secret mounted at {name}', severity: 'error' },
    likelyFile: {
      text: 'container {container} seems to be given a static {owner} key in a Secret mounted at {name}',
      severity: { recommended: 'warning', strict: 'error' },
    },
    compatible: { text: 'container {container} is given a static key in {name}; rotate it, for a store outside of {owner} knows no workload identity', severity: 'warning' },
  },
  judge(container, { broken }) {
    for (const { kind, owner, name, path, from, store } of container.staticCredentials()) {
      const source = from === null ? 'the manifest itself' : `${from.kind} ${from.name}`;
      const related = store === null ? [] : [{ message: 'holds the key', resource: store.resource, path: ['metadata', 'name'] }];
      broken(kind, { path, args: { container: container.name, owner, name, source }, related });
    }
  },
});
