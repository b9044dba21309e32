import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/immutable-image',
  title: 'Images are named by what they are, not by what is newest',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'A tag that moves makes two nodes run two programs under one name, and a rollback that rolls back nothing: a warning, for most days it works, and an error in strict. Of a bare number nobody knows whether it moves: it informs. A digest no runtime accepts is never pulled: an error.',
  signature: 'S2',
  why: 'A tag that moves gives each node the image of the day it pulled. Replicas differ, a rollback brings back nothing, and nobody can say what ran.',
  remedy: 'Write the version tag of the build, or better its digest: registry.example/app:1.4.2@sha256:…',
  keptBy: 'Workload constructs and `keepLaws` refuse an image that may be another one tomorrow.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/containers/images/'],
  on: 'Container',
  params: {
    requireDigest: { default: false, description: 'Ask every image for its digest.' },
  },
  messages: {
    latest: { text: 'container {container} runs whatever {image} is newest: tag latest', severity: { recommended: 'warning', strict: 'error' } },
    untagged: { text: 'container {container} runs whatever {image} is newest: it has no tag, which means latest', severity: { recommended: 'warning', strict: 'error' } },
    cached: { text: 'container {container} runs the {image} each node pulled first: a moving tag with imagePullPolicy {policy}', severity: { recommended: 'warning', strict: 'error' } },
    floating: { text: 'container {container} runs {image} by tag {tag}, which moves', severity: 'warning' },
    major: { text: 'container {container} runs {image} by tag {tag}: where that is a major version, the tag moves with each release', severity: { recommended: 'info', strict: 'warning' } },
    noDigest: { text: 'container {container} names {image} by tag {tag} and not by digest', severity: { recommended: 'warning', strict: 'error' } },
    badDigest: { text: 'container {container} names {image} by a digest no runtime accepts', severity: 'error' },
  },
  applies: (container) => container.images.length > 0,
  judge(container, { params, broken }) {
    for (const { naming, repository, tag, pullPolicy: policy, of, path } of container.images) {
      if (naming === 'digest') continue;
      const lacksDigest = params.requireDigest && (naming === 'tag' || naming === 'major' || naming === 'floating');
      const isCached = (naming === 'latest' || naming === 'untagged') && policy !== 'Always';
      const messageId = lacksDigest ? 'noDigest' : isCached ? 'cached' : naming;
      if (messageId === 'tag') continue;
      broken(messageId, {
        path,
        args: { container: container.name, image: repository, tag: tag ?? '', policy },
        ...(of !== container && { related: [{ message: 'names the image', resource: of.object.resource, path: of.path }] }),
      });
    }
  },
});
