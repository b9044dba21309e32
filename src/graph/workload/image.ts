/** The parts of a container image reference, as container runtimes read it. */
export interface ImageReference {
  /** Host and port of the registry; `null` = the runtime's default. */
  readonly registry: string | null;
  /** Path without registry, tag and digest. */
  readonly repository: string;
  readonly tag: string | null;
  /** `sha256:…` and the like. */
  readonly digest: string | null;
}

/**
 * Splits a reference. A colon starts a tag only behind the last slash, so `localhost:5000/app` has none.
 * @see https://github.com/distribution/reference
 */
export function parseImage(reference: string): ImageReference {
  const [named, digest = null] = splitOnce(reference, '@');
  const slash = named.lastIndexOf('/');
  const colon = named.indexOf(':', slash + 1);
  const [path, tag] = colon < 0 ? [named, null] : [named.slice(0, colon), named.slice(colon + 1)];
  const first = path.indexOf('/');
  const host = first < 0 ? '' : path.slice(0, first);
  const isHost = host.includes('.') || host.includes(':') || host === 'localhost';
  return { registry: isHost ? host : null, repository: isHost ? path.slice(first + 1) : path, tag, digest };
}

/** What a reference pins down: content, a tag that builds don't reuse, a major version, a tag that moves, or nothing. */
export type ImageNaming = 'digest' | 'badDigest' | 'tag' | 'major' | 'floating' | 'latest' | 'untagged';

const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
/** What publishers move from release to release: channels and branches. */
const FLOATING = /^(?:alpha|alpine|beta|slim|canary|current|dev|develop|development|edge|experimental|head|lts|ltsc\d{4}|main|master|mainline|nightly|next|preview|rolling|snapshot|stable|staging|test|testing|trunk|unstable)$/i;
/** A number of one or two digits: many publishers move it with each release of that version, others count with it. Longer ones are builds. */
const MAJOR = /^v?\d{1,2}$/i;
/** Says by itself that it is the newest of its kind: `2019-latest`. */
const NEWEST = /(?:^|[-_.])latest(?:$|[-_.])/i;
/** The base a publisher builds the same version on. */
const VARIANT = /-(?:alpine|slim|debian|ubuntu|bookworm|bullseye|buster|trixie|jammy|noble|focal)[\d.]*/gi;

/** How an image is named. A digest settles it, whatever the tag beside it. */
export function namingOf({ repository, tag, digest }: ImageReference): ImageNaming {
  if (digest !== null) return DIGEST.test(digest) ? 'digest' : 'badDigest';
  if (tag === null || tag === '') return 'untagged';
  if (tag === 'latest') return 'latest';
  const plain = tag.replace(VARIANT, '');
  if (NEWEST.test(tag) || FLOATING.test(plain)) return 'floating';
  if (!MAJOR.test(plain)) return 'tag';
  // Docker Hub's official images: what they number moves.
  return /^(?:library\/)?[^/]+$/.test(repository) && /^\d/.test(plain) ? 'floating' : 'major';
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
