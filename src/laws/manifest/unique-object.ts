import { defineLaw } from '../../law';

export default defineLaw({
  id: 'manifest/unique-object',
  title: 'Every object is written once per cluster',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Within a file one of the two is certain to be lost when it is applied. Two files may be two ways to deploy, of which one is applied, so recommended warns.',
  signature: null,
  why: 'Two manifests of one object overwrite each other with every apply. Which one holds depends on the order of files, and GitOps controllers never come to rest.',
  remedy: 'Keep one of the two, rename one, or declare the clusters they belong to.',
  sources: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
  on: 'Manifest',
  messages: {
    file: { text: '{title} is written twice in this file; the last one wins', severity: 'error' },
    folder: { text: '{title} is written in another file of this folder, too; the last one applied wins', severity: { recommended: 'warning', strict: 'error' } },
    nothing: { text: '{title} is written in another folder of this cluster, too', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (object) => object.fixedName !== null,
  judge(object, { broken }) {
    const first = object.firstTwin;
    if (first === object) return;
    // A patch has the name of what it changes, and so has the next patch of it.
    for (const twin of [object, first]) twin.assertNoPatch();
    broken(object.shares(first), {
      path: ['metadata', 'name'],
      args: { title: object.title },
      related: [{ message: 'first written here', resource: first.resource, path: ['metadata', 'name'] }],
    });
  },
});
