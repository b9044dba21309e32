import { ApiObject, Chart } from 'cdk8s';
import { Deployment, EnvValue, Secret, k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';

/** The incident as a team writes it on Day 1: everything compiles, everything is accepted, nothing survives Day 2. */
export class IncidentChart extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'shop' });

    new ApiObject(this, 'disks', {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'fast' },
      provisioner: 'ebs.csi.aws.com',
      parameters: { type: 'gp3' },
    });

    const key = Secret.fromSecretName(this, 'key', 'orders-aws');
    const orders = new Deployment(this, 'orders', {
      replicas: 3,
      containers: [{
        image: 'registry.example.com/shop/orders:latest',
        portNumber: 8080,
        resources: {},
        envVariables: {
          AWS_ACCESS_KEY_ID: EnvValue.fromSecretValue({ secret: key, key: 'id' }),
          AWS_SECRET_ACCESS_KEY: EnvValue.fromSecretValue({ secret: key, key: 'secret' }),
        },
      }],
    });
    orders.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });
    new k8s.KubePodDisruptionBudget(this, 'budget', {
      spec: { maxUnavailable: k8s.IntOrString.fromNumber(0), selector: { matchLabels: orders.matchLabels } },
    });

    const labels = { app: 'orders-db' };
    new k8s.KubeStatefulSet(this, 'db', {
      spec: {
        serviceName: 'orders-db',
        replicas: 3,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [{
              name: 'postgres',
              image: 'postgres:17.2',
              ports: [{ containerPort: 5432 }],
              volumeMounts: [{ name: 'data', mountPath: '/var/lib/postgresql/data' }],
            }],
          },
        },
        volumeClaimTemplates: [{
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'fast', resources: { requests: { storage: k8s.Quantity.fromString('50Gi') } } },
        }],
      },
    });
    new k8s.KubeService(this, 'db-service', { metadata: { name: 'orders-db' }, spec: { selector: labels, ports: [{ port: 5432 }] } });
  }
}
