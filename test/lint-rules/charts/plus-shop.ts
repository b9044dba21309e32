// A shop in cdk8s-plus, with what its defaults do not mend.
import { Chart, Cron, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';

const image = 'shop/orders:latest';

export class Fixture extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const orders = new kplus.Deployment(this, 'orders', {
      replicas: 3,
      terminationGracePeriod: Duration.seconds(0),
      containers: [
        {
          name: 'orders',
          image,
          portNumber: 8080,
          resources: {},
          envVariables: {
            AWS_ACCESS_KEY_ID: kplus.EnvValue.fromValue('AKIAIOSFODNN7EXAMPLE'),
            AWS_SECRET_ACCESS_KEY: kplus.EnvValue.fromValue('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'),
          },
          securityContext: { ensureNonRoot: false, privileged: true, allowPrivilegeEscalation: true, readOnlyRootFilesystem: false },
        },
        { name: 'cache', image: 'redis', resources: { cpu: { limit: kplus.Cpu.millis(500) } } },
      ],
    });
    orders.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });

    const site = new kplus.Deployment(this, 'site', { replicas: 1, containers: [{ image: 'shop/site:2.0.1', portNumber: 3000, resources: {} }] });
    const front = site.exposeViaService({ serviceType: kplus.ServiceType.LOAD_BALANCER });
    new kplus.Ingress(this, 'front', { className: 'nginx', rules: [{ host: 'shop.example.com', backend: kplus.IngressBackend.fromService(front) }] });

    const search = new kplus.Deployment(this, 'search', { containers: [{ name: 'search', image: 'shop/search:1.4.0', ports: [{ number: 9200, name: 'http' }] }] });
    new kplus.Service(this, 'search-service', { selector: search, ports: [{ port: 80, targetPort: 9201 }] });
    new kplus.HorizontalPodAutoscaler(this, 'search-scaler', { target: search, minReplicas: 3, maxReplicas: 3 });

    new kplus.PersistentVolumeClaim(this, 'uploads', { accessModes: [kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE], storage: Size.gibibytes(10) });
    const uploads = new kplus.Deployment(this, 'uploads-app', {
      containers: [{ image: 'shop/uploads:1.0.0', portNumber: 8080, volumeMounts: [{ path: '/data', volume: kplus.Volume.fromPersistentVolumeClaim(this, 'data', kplus.PersistentVolumeClaim.fromClaimName(this, 'claim', 'uploads')) }] }],
    });
    uploads.exposeViaIngress('/uploads');
    new kplus.ServiceAccount(this, 'uploader', { automountToken: true });

    new kplus.Deployment(this, 'database', {
      replicas: 1,
      automountServiceAccountToken: true,
      podMetadata: { labels: { app: 'database' } },
      containers: [{ image: 'postgres:16.4', portNumber: 5432, resources: { memory: { request: Size.mebibytes(512) } } }],
    });

    new kplus.StatefulSet(this, 'queue', {
      service: new kplus.Service(this, 'queue-service', { ports: [{ port: 5672 }], type: kplus.ServiceType.LOAD_BALANCER }),
      containers: [{ image: 'rabbitmq:3.13.7', portNumber: 5672, liveness: kplus.Probe.fromTcpSocket() }],
    });

    const batch = new kplus.DaemonSet(this, 'batch', { hostNetwork: true });
    batch.addContainer({ name: 'agent', image: 'shop/agent', resources: {} });

    new kplus.CronJob(this, 'nightly', {
      schedule: Cron.daily(),
      containers: [{ image: 'shop/nightly:latest', securityContext: { ensureNonRoot: false } }],
    });

    new kplus.Secret(this, 'keys', { stringData: { AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' } });
  }
}
