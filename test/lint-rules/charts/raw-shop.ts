// The shop of examples/domino, in raw objects of cdk8s, with everything that went wrong in it.
import { ApiObject, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';

const labels = { app: 'orders' };
const database = { app: 'orders-db' };

export class Fixture extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'shop', disableResourceNameHashes: true });

    new ApiObject(this, 'fast', {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'fast' },
      provisioner: 'ebs.csi.aws.com',
      parameters: { type: 'gp3' },
    });

    new k8s.KubeStorageClass(this, 'slow', {
      metadata: { name: 'slow' },
      provisioner: 'kubernetes.io/aws-ebs',
      volumeBindingMode: 'Immediate',
      reclaimPolicy: 'Delete',
    });

    new k8s.KubeDeployment(this, 'orders', {
      metadata: { name: 'orders', labels },
      spec: {
        replicas: 3,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            hostNetwork: true,
            terminationGracePeriodSeconds: 0,
            containers: [
              {
                name: 'orders',
                image: 'shop/orders:latest',
                ports: [{ containerPort: 8080 }],
                env: [
                  { name: 'AWS_ACCESS_KEY_ID', valueFrom: { secretKeyRef: { name: 'orders-aws', key: 'id' } } },
                  { name: 'AWS_SECRET_ACCESS_KEY', valueFrom: { secretKeyRef: { name: 'orders-aws', key: 'secret' } } },
                ],
                livenessProbe: { httpGet: { path: '/healthz', port: k8s.IntOrString.fromNumber(8080) }, timeoutSeconds: 1 },
                readinessProbe: { httpGet: { path: '/healthz', port: k8s.IntOrString.fromNumber(8080) } },
              },
              {
                name: 'cache',
                image: 'redis',
                resources: { limits: { cpu: k8s.Quantity.fromString('1') } },
                securityContext: { privileged: true, runAsUser: 0 },
              },
            ],
          },
        },
      },
    });

    new k8s.KubePodDisruptionBudget(this, 'orders-budget', {
      metadata: { name: 'orders' },
      spec: { maxUnavailable: k8s.IntOrString.fromNumber(0), selector: { matchLabels: labels } },
    });

    new k8s.KubeService(this, 'orders-db-service', {
      metadata: { name: 'orders-db' },
      spec: { selector: database, ports: [{ port: 5432, targetPort: k8s.IntOrString.fromString('postgres') }] },
    });

    new k8s.KubeDeployment(this, 'orders-db', {
      metadata: { name: 'orders-db' },
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: 'orders-database' } },
        template: {
          metadata: { labels: database },
          spec: {
            containers: [{ name: 'postgres', image: 'postgres:16.4', ports: [{ containerPort: 5432 }] }],
            volumes: [{ name: 'data', emptyDir: {} }],
          },
        },
      },
    });

    new k8s.KubeClusterRoleBinding(this, 'admins', {
      metadata: { name: 'orders-admin' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'shop' }],
    });

    new k8s.KubeRole(this, 'everything', {
      metadata: { name: 'everything' },
      rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
    });

    new k8s.KubeIngress(this, 'front', {
      metadata: { name: 'front', annotations: { 'nginx.ingress.kubernetes.io/proxy-read-timeout': '60s' } },
      spec: {
        ingressClassName: 'nginx',
        rules: [{ host: 'shop.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'orders', port: { number: 80 } } } }] } }],
      },
    });

    new k8s.KubeHorizontalPodAutoscalerV2(this, 'scale', {
      metadata: { name: 'orders' },
      spec: { minReplicas: 5, maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'orders' } },
    });

    new k8s.KubeSecret(this, 'password', { metadata: { name: 'orders-password' }, stringData: { AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' } });

    new k8s.KubeNetworkPolicy(this, 'open', { metadata: { name: 'open' }, spec: { podSelector: { matchLabels: labels }, policyTypes: ['Ingress'], ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] } });

    new k8s.KubePersistentVolumeClaim(this, 'claim', {
      metadata: { name: 'shared' },
      spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'gp2', resources: { requests: { storage: k8s.Quantity.fromString('10Gi') } } },
    });

    new k8s.KubeJob(this, 'migrate', {
      metadata: { name: 'migrate' },
      spec: { template: { spec: { restartPolicy: 'Always', containers: [{ name: 'migrate', image: 'shop/migrate:1.0.0' }] } } },
    });
  }
}
