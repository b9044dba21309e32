// A chart that imports its classes from where they are, and only its constants from a file of its own.
import { ApiObject, Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { Binding, CAST, Defaults, IMAGE, OPEN, PRIVILEGED, REPLICAS, SHOP } from './settings';

export class Fixture extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    new ApiObject(this, 'class', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' }, provisioner: 'ebs.csi.aws.com', volumeBindingMode: Binding.NOW });

    const api = new kplus.Deployment(this, 'api', {
      replicas: REPLICAS,
      containers: [{ name: 'api', image: IMAGE, portNumber: SHOP.port, resources: { memory: { limit: Size.mebibytes(64) } }, securityContext: { privileged: PRIVILEGED, allowPrivilegeEscalation: PRIVILEGED } }],
    });
    api.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });

    new kplus.Deployment(this, 'unsure', { replicas: 2, containers: [{ name: 'unsure', image: `shop/unsure:${OPEN.tag}`, portNumber: 80 }] });
    new kplus.Deployment(this, 'claimed', { replicas: 2, containers: [{ name: 'claimed', image: `shop/claimed:${CAST}`, portNumber: 80 }] });

    new kplus.k8s.KubeStatefulSet(this, 'ledger', {
      metadata: { name: 'ledger' },
      spec: {
        serviceName: 'ledger', replicas: REPLICAS,
        selector: { matchLabels: { app: SHOP.tier } },
        template: { metadata: { labels: { app: 'ledger' } }, spec: { containers: [{ name: 'ledger', image: SHOP.images.web, securityContext: { privileged: PRIVILEGED } }] } },
        volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteMany'], storageClassName: Defaults.CLAIM, resources: { requests: { storage: kplus.k8s.Quantity.fromString('10Gi') } } } }],
      },
    });
  }
}
