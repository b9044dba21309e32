import { describe, expect, test } from 'vitest';
import { Platform, StatelessService, type StatelessServiceProps } from '../../constructs';
import { SERVICE, chart, find, guarded, manifestsOf, platforms, refusalOf, serviceWith } from './manifests';
import type { Manifest } from './manifest';

const containerOf = (manifests: readonly Manifest[]) => find(manifests, 'Deployment').spec.template.spec.containers[0];

describe('a stateless service', () => {
  const manifests = serviceWith();
  const deployment = find(manifests, 'Deployment');
  const pod = deployment.spec.template.spec;
  const container = containerOf(manifests);

  test('is reached by its Service, and selected by nobody else', () => {
    const { spec } = find(manifests, 'Service');
    expect(spec.selector).toEqual({ 'app.kubernetes.io/name': 'api' });
    expect(deployment.spec.selector.matchLabels).toEqual(spec.selector);
    expect(deployment.spec.template.metadata.labels).toMatchObject(spec.selector);
    expect(spec.ports).toEqual([{ name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP' }]);
    expect(container.ports).toEqual([{ name: 'http', containerPort: 8080, protocol: 'TCP' }]);
  });

  test('writes its budget down', () => {
    expect(container.resources).toEqual({
      requests: { cpu: '250m', memory: '256Mi', 'ephemeral-storage': '1Gi' }, limits: { cpu: '1', memory: '512Mi', 'ephemeral-storage': '1Gi' },
    });
    expect(containerOf(serviceWith({ budget: { cpu: '2', memory: '1Gi' } })).resources).toMatchObject({
      requests: { cpu: '2', memory: '1Gi' }, limits: { cpu: '2', memory: '1Gi' },
    });
  });

  test('leaves its size to the autoscaler', () => {
    expect(deployment.spec).not.toHaveProperty('replicas');
    expect(find(manifests, 'HorizontalPodAutoscaler').spec).toMatchObject({
      minReplicas: 2, maxReplicas: 6, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
      metrics: [{ resource: { name: 'cpu', target: { averageUtilization: 70 } } }],
    });
  });

  test('has a fixed size and no autoscaler where asked', () => {
    const fixed = serviceWith({ scale: { replicas: 3 } });
    expect(find(fixed, 'Deployment').spec.replicas).toBe(3);
    expect(fixed.some((m) => m.kind === 'HorizontalPodAutoscaler')).toBe(false);
  });

  test('lets a drain take one pod, sick ones first', () => {
    expect(find(manifests, 'PodDisruptionBudget').spec).toEqual({
      maxUnavailable: 1, selector: { matchLabels: { 'app.kubernetes.io/name': 'api' } }, unhealthyPodEvictionPolicy: 'AlwaysAllow',
    });
    expect(find(serviceWith({ disruption: { minAvailable: 1 } }), 'PodDisruptionBudget').spec).toMatchObject({ minAvailable: 1 });
  });

  test('rolls forward on a full cluster too', () => {
    expect(deployment.spec.strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 1 } });
  });

  test('prefers other zones and other hosts, each revision for itself', () => {
    expect(pod.topologySpreadConstraints.map((c) => c.topologyKey)).toEqual(['topology.kubernetes.io/zone', 'kubernetes.io/hostname']);
    for (const constraint of pod.topologySpreadConstraints) {
      expect(constraint).toMatchObject({
        maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', nodeTaintsPolicy: 'Honor', matchLabelKeys: ['pod-template-hash'],
        labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'api' } },
      });
    }
  });

  test('is restricted, and writes only where it may', () => {
    expect(pod.securityContext).toEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false, privileged: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] },
    });
    const { volumes, containers } = find(serviceWith({ writablePaths: ['/tmp', '/var/cache/App'], scratch: '512Mi' }), 'Deployment').spec.template.spec;
    expect(volumes).toEqual(['scratch-0', 'scratch-1'].map((name) => ({ name, emptyDir: { sizeLimit: '512Mi' } })));
    expect(containers[0].volumeMounts.map((m) => m.mountPath)).toEqual(['/tmp', '/var/cache/App']);
  });

  test('runs as the user it is told to', () => {
    expect(find(serviceWith({ user: 10001 }), 'Deployment').spec.template.spec.securityContext).toMatchObject({ runAsUser: 10001, fsGroup: 10001 });
  });

  test('has a ServiceAccount of its own without a token', () => {
    expect(find(manifests, 'ServiceAccount', 'api').automountServiceAccountToken).toBe(false);
    expect(pod).toMatchObject({ serviceAccountName: 'api', automountServiceAccountToken: false, priorityClassName: 'standard' });
  });

  test('drains before it dies', () => {
    expect(pod.terminationGracePeriodSeconds).toBe(30);
    expect(container.lifecycle).toEqual({ preStop: { sleep: { seconds: 10 } } });
    const slow = find(serviceWith({ drainSeconds: 25, shutdownSeconds: 40 }), 'Deployment').spec.template.spec;
    expect(slow.terminationGracePeriodSeconds).toBe(65);
    expect(slow.containers[0].lifecycle.preStop.sleep.seconds).toBe(25);
  });

  test.each(['1.28', '1.29'] as const)('sleeps by a program on %s, where there is no sleep action', (kubeVersion) => {
    expect(containerOf(serviceWith({}, platforms(kubeVersion).aws)).lifecycle).toEqual({ preStop: { exec: { command: ['sleep', '10'] } } });
  });

  test('is asked whether it is ready, alive and started', () => {
    expect(container.readinessProbe).toEqual({ httpGet: { path: '/readyz', port: 'http' }, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 });
    expect(container.livenessProbe).toEqual({ httpGet: { path: '/livez', port: 'http' }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 });
    expect(container.startupProbe).toEqual({ httpGet: { path: '/livez', port: 'http' }, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 12 });
  });

  test('is asked nothing that was not said', () => {
    const quiet = containerOf(serviceWith({ health: { readiness: { grpc: '' } } }));
    expect(quiet.readinessProbe.grpc).toEqual({ port: 8080 });
    expect(quiet).not.toHaveProperty('livenessProbe');
    expect(quiet).not.toHaveProperty('startupProbe');
    expect(containerOf(serviceWith({ health: { readiness: { grpc: 'shop.Api' } } })).readinessProbe.grpc).toEqual({ port: 8080, service: 'shop.Api' });
  });

  test('waits as long for the start as it is told to', () => {
    const { startupProbe } = containerOf(serviceWith({ health: { ...SERVICE.health, startupSeconds: 123 } }));
    expect(startupProbe.periodSeconds * startupProbe.failureThreshold).toBeGreaterThanOrEqual(123);
  });

  test.each([
    ['1.30', undefined], ['1.31', 'PreferClose'], ['1.34', 'PreferClose'], ['1.35', 'PreferSameZone'], ['1.36', 'PreferSameZone'],
  ] as const)('prefers the zone of its caller on %s by %s', (kubeVersion, trafficDistribution) => {
    expect(find(serviceWith({}, platforms(kubeVersion).gcp), 'Service').spec.trafficDistribution).toBe(trafficDistribution);
  });

  test('prefers no zone where there is one', () => {
    expect(find(serviceWith({}, Platform.aws({ zones: ['us-east-1a'] })), 'Service').spec).not.toHaveProperty('trafficDistribution');
  });

  test('passes command and arguments on', () => {
    expect(containerOf(serviceWith({ command: ['/app'], args: ['--serve'] }))).toMatchObject({ command: ['/app'], args: ['--serve'] });
  });

  test.each<[string, Partial<StatelessServiceProps>, string]>([
    ['an image that is latest', { image: 'ghcr.io/acme/api:latest' }, 'found:    image "ghcr.io/acme/api:latest" with the tag "latest"'],
    ['an image without a tag behind a port', { image: 'localhost:5000/api' }, 'with no tag, which means "latest"'],
    ['a tag that moves', { image: 'ghcr.io/acme/api:stable' }, 'with a tag that publishers move'],
    ['half a digest', { image: 'ghcr.io/acme/api@sha256:abc' }, 'with a digest no runtime accepts'],
    ['a single pod', { scale: { min: 1, max: 3 } }, '[compute/replicas-for-availability]'],
    ['a single fixed pod', { scale: { replicas: 1 } }, 'found:    1 pods at least'],
    ['a scale without room', { scale: { min: 3, max: 3 } }, 'say { replicas: n } for a fixed scale'],
    ['a utilization of nothing', { scale: { min: 2, max: 3, cpuUtilization: 0 } }, 'found:    cpuUtilization 0'],
    ['a budget that allows no eviction', { disruption: { minAvailable: 2 } }, 'found:    minAvailable 2 of 2 pods'],
    ['a budget of no evictions', { disruption: { maxUnavailable: 0 as never } }, 'expected: a budget that always allows at least one eviction'],
    ['no cpu', { budget: { cpu: '0', memory: '1Gi' } }, 'found:    cpu "0"'],
    ['no amount', { budget: { cpu: '1', memory: 'lots' as never } }, 'found:    memory "lots"'],
    ['a limit below the request', { budget: { cpu: { request: '2', limit: '1' }, memory: '1Gi' } }, 'found:    cpu request 2, limit 1'],
    ['a limit far above the request', { budget: { cpu: '1', memory: { request: '1Gi', limit: '3Gi' } } }, 'expected: a limit of at most 2 times the request'],
    ['one check for two questions', { health: { readiness: { http: '/health' }, liveness: { http: '/health' } } }, 'one check for readiness and liveness'],
    ['a liveness check of dependencies', { health: { readiness: { http: '/ok' }, liveness: { http: '/health/db' } } }, 'liveness "/health/db"'],
    ['a liveness check that asks for readiness', { health: { readiness: { http: '/ok' }, liveness: { http: '/readyz' } } }, '[compute/liveness-safe]'],
    ['an impatient start', { health: { ...SERVICE.health, startupSeconds: 5 } }, '[compute/startup-probe]'],
    ['a hasty drain', { drainSeconds: 1 }, 'found:    drainSeconds 1, shutdownSeconds 20'],
    ['a hasty end', { shutdownSeconds: 5 }, '[compute/graceful-termination]'],
    ['a port below 1024', { port: { name: 'http', number: 80 } }, 'found:    port number 80'],
    ['a port name that is none', { port: { name: 'the-http-port-of-it', number: 8080 } }, 'found:    port name "the-http-port-of-it"'],
    ['a cloud key', { env: { AWS_SECRET_ACCESS_KEY: 'x' } as never }, 'found:    environment variable AWS_SECRET_ACCESS_KEY'],
    ['a cloud key of a Secret', { secretEnv: { AZURE_CLIENT_SECRET: { secret: 's', key: 'k' } } as never }, '[identity/no-static-credentials]'],
    ['a variable of its own', { env: { POD_NAME: 'api-0' } }, 'found:    environment variable POD_NAME, twice'],
    ['a variable in two places', { env: { A: '1' }, secretEnv: { A: { secret: 's', key: 'k' } } }, 'found:    environment variable A, twice'],
    ['a name that is none', { name: 'Api' }, 'found:    name "Api"'],
    ['a name too long for its pods', { name: 'a'.repeat(53) }, 'at most 52 lower-case letters'],
  ])('refuses %s', (_, changes, said) => {
    expect(refusalOf(() => serviceWith(changes))).toContain(said);
  });

  test('does not take feedback for a database', () => {
    const health = { readiness: { http: '/ready' }, liveness: { http: '/feedback' } } as const;
    expect(containerOf(serviceWith({ health })).livenessProbe).toMatchObject({ httpGet: { path: '/feedback' } });
  });

  test('says which construct it was', () => {
    expect(refusalOf(() => serviceWith({ image: 'ghcr.io/acme/api:latest' }))).toMatch(/^test\/api \[compute\/immutable-image\]\n/);
  });

  test('takes a digest for immutable whatever the tag', () => {
    const image = `ghcr.io/acme/api:latest@sha256:${'0a'.repeat(32)}` as const;
    expect(containerOf(serviceWith({ image })).image).toBe(image);
  });

  test('leaves every child open for a patch', () => {
    const at = chart();
    const api = new StatelessService(at, 'api', { ...SERVICE, namespace: guarded(at) });
    expect(api.node.defaultChild).toBe(api.resource);
    expect([api.service, api.disruptionBudget, api.autoscaler, api.serviceAccount, api.policy.resource].map((child) => child?.kind))
      .toEqual(['Service', 'PodDisruptionBudget', 'HorizontalPodAutoscaler', 'ServiceAccount', 'NetworkPolicy']);
    expect(manifestsOf(at).map((m) => m.metadata.name)).not.toContainEqual(expect.stringMatching(/[0-9a-f]{8}/));
  });
});
