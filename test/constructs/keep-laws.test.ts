import { ApiObject, App, Chart, Cron, JsonPatch } from 'cdk8s';
import * as plus28 from 'cdk8s-plus-28';
import * as plus33 from 'cdk8s-plus-33';
import { describe, expect, test } from 'vitest';
import { ApiRole, GuardedNamespace, KUBE_VERSIONS, PriorityLadder, WorkloadIdentity, keepLaws, type Cloud, type KeepLawsProps, type ServesProps } from '../../constructs';
import { brokenIn } from './judged';
import { CLOUDS, PRINCIPALS, find, manifestsOf, platforms, refusalOf } from './manifests';
import { telemetry } from './arbitraries';

const BUDGET = { cpu: { request: '250m', limit: '1' }, memory: { request: '256Mi', limit: '512Mi' } } as const;
const SERVES: ServesProps = { port: { name: 'http', number: 8080 }, health: { readiness: { http: '/readyz' }, liveness: { http: '/livez' } } };
const IMAGE = 'ghcr.io/acme/api:1.4.2';
const QUOTA = { requests: { cpu: '50', memory: '100Gi' }, limits: { cpu: '99', memory: '200Gi' }, pods: 100 } as const;

/** A chart with the documented scaffold, and what every workload of it says. */
function scaffold(cloud: Cloud = 'aws', version: (typeof KUBE_VERSIONS)[number] = '1.34') {
  const app = new App();
  const chart = new Chart(app, 'test', { namespace: 'shop' });
  const platform = platforms(version, { telemetry })[cloud];
  const namespace = new GuardedNamespace<Cloud>(chart, 'namespace', { platform, name: 'shop', quota: QUOTA });
  const props: KeepLawsProps = { namespace, budget: BUDGET, priorityClassName: new PriorityLadder(chart, 'ladder', { name: 'shop' }).standard.name, user: 1000 };
  return { app, chart, platform, namespace, props };
}

/** An app as cdk8s-plus lets one write it, all kinds of workloads, brought under the laws one by one. */
function adopted(plus: typeof plus28, cloud: Cloud, version: (typeof KUBE_VERSIONS)[number]) {
  const { app, chart, platform, namespace, props } = scaffold(cloud, version);
  const web = new plus.Deployment(chart, 'web', {
    metadata: { name: 'web' }, replicas: 3,
    containers: [{ name: 'main', image: IMAGE, portNumber: 8080, volumeMounts: [{ path: '/cache', volume: plus.Volume.fromEmptyDir(chart, 'cache', 'cache') }] }],
    initContainers: [{ name: 'migrate', image: IMAGE }],
  });
  const service = web.exposeViaService({ name: 'web', ports: [{ name: 'http', port: 8080, targetPort: 8080 }] });
  const identity = new WorkloadIdentity<Cloud>(chart, 'identity', { namespace, name: 'web', principal: PRINCIPALS[cloud] });
  const server = keepLaws(web, { ...props, ...SERVES, service, identity, scale: { min: 3, max: 5 }, recommend: true });
  server.admits({ namespace: 'gateway' });
  const worker = new plus.Deployment(chart, 'worker', { metadata: { name: 'worker' }, replicas: 2, containers: [{ image: IMAGE }] });
  keepLaws(worker, props).uses(server);
  const report = new plus.CronJob(chart, 'report', { metadata: { name: 'report' }, schedule: Cron.daily(), containers: [{ image: IMAGE }] });
  keepLaws(report, { ...props, deadlineSeconds: 600 });
  const migration = new plus.Job(chart, 'migration', { metadata: { name: 'migration' }, containers: [{ image: IMAGE }] });
  keepLaws(migration, { ...props, deadlineSeconds: 600 });
  const agent = new plus.DaemonSet(chart, 'agent', { metadata: { name: 'agent' }, containers: [{ image: IMAGE }] });
  keepLaws(agent, { ...props, nodes: 10 });
  return { app, chart, platform };
}

describe.each([['28', plus28], ['33', plus33 as unknown as typeof plus28]] as const)('an app of cdk8s-plus-%s', (_, plus) => {
  test.each(CLOUDS)('keeps every law in strict on %s, from the oldest version to the newest', (cloud) => {
    const wrong = KUBE_VERSIONS.flatMap((version) => {
      const { app, platform } = adopted(plus, cloud, version);
      return brokenIn(app, platform).map((what) => `${version} ${what}`);
    });
    expect(wrong).toEqual([]);
  });
});

function deployment(containers: readonly plus28.ContainerProps[] = [{ image: IMAGE }]) {
  const { chart, namespace, props, ...rest } = scaffold();
  const workload = new plus28.Deployment(chart, 'web', { metadata: { name: 'web' }, replicas: 3, containers: [...containers] });
  return { ...rest, chart, namespace, props, workload, pod: () => find(manifestsOf(chart), 'Deployment').spec.template.spec };
}

describe('a workload that keeps the laws', () => {
  test('keeps what is written', () => {
    const { chart, workload, props, pod } = deployment([{
      image: IMAGE, portNumber: 8080, envVariables: { OTEL_SERVICE_NAME: plus28.EnvValue.fromValue('shop') }, 
      lifecycle: { preStop: plus28.Handler.fromCommand(['/bin/drain']) },
    }]);
    ApiObject.of(workload).addJsonPatch(JsonPatch.add('/spec/template/spec/nodeSelector', { disk: 'nvme' }), JsonPatch.add('/spec/template/spec/tolerations', [{ key: 'a', operator: 'Exists' }]));
    keepLaws(workload, { ...props, ...SERVES, placement: { prefer: { size: 'large' }, dedicatedPool: { labels: { pool: 'web' }, taint: { key: 'pool', value: 'web', effect: 'NoSchedule' } } } });
    const { containers: [container], nodeSelector, tolerations } = pod();
    expect(container).toMatchObject({ lifecycle: { preStop: { exec: { command: ['/bin/drain'] } } } });
    expect(container.env.filter(({ name }) => name === 'OTEL_SERVICE_NAME')).toEqual([{ name: 'OTEL_SERVICE_NAME', value: 'shop' }]);
    expect(nodeSelector).toEqual({ disk: 'nvme', pool: 'web' });
    expect(tolerations?.map(({ key }) => key)).toEqual(['a', 'pool']);
    expect(find(manifestsOf(chart), 'Deployment').spec.replicas).toBe(3);
  });

  test('answers as the call says, and drops the startup check nobody asked for', () => {
    const { workload, props, pod } = deployment([{ image: IMAGE, portNumber: 8080, readiness: plus28.Probe.fromHttpGet('/healthy') }]);
    keepLaws(workload, { ...props, port: SERVES.port, health: { readiness: { http: '/readyz' } } });
    expect(pod().containers[0]).not.toHaveProperty('startupProbe');
    expect(pod().containers[0].readinessProbe).toMatchObject({ httpGet: { path: '/readyz', port: 'http' }, timeoutSeconds: 3 });
  });

  test('keeps them in what is added later, too', () => {
    const { workload, props, pod } = deployment();
    keepLaws(workload, { ...props, budget: { main: BUDGET, helper: { cpu: '50m', memory: '64Mi' } } });
    workload.addContainer({ name: 'helper', image: 'ghcr.io/acme/helper:1.0.0', envVariables: { MODE: plus28.EnvValue.fromValue('on') } });
    const [, helper] = pod().containers as unknown as readonly [unknown, { readonly resources: object; readonly env: readonly { readonly name: string }[] }];
    expect(helper.resources).toMatchObject({ requests: { cpu: '50m', memory: '64Mi' } });
    expect(helper.env.at(-1)).toEqual({ name: 'MODE', value: 'on' });
  });

  test('is reached and reaches like a construct', () => {
    const { chart, workload, props } = deployment([{ image: IMAGE, portNumber: 8080 }]);
    const kept = keepLaws(workload, { ...props, ...SERVES });
    const other = new plus28.Deployment(chart, 'other', { metadata: { name: 'other' }, replicas: 2, containers: [{ image: IMAGE }] });
    keepLaws(other, props).uses(kept);
    expect(find(manifestsOf(chart), 'NetworkPolicy', 'web').spec.ingress[0].from[0]?.podSelector).toEqual({ matchLabels: { 'app.kubernetes.io/name': 'other' } });
  });

  test('has a budget, and an account of its own unless it has one', () => {
    const { chart, workload, props } = deployment();
    const kept = keepLaws(workload, props);
    expect([kept.disruptionBudget?.kind, kept.serviceAccount?.name, kept.autoscaler, kept.recommender]).toEqual(['PodDisruptionBudget', 'web', null, null]);
    const robot = new plus28.ServiceAccount(chart, 'robot', { metadata: { name: 'robot' } });
    const other = new plus28.Deployment(chart, 'other', { metadata: { name: 'other' }, replicas: 2, containers: [{ image: IMAGE }], serviceAccount: robot as plus28.IServiceAccount });
    const role = new ApiRole(chart, 'role', { namespace: props.namespace, name: 'reader', allows: [{ verbs: ['get'], resources: ['pods'] }] });
    expect(keepLaws(other, { ...props, role }).serviceAccountName).toBe('robot');
    const { spec } = find(manifestsOf(chart), 'Deployment', 'other').spec.template;
    expect([spec.serviceAccountName, spec.automountServiceAccountToken]).toEqual(['robot', true]);
  });

  test('may be any object with pods', () => {
    const { chart, props } = scaffold();
    const template = { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'db', image: 'ghcr.io/acme/db:3.1.4' }] } };
    const set = new ApiObject(chart, 'db', { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'db' }, spec: { replicas: 3, selector: { matchLabels: { app: 'db' } }, template } });
    keepLaws(set, { ...props, budget: { cpu: '1', memory: '1Gi' } });
    const { spec } = find(manifestsOf(chart), 'StatefulSet');
    expect(spec.persistentVolumeClaimRetentionPolicy).toEqual({ whenDeleted: 'Retain', whenScaled: 'Retain' });
    expect(spec.template.spec.topologySpreadConstraints[0]).toMatchObject({ whenUnsatisfiable: 'DoNotSchedule', minDomains: 3 });
  });

  test('is found by its labels, and so is its Service, by a monitor for instance', () => {
    const { chart, workload, props } = deployment([{ image: IMAGE, portNumber: 8080 }]);
    ApiObject.of(workload).metadata.addLabel('app.kubernetes.io/part-of', 'checkout');
    const service = workload.exposeViaService({ name: 'web', ports: [{ name: 'http', port: 80, targetPort: 8080 }] });
    keepLaws(workload, { ...props, ...SERVES, service });
    const labels = { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/component': 'service' };
    expect(find(manifestsOf(chart), 'Deployment').metadata.labels).toMatchObject({ ...labels, 'app.kubernetes.io/part-of': 'checkout' });
    expect(find(manifestsOf(chart), 'Service').metadata.labels).toMatchObject({ ...labels, 'app.kubernetes.io/part-of': 'shop' });
  });

  test('is no failed job because of a drain, where each try is a new pod', () => {
    const { chart, props } = scaffold();
    for (const restartPolicy of [plus28.RestartPolicy.NEVER, plus28.RestartPolicy.ON_FAILURE]) {
      const name = restartPolicy === plus28.RestartPolicy.NEVER ? 'new' : 'same';
      keepLaws(new plus28.Job(chart, name, { metadata: { name }, restartPolicy, containers: [{ image: IMAGE }] }), { ...props, deadlineSeconds: 600 });
    }
    const manifests = manifestsOf(chart);
    expect(find(manifests, 'Job', 'new').spec).toMatchObject({ podFailurePolicy: { rules: [{ action: 'Ignore' }] } });
    expect(find(manifests, 'Job', 'same').spec).not.toHaveProperty('podFailurePolicy');
  });

  test('is written without anchors, keys in order', () => {
    const { app, workload, props } = deployment();
    keepLaws(workload, props);
    const text = app.synthYaml();
    expect(text).not.toMatch(/[&*]a\d/);
    expect(text.indexOf('automountServiceAccountToken')).toBeLessThan(text.indexOf('enableServiceLinks'));
  });

  const misfits: readonly [string, (at: ReturnType<typeof deployment>) => unknown, string][] = [
    ['a bare pod', ({ chart, props }) => keepLaws(new plus28.Pod(chart, 'pod', { containers: [{ image: IMAGE }] }), props), 'found:    a Pod'],
    ['what has no pods', ({ chart, props }) => keepLaws(new plus28.ConfigMap(chart, 'map'), props), 'found:    a ConfigMap'],
    ['a port of which nobody says what it is', () => { const at = deployment([{ image: IMAGE, portNumber: 8080 }]); return keepLaws(at.workload, at.props); }, '[network/readiness-probe]'],
    ['a container without a budget', ({ workload, props }) => keepLaws(workload, { ...props, budget: { other: BUDGET } }), 'found:    container "main" without a budget'],
    ['an image that is latest', () => { const at = deployment([{ image: 'ghcr.io/acme/api' }]); return keepLaws(at.workload, at.props); }, '[compute/immutable-image]'],
    ['another namespace', ({ workload, props }) => keepLaws(workload, { ...props, namespace: { name: 'billing', platform: platforms().aws } }), 'expected: namespace "billing"'],
    ['pods of another name', ({ workload, props }) => { workload.podMetadata.addLabel('app.kubernetes.io/name', 'www'); return keepLaws(workload, props); }, 'found:    label app.kubernetes.io/name: www'],
    ['a deadline for what never ends', ({ workload, props }) => keepLaws(workload, { ...props, deadlineSeconds: 60 }), 'found:    deadlineSeconds for a Deployment'],
    ['a job without an end', ({ chart, props }) => keepLaws(new plus28.Job(chart, 'job', { metadata: { name: 'job' }, containers: [{ image: IMAGE }] }), props), 'found:    a Job without deadlineSeconds'],
    ['an agent of how many nodes', ({ chart, props }) => keepLaws(new plus28.DaemonSet(chart, 'agent', { metadata: { name: 'agent' }, containers: [{ image: IMAGE }] }), props), 'found:    a DaemonSet, and nodes undefined'],
    ['a scale for an agent', ({ chart, props }) => keepLaws(new plus28.DaemonSet(chart, 'agent', { metadata: { name: 'agent' }, containers: [{ image: IMAGE }] }), { ...props, nodes: 2, scale: { replicas: 2 } }), 'found:    a scale for a DaemonSet'],
    ['a single server', () => { const at = deployment([{ image: IMAGE, portNumber: 8080 }]); return keepLaws(at.workload, { ...at.props, ...SERVES, scale: { replicas: 1 } }); }, '[compute/replicas-for-availability]'],
  ];
  test.each(misfits)('is not %s', (_, act, said) => {
    expect(refusalOf(() => act(deployment()))).toContain(said);
  });

  test('is not what outgrows the quota', () => {
    const { workload, props } = deployment();
    expect(refusalOf(() => keepLaws(workload, { ...props, scale: { replicas: 99 } }))).toContain('[compute/quota-fits]');
  });
});
