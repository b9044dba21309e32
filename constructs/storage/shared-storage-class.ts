import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { CLOUDS, type Cloud } from '../clouds';
import { clusterObject } from '../cluster-object';
import { checkName } from '../name';
import type { Platform } from '../platform';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { demand } from '../refusal';
import { scopeOf } from '../scope';

/** Network file systems, by cloud. */
export interface FileSystems {
  readonly aws: {
    /** An EFS that exists; each claim gets a folder and an access point of its own. */
    readonly fileSystemId: `fs-${string}`;
  };
  readonly azure: {
    /** Premium, because the others count each request. Zone-redundant unless `Premium_LRS`. Default `Premium_ZRS`. */
    readonly sku?: 'Premium_ZRS' | 'Premium_LRS';
  };
  readonly gcp: {
    /** Tiers of Filestore; `enterprise` and `regional` survive the loss of a zone. A volume is 1 TiB at least. */
    readonly tier: 'zonal' | 'regional' | 'enterprise';
    /** VPC of the cluster. */
    readonly network: string;
  };
}

/** Which file systems a class makes. */
export interface SharedStorageClassProps<C extends Cloud> {
  /** The cluster whose file systems these are. */
  readonly platform: Platform<C>;
  /** Name of the class. */
  readonly name: string;
  /** Where the files live. One of another cloud does not compile. */
  readonly files: FileSystems[C];
}

interface Made {
  readonly parameters: Readonly<Record<string, string>>;
  /** Can a claim grow? EFS has no size. */
  readonly grows: boolean;
}

/**
 * @see https://github.com/kubernetes-sigs/aws-efs-csi-driver/blob/master/docs/README.md
 * @see https://github.com/kubernetes-sigs/azurefile-csi-driver/blob/master/docs/driver-parameters.md
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/persistent-volumes/filestore-csi-driver
 */
const SYSTEMS: { readonly [C in Cloud]: (files: FileSystems[C]) => Made } = {
  aws: ({ fileSystemId }) => ({
    parameters: { provisioningMode: 'efs-ap', fileSystemId, directoryPerms: '700' }, grows: false,
  }),
  azure: ({ sku = 'Premium_ZRS' }) => ({ parameters: { skuName: sku, protocol: 'nfs' }, grows: true }),
  gcp: ({ tier, network }) => ({ parameters: { tier, network }, grows: true }),
};

/**
 * A class of files that many nodes mount at once, and that stay when the claim goes. Keeps storage/deferred-binding, reclaim-retain,
 * csi-provisioner. For data of one writer take a ZonalStorageClass.
 */
export class SharedStorageClass<C extends Cloud = Cloud> extends Construct {
  readonly name: string;
  /** Every node reaches it. Tells it from a class of disks, which only a StatefulStore takes. */
  readonly reach = 'everywhere';
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: SharedStorageClassProps<C>) {
    super(scopeOf(scope, id), id);
    const { platform, name, files } = checked(SHAPES, 'SharedStorageClassProps', this.node.path, props);
    checkName(this.node.path, name);
    const { parameters, grows } = SYSTEMS[platform.cloud](files);
    const { fileSystemId } = parameters;
    demand(fileSystemId === undefined || /^fs-[0-9a-f]{8,40}$/.test(fileSystemId), this.node.path, 'storage/volume-parameters-valid', () => ({
      found: `fileSystemId "${fileSystemId}"`, expected: 'the id of an EFS', remedy: 'copy it from `aws efs describe-file-systems`, e.g. "fs-0123456789abcdef0"',
    }));
    this.name = name;
    this.resource = clusterObject(this, 'Resource', {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name },
      provisioner: CLOUDS[platform.cloud].drivers.files,
      parameters,
      volumeBindingMode: 'WaitForFirstConsumer',
      reclaimPolicy: 'Retain',
      ...(grows && { allowVolumeExpansion: true }),
    });
  }
}
