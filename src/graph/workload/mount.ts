import { keysOf, storeObject, textIn } from './environment';
import type { Container } from './container';
import type { Subject } from '../reading/subject';
import { Undecided, maybe } from '../reading/unknown';

/** A file that a volume brings from a Secret. */
interface SecretFile {
  /** Path within the volume. */
  readonly path: string;
  readonly secret: string;
  readonly key: string;
}

/** The part of a volume that is one Secret. `files` is `null` when the Secret is not in the set and its files are not listed. */
interface SecretSource {
  readonly files: readonly SecretFile[] | null;
}

/** A volume as a container sees it. */
export class Mount {
  constructor(readonly container: Container, readonly at: Subject, private readonly volume: Subject) {}

  /** Where the volume, or the part of it that `subPath` names, stands in the container; without a slash at the end. */
  get path(): string {
    return (this.at.string('mountPath') ?? '').replace(/(?<=.)\/+$/, '');
  }

  /** Does it bring files of a Secret? A secrets-store volume does when a Secret opens the store. */
  get isSecret(): boolean {
    return this.secrets.length > 0;
  }

  /** Files of Secrets it is known to bring. */
  get secretFiles(): readonly SecretFile[] {
    const subPath = this.subPath;
    const files = this.secrets.flatMap(({ files }) => files ?? []);
    return subPath === '' ? files : files.filter(({ path }) => path === subPath || path.startsWith(`${subPath}/`));
  }

  /** Does this file of the container come from a Secret? Throws `Undecided` when the volume mixes sources that are not known. */
  holdsSecret(file: string): boolean {
    const { secrets } = this;
    if (secrets.length === 0) return false;
    const path = this.within(file);
    if (secrets.some(({ files }) => files?.some((f) => f.path === path))) return true;
    if (secrets.every(({ files }) => files !== null)) return false;
    if (this.onlySecrets) return true;
    throw new Undecided('whether a file of a projected volume comes from a Secret is not known', this.at.path);
  }

  /** What a file from a Secret says, where the Secret is in the set; `null` otherwise. May be a secret: never to be shown. */
  contentOf(file: string): string | null {
    const path = this.within(file);
    const found = this.secretFiles.find((f) => f.path === path);
    if (found === undefined) this.container.pod.workload.graph.assertAllSeen('Secret');
    return found === undefined ? null : this.textOf(found);
  }

  /** What a file says, where its Secret is in the set; `null` otherwise. May be a secret: never to be shown. */
  textOf({ secret, key }: SecretFile): string | null {
    const store = maybe(() => storeObject(this.container, { kind: 'Secret', name: secret }));
    if (store === null) this.container.pod.workload.graph.assertAllSeen('Secret');
    return store === null ? null : maybe(() => textIn(store, key) ?? null);
  }

  private within(file: string): string {
    return [this.subPath, file.slice(this.path.length).replace(/^\/+/, '')].filter((step) => step !== '').join('/');
  }

  private get subPath(): string {
    return (this.at.string('subPath') ?? '').replace(/^\/+|\/+$/g, '');
  }

  private get secrets(): readonly SecretSource[] {
    const { volume } = this;
    if (volume.has('secret')) return [this.source(volume.in('secret'), 'secretName')];
    if (volume.has('csi')) return volume.in('csi').has('nodePublishSecretRef') ? [{ files: null }] : [];
    if (!volume.has('projected')) return [];
    return volume.in('projected').list('sources').filter((s) => s.has('secret')).map((s) => this.source(s.in('secret'), 'name'));
  }

  private get onlySecrets(): boolean {
    return !this.volume.has('projected') || this.volume.in('projected').list('sources').every((s) => s.has('secret'));
  }

  private source(at: Subject, nameField: string): SecretSource {
    const secret = at.string(nameField) ?? '';
    const items = at.list('items');
    if (items.length > 0) return { files: items.map((i) => ({ secret, key: i.string('key') ?? '', path: i.string('path') ?? '' })) };
    const store = maybe(() => storeObject(this.container, { kind: 'Secret', name: secret }));
    return { files: store === null ? null : keysOf(store).map((key) => ({ secret, key, path: key })) };
  }
}

/** The volumes a container mounts; mounts of claim templates, which are no volumes of the pod, are not among them. */
export function mountsOf(container: Container): readonly Mount[] {
  return container.list('volumeMounts').flatMap((at) => {
    const volume = container.pod.volume(at.string('name') ?? '');
    return volume === null ? [] : [new Mount(container, at, volume)];
  });
}
