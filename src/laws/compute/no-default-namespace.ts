import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/no-default-namespace',
  title: 'Nothing runs in the default namespace',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Nothing breaks at once; quotas, policies and roles of a namespace just never hold for what is in none of its own.',
  signature: 'S2',
  why: 'What lands in default shares it with whatever else was applied without a thought: no quota, no policy and no role can be meant for it alone.',
  remedy: 'Give the app a namespace of its own and write it in metadata.namespace, or apply the set with kubectl -n.',
  sources: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/'],
  needs: 'cluster',
  on: 'NamespaceScope',
  params: {
    assumeNamespaceFromApply: { default: true, description: 'Whoever applies the set names the namespace: objects may leave it out.' },
  },
  messages: {
    named: { text: '{workloads} in the default namespace', severity: { recommended: 'info', strict: 'warning' } },
    unnamed: { text: '{workloads} without a namespace', severity: { recommended: 'info', strict: 'warning' } },
  },
  applies: (namespace) => namespace.name === 'default' || namespace.name === '',
  judge(namespace, { params, broken }) {
    if (namespace.name === '' && params.assumeNamespaceFromApply) return;
    const [first, ...others] = namespace.workloads;
    broken(namespace.name === '' ? 'unnamed' : 'named', {
      path: namespace.place,
      args: { workloads: `${first?.title ?? ''}${others.length > 0 ? ` and ${others.length} more run` : ' runs'}` },
      related: namespace.neighbours.map(({ resource }) => ({ message: 'runs there, too', resource, path: ['metadata', 'name'] })),
    });
  },
});
