import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { positive, type ByteQuantity } from '../compute/resources/budget';
import type { Namespace } from '../compute/namespace/namespace';
import { objectLabels } from '../labels';
import { checkName } from '../name';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { scopeOf } from '../scope';
import type { SharedStorageClass } from './shared-storage-class';

/** Files for many pods. */
export interface SharedVolumeProps {
  readonly namespace: Namespace;
  readonly name: string;
  /** A SharedStorageClass, or `{ name, reach: 'everywhere' }` of a class of files that exists. Disks do not compile. Serves storage/explicit-storage-class, no-rwx-database. */
  readonly storageClass: Pick<SharedStorageClass, 'name' | 'reach'>;
  readonly size: ByteQuantity;
}

/**
 * A folder many pods read and write at once, over the network. Not for a database: two servers on one data directory corrupt it.
 * Keeps storage/no-shared-rwo, rwo-rollout, explicit-storage-class, storage-quota.
 */
export class SharedVolume extends Construct {
  readonly name: string;
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: SharedVolumeProps) {
    super(scopeOf(scope, id), id);
    const { namespace, name, storageClass, size } = checked(SHAPES, 'SharedVolumeProps', this.node.path, props);
    checkName(this.node.path, name);
    positive(this.node.path, 'storage', size);
    namespace.book?.({ name: `claim ${name}`, node: this.node }, { persistentvolumeclaims: '1', 'requests.storage': size });
    this.name = name;
    this.resource = new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name, namespace: namespace.name, labels: { ...objectLabels(name, 'files', namespace.name) } },
      spec: { accessModes: ['ReadWriteMany'], storageClassName: storageClass.name, resources: { requests: { storage: size } } },
    });
  }
}
