import type { Path } from '../../load/resource';
import type { KubeObject } from '../object/kube-object';
import { Doubts } from '../reading/doubts';
import type { Subject } from '../reading/subject';
import { Workload } from '../workload/workload';

/** A cloud's key in the text of an object. Its value is never part of it. */
export interface KeyMaterial {
  /** What it is, as people call it. */
  readonly what: string;
  /** From the root of the object to the text. */
  readonly path: Path;
  /** Where people look for it: `key tls.key of the Secret`. */
  readonly place: string;
}

const ACCESS_KEY_ID = /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])/g;
const TEMPORARY = /(?<![A-Z0-9])ASIA/;
const SECRET_KEY_NAMED = /secret.?access.?key["']?\s*[:=]\s*["']?[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/i;
const SECRET_KEY = /^[A-Za-z0-9/+]{40}$/;
const STORAGE_KEY = /DefaultEndpointsProtocol=[^"'\s]{0,500}?AccountKey=[A-Za-z0-9+/]{86}==/;
const ENTRA_SECRET = /(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.]{3}\dQ~[A-Za-z0-9_~.-]{31,34}(?![A-Za-z0-9_~.-])/;

/** Signs of the shortest of them: an id of an access key. Nearly all texts of a manifest are shorter. */
const SHORTEST = 20;

/** Published by Microsoft for its emulator; it opens nothing. */
const EMULATOR = /AccountName=devstoreaccount1(?:;|$)/;

/** What kind of cloud key a text holds; `null` = none that is known by its looks. Documentation's own keys end in EXAMPLE. */
export function keyIn(text: string, name = ''): string | null {
  if (text.length < SHORTEST) return null;
  const id = [...text.matchAll(ACCESS_KEY_ID)].map(([match]) => match).find((match) => !match.endsWith('EXAMPLE'));
  if (id !== undefined) return TEMPORARY.test(id) ? 'a temporary AWS access key' : 'an AWS access key';
  if (/"type"\s*:\s*"service_account"/.test(text) && /"private_key"\s*:\s*"[^"]/.test(text)) return 'a Google service account key';
  if (STORAGE_KEY.test(text) && !EMULATOR.test(text)) return 'an Azure storage account key';
  if (ENTRA_SECRET.test(text)) return 'a Microsoft Entra client secret';
  const isSecretKey = SECRET_KEY_NAMED.test(text) || (/secret.?access.?key/i.test(name) && SECRET_KEY.test(text.trim()));
  return isSecretKey && !/EXAMPLE(?:KEY)?\b/.test(text) ? 'an AWS secret access key' : null;
}

/**
 * The cloud keys an object holds: a Secret or ConfigMap in its entries, a workload in the variables and arguments of its containers, any
 * object in its annotations. Throws `Undecided` after them where a text is not known.
 */
export function* keyMaterialOf(object: KubeObject): Generator<KeyMaterial> {
  const doubts = new Doubts();
  for (const { path, place, name, text } of textsOf(object, doubts)) {
    const what = doubts.attempt(() => keyIn(text(), name));
    if (what) yield { what, path, place };
  }
  doubts.settle();
}

interface Text {
  readonly path: Path;
  readonly place: string;
  readonly name: string;
  readonly text: () => string;
}

// A list, and no generator: most objects have no text at all, and every object is asked.
function textsOf(object: KubeObject, doubts: Doubts): readonly Text[] {
  const texts: Text[] = [];
  addEntries(texts, object.metadata.in('annotations'), 'annotation', doubts);
  if (object.group === '' && (object.kind === 'Secret' || object.kind === 'ConfigMap')) {
    const isSecret = object.kind === 'Secret';
    addEntries(texts, object.in('data'), 'key', doubts, isSecret);
    if (isSecret) addEntries(texts, object.in('stringData'), 'key', doubts);
    else addEntries(texts, object.in('binaryData'), 'key', doubts, true);
  }
  if (!(object instanceof Workload)) return texts;
  for (const container of doubts.attempt(() => object.pod.containers) ?? []) {
    const of = `of container ${container.container ?? ''}`;
    for (const variable of doubts.attempt(() => container.list('env')) ?? []) {
      const name = doubts.attempt(() => variable.string('name')) ?? '';
      texts.push({ path: [...variable.path, 'value'], place: `variable ${name} ${of}`, name, text: () => variable.string('value') ?? '' });
    }
    for (const field of ['command', 'args']) {
      const words = doubts.attempt(() => container.items(field)) ?? [];
      for (const [i, word] of words.entries()) {
        texts.push({ path: [...container.path, field, i], place: `${field} ${of}`, name: '', text: () => (typeof word === 'string' ? word : '') });
      }
    }
  }
  return texts;
}

function addEntries(texts: Text[], map: Subject, noun: string, doubts: Doubts, isEncoded = false): void {
  for (const name of doubts.attempt(() => map.keys()) ?? []) {
    const text = () => {
      const written = map.string(name) ?? '';
      return isEncoded ? Buffer.from(written, 'base64').toString('utf8') : written;
    };
    texts.push({ path: [...map.path, name], place: `${noun} ${name}`, name, text });
  }
}
