import { cloudRegistry, hostsIn, pullSecretsOf } from '../../graph/identity/pull-secret';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'identity/node-identity-image-pull',
  title: 'Nodes pull from registries of their cloud as themselves',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'An error for ECR alone: its passwords live twelve hours, so the first pull on a new node of the next day fails. Other static passwords warn.',
  unproven: true,
  signature: 'S1',
  why: 'A password in a pull secret expires or is rotated, and the next node that has to pull stands in ImagePullBackOff. Everybody blames the registry; the identity of the node was there all along.',
  remedy: 'Remove imagePullSecrets and let the nodes pull: AmazonEC2ContainerRegistryPullOnly for the node role, AcrPull for the kubelet identity, roles/artifactregistry.reader for the node account.',
  waiveWhen: 'The registry belongs to another tenant or project that grants nothing to the nodes, or a job renews the Secret.',
  sources: [
    'mission',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html',
    'https://learn.microsoft.com/azure/aks/cluster-container-registry-integration',
    'https://kubernetes.io/docs/tasks/administer-cluster/kubelet-credential-provider/',
  ],
  on: 'Pod',
  messages: {
    ecr: { text: 'pods of {workload} pull from ECR with a password in Secret {secret}, which is dead after twelve hours', severity: 'error' },
    password: { text: 'pods of {workload} pull from {registry} with a password in Secret {secret}; the nodes can pull as themselves', severity: 'warning' },
    missing: { text: 'pods of {workload} pull with Secret {secret}, which does not exist', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (pod) => pullSecretsOf(pod).length > 0,
  judge(pod, { graph, broken }) {
    const { workload } = pod;
    const hosts = new Set(pod.containers.flatMap((c) => c.images).map(({ registry }) => registry));
    const isOwn = pod.spec.has('imagePullSecrets');
    for (const { at, name, store } of pullSecretsOf(pod)) {
      const path = isOwn ? at.path.slice(pod.path.length) : ['spec', pod.identity.field];
      const args = { workload: workload.title, secret: name };
      if (store === null) {
        graph.assertComplete('Secret', name);
        broken('missing', { path, args });
        continue;
      }
      const host = hostsIn(store).find((known) => hosts.has(known) && cloudRegistry(known) !== null);
      const registry = host === undefined ? null : cloudRegistry(host);
      const related = [{ message: 'holds the password', resource: store.resource, path: ['metadata', 'name'] }];
      if (registry !== null) broken(registry === 'ECR' ? 'ecr' : 'password', { path, args: { ...args, registry }, related });
    }
  },
});
