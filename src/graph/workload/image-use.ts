import type { Path } from '../../load/resource';
import { namingOf, parseImage, type ImageNaming, type ImageReference } from './image';
import type { Container } from './container';
import type { Subject } from '../reading/subject';

/** An image a container runs or mounts. */
export interface ImageUse extends ImageReference {
  readonly naming: ImageNaming;
  /** When the kubelet asks the registry: `Always`, `IfNotPresent`, `Never`. */
  readonly pullPolicy: string;
  /** The container, or the volume. */
  readonly of: Subject;
  /** From the container to the field that names the image, or to the mount of the volume that does. */
  readonly path: Path;
}

/** The image a container runs, where one is written, and those it mounts as volumes. */
export function imagesOf(container: Container): readonly ImageUse[] {
  const own = container.has('image') ? [use(container, 'image', 'imagePullPolicy', container, ['image'])] : [];
  const mounted = container.list('volumeMounts').flatMap((mount) => {
    const volume = container.pod.volume(mount.string('name') ?? '');
    const image = volume?.has('image') ? volume.in('image') : null;
    return volume && image?.has('reference') ? [use(image, 'reference', 'pullPolicy', volume, [...mount.steps, 'name'])] : [];
  });
  return [...own, ...mounted];
}

/** Name, tag and digest have no other characters; `{IMAGE}` or `:<version>` is a place that somebody fills in. */
const NAMED = /(?:^|\/)[\w.:@+-]*$/;

/** The image a field names. Throws `Undecided` where a part of it is still to be filled in: it may become any image. */
export function imageIn(at: Subject, field: string): ImageReference {
  const written = at.string(field) ?? '';
  if (written.includes('${') || !NAMED.test(written)) throw at.unknown(field);
  return parseImage(written);
}

function use(at: Subject, field: string, policy: string, of: Subject, path: Path): ImageUse {
  const reference = imageIn(at, field);
  return { ...reference, naming: namingOf(reference), pullPolicy: at.string(policy) ?? '', of, path };
}
