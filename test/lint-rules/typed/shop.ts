// A shop whose charts take their classes and their constants from files of its own.
import { Binding, Defaults, IMAGE, PRIVILEGED, REPLICAS, SHOP } from './settings';
import * as kube from './kube';
import { ApiObject, Base, Cpu, Deployment, Healed, Size, k8s, kplus } from './kube';
import type { Construct } from 'constructs';

export class Fixture extends Base {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    new ApiObject(this, 'class', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' }, provisioner: 'ebs.csi.aws.com', volumeBindingMode: SHOP.binding });

    new Deployment(this, 'web', {
      replicas: REPLICAS,
      containers: [{ name: 'web', image: SHOP.images.web, portNumber: SHOP.port, resources: { memory: { request: Size.mebibytes(64) }, cpu: { limit: Cpu.millis(100) } } }],
    });

    new kplus.Deployment(this, 'api', {
      automountServiceAccountToken: PRIVILEGED,
      containers: [{ name: 'api', image: IMAGE, portNumber: 8080, resources: {}, securityContext: { privileged: PRIVILEGED, allowPrivilegeEscalation: true, ensureNonRoot: false } }],
    });

    new kube.PersistentVolumeClaim(this, 'uploads', { accessModes: [kube.PersistentVolumeAccessMode.READ_WRITE_ONCE], storage: Size.gibibytes(10), storageClassName: Defaults.CLAIM });

    new k8s.KubeDeployment(this, 'raw', {
      metadata: { name: 'raw' },
      spec: {
        replicas: REPLICAS,
        selector: { matchLabels: { app: 'raw', tier: SHOP.tier } },
        template: { metadata: { labels: { app: 'raw' } }, spec: { containers: [{ name: 'raw', image: SHOP.images.api }] } },
      },
    });
    new k8s.KubeStorageClass(this, 'later', { metadata: { name: 'later' }, provisioner: 'ebs.csi.aws.com', volumeBindingMode: Binding.LATER });
    new Healed(this, 'healed', { containers: [{ image: IMAGE, resources: {} }], replicas: 1 });
  }
}
