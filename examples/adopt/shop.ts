import { Chart, Cron, Size } from 'cdk8s';
import { ConfigMap, Cpu, CronJob, Deployment, EnvValue, Probe, Secret, Volume, type IConfigMap, type Service } from 'cdk8s-plus-33';
import type { Construct } from 'constructs';
import { GuardedNamespace, PriorityLadder, StatelessService, external, keepLaws, type KeptServer, type Platform } from '../../constructs';

/** How far the shop has come: as it was, in a guarded namespace, kept by the laws, one part rebuilt. */
export const STEPS = ['as it was', 'guarded', 'kept', 'rebuilt'] as const;
export type Step = (typeof STEPS)[number];

export interface ShopProps {
  readonly platform: Platform;
  readonly step: Step;
}

/** An app somebody wrote with cdk8s-plus years ago, and what is added at each step to bring it under the laws. */
export class ShopChart extends Chart {
  constructor(scope: Construct, id: string, { platform, step }: ShopProps) {
    super(scope, id, { namespace: 'shop' });
    const isAt = (least: Step): boolean => STEPS.indexOf(step) >= STEPS.indexOf(least);

    const settings = new ConfigMap(this, 'settings', { metadata: { name: 'settings' }, data: { currency: 'EUR' } });
    const password = Secret.fromSecretName(this, 'password', 'orders-password');
    const { web, service } = this.web(settings as IConfigMap);
    const report = this.report();

    if (!isAt('guarded')) return;
    const priorities = new PriorityLadder(this, 'priorities', { name: 'shop' });
    const namespace = new GuardedNamespace(this, 'namespace', {
      platform, name: 'shop', quota: { requests: { cpu: '8', memory: '16Gi' }, limits: { cpu: '16', memory: '24Gi' }, pods: 40 },
    });

    if (!isAt('kept')) return;
    const kept = keepLaws(web, {
      namespace,
      service,
      port: { name: 'http', number: 8080 },
      health: { readiness: { http: '/readyz' }, liveness: { http: '/livez' } },
      budget: { main: { cpu: { request: '250m', limit: '1' }, memory: { request: '256Mi', limit: '512Mi' } } },
      scale: { min: 3, max: 6 },
      priorityClassName: priorities.standard.name,
      user: 1000,
    });
    kept.admits({ namespace: 'gateway' });
    keepLaws(report, {
      namespace,
      budget: { cpu: '100m', memory: '256Mi' },
      deadlineSeconds: 1800,
      priorityClassName: priorities.batch.name,
      user: 1000,
    }).allow.to(kept);

    if (isAt('rebuilt')) this.prices(namespace, priorities, settings, password, kept);
  }

  /** The shop as it was. */
  private web(settings: IConfigMap): { readonly web: Deployment; readonly service: Service } {
    const web = new Deployment(this, 'web', {
      metadata: { name: 'web' },
      replicas: 3,
      containers: [{
        name: 'main',
        image: 'ghcr.io/acme/shop-web:2.8.1',
        portNumber: 8080,
        readiness: Probe.fromHttpGet('/readyz', { port: 8080 }),
        resources: { cpu: { request: Cpu.millis(250) }, memory: { request: Size.mebibytes(256), limit: Size.gibibytes(1) } },
        envVariables: { CURRENCY: EnvValue.fromConfigMap(settings, 'currency') },
        volumeMounts: [{ path: '/var/cache/web', volume: Volume.fromEmptyDir(this, 'cache', 'cache') }],
      }],
    });
    return { web, service: web.exposeViaService({ name: 'web', ports: [{ name: 'http', port: 80, targetPort: 8080 }] }) };
  }

  private report(): CronJob {
    return new CronJob(this, 'report', {
      metadata: { name: 'report' },
      schedule: Cron.daily(),
      containers: [{ name: 'report', image: 'ghcr.io/acme/shop-report:1.3.0' }],
    });
  }

  /** What is new is written with constructs; it takes the Secret and the ConfigMap of cdk8s-plus as they are. */
  private prices(namespace: GuardedNamespace, priorities: PriorityLadder, settings: { readonly name: string }, password: { readonly name: string }, web: KeptServer): void {
    const prices = new StatelessService(this, 'prices', {
      namespace,
      name: 'prices',
      image: 'ghcr.io/acme/shop-prices:1.0.0',
      port: { name: 'http', number: 8080 },
      scale: { min: 2, max: 4 },
      budget: { cpu: { request: '100m', limit: '400m' }, memory: '256Mi' },
      health: { readiness: { http: '/readyz' } },
      priorityClassName: priorities.standard.name,
      user: 1000,
      configEnv: { CURRENCY: { config: settings, key: 'currency' } },
      secretEnv: { DATABASE_PASSWORD: { secret: password, key: 'password' } },
    });
    web.allow.to(prices);
    prices.allow.to(external({ cidr: '10.20.0.0/24', port: 5432 }));
  }
}
