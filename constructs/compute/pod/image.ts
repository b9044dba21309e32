import { namingOf, parseImage, type ImageNaming } from '../../../src/graph/workload/image';
import { Refusal } from '../../refusal';

/** An image with a tag or a digest: `ghcr.io/acme/api:1.4.2`, `ghcr.io/acme/api@sha256:…`. */
export type ImageReference = `${string}:${string}`;

const FLAW: { readonly [N in Exclude<ImageNaming, 'digest' | 'tag'>]: string } = {
  badDigest: 'a digest no runtime accepts',
  major: 'a tag that may be a major version, which moves',
  floating: 'a tag that publishers move',
  latest: 'the tag "latest"',
  untagged: 'no tag, which means "latest"',
};

/** Refuses an image that may be another one tomorrow. Serves compute/immutable-image. */
export function checkImage(where: string, image: string): void {
  const naming = namingOf(parseImage(image));
  if (naming === 'digest' || naming === 'tag') return;
  throw new Refusal(where, 'compute/immutable-image', {
    found: `image "${image}" with ${FLAW[naming]}`,
    expected: 'a reference that always means the same bytes',
    remedy: 'name a release such as ":1.4.2", or better a digest "@sha256:…" of 64 hex digits',
  });
}
