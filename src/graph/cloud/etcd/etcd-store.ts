import type { Path } from '../../../load/resource';
import type { EtcdDisk } from '../../control-plane/etcd-disk';
import type { Subject } from '../../reading/subject';

/** What says on which disks etcd writes: a cluster of Kubernetes' objects, or a disk or machine of Terraform. */
export interface EtcdStore extends Subject {
  /** As in `<etcdTitle> writes to gp2`. */
  readonly etcdTitle: string;
  readonly writesToDisks: boolean;
  /** One by one, so that what is known of some counts where another is not. */
  readonly disks: Iterable<EtcdDisk>;
  /** How its disks are cached by their machine, where that loses writes or is refused. */
  readonly caches: readonly { readonly is: 'cached' | 'refused'; readonly caching: string; readonly disk: string; readonly path: Path }[];
}

/** Operations a disk can do in a second; `null` = its type says nothing of it. */
export interface ProvisionedDisk {
  readonly disk: string;
  readonly iops: number | null;
  readonly path: Path;
}
