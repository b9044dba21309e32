import { describe, expect, test } from 'vitest';
import { Worker, type Trigger, type WorkerProps } from '../../constructs';
import { CLOUDS, SERVICE, chart, find, guarded, manifestsOf, platforms, refusalOf } from './manifests';

const { name, image, budget, priorityClassName } = SERVICE;
const SQS: Trigger = { type: 'aws-sqs-queue', queueURL: 'https://sqs.us-east-1.amazonaws.com/123456789012/orders', awsRegion: 'us-east-1', queueLength: 20 };
const KAFKA: Trigger = { type: 'kafka', bootstrapServers: 'kafka.data.svc:9092', consumerGroup: 'orders', topic: 'orders', lagThreshold: 100 };

function workerWith(changes: Partial<WorkerProps> = {}, platform = platforms().aws as Parameters<typeof guarded>[1]) {
  const at = chart();
  const worker = new Worker(at, 'worker', { namespace: guarded(at, platform), name, image, budget, priorityClassName, scale: { min: 1, max: 4 }, ...changes });
  return { worker, manifests: manifestsOf(at) };
}

const podOf = (made: ReturnType<typeof workerWith>) => find(made.manifests, 'Deployment').spec.template.spec;

describe('a worker', () => {
  test('answers nobody: no Service, no port, no probes, all doors closed', () => {
    const made = workerWith();
    expect(made.manifests.some(({ kind }) => kind === 'Service')).toBe(false);
    for (const field of ['ports', 'readinessProbe', 'livenessProbe', 'startupProbe', 'lifecycle']) expect(podOf(made).containers[0]).not.toHaveProperty(field);
    expect(find(made.manifests, 'NetworkPolicy', 'api').spec).toMatchObject({ ingress: [], egress: [] });
    expect(podOf(made).terminationGracePeriodSeconds).toBe(30);
  });

  test('may say that it is alive, by a command or on a port of its own', () => {
    const exec = podOf(workerWith({ health: { liveness: { exec: ['/bin/alive'] } } })).containers[0];
    expect(exec).toMatchObject({ livenessProbe: { exec: { command: ['/bin/alive'] } }, startupProbe: { failureThreshold: 12 } });
    const http = podOf(workerWith({ port: { name: 'metrics', number: 9090 }, health: { liveness: { http: '/livez' } } })).containers[0];
    expect(http).toMatchObject({ ports: [{ name: 'metrics', containerPort: 9090 }], livenessProbe: { httpGet: { path: '/livez', port: 'metrics' } } });
  });

  test('scales by its own load', () => {
    const { spec } = find(workerWith({ scale: { min: 1, max: 4, memoryUtilization: 80 } }).manifests, 'HorizontalPodAutoscaler');
    expect(spec.metrics.map(({ resource }) => [resource.name, resource.target.averageUtilization])).toEqual([['cpu', 70], ['memory', 80]]);
  });

  test.each([
    ['aws', SQS, { queueURL: SQS.queueURL, awsRegion: 'us-east-1', queueLength: '20' }, 'aws'],
    ['azure', { type: 'azure-servicebus', namespace: 'acme', queueName: 'orders', messageCount: 5 }, { namespace: 'acme', queueName: 'orders', messageCount: '5' }, 'azure-workload'],
    ['gcp', { type: 'gcp-pubsub', subscriptionName: 'orders', value: 10 }, { subscriptionName: 'orders', value: '10' }, 'gcp'],
  ] as const)('sleeps until a queue of %s fills, and asks for its length without a key', (cloud, trigger, metadata, provider) => {
    const made = workerWith({ scale: { min: 0, max: 9, triggers: [trigger] } }, platforms()[cloud]);
    expect(find(made.manifests, 'ScaledObject').spec).toEqual({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' }, minReplicaCount: 0, maxReplicaCount: 9, pollingInterval: 30, cooldownPeriod: 300,
      triggers: [{ type: trigger.type, metadata, authenticationRef: { name: 'api' } }],
    });
    expect(find(made.manifests, 'TriggerAuthentication').spec).toEqual({ podIdentity: { provider } });
    expect(find(made.manifests, 'Deployment').spec).not.toHaveProperty('replicas');
    expect(made.manifests.some(({ kind }) => kind === 'HorizontalPodAutoscaler')).toBe(false);
  });

  test('needs no identity for what is in the cluster', () => {
    const made = workerWith({ scale: { min: 0, max: 9, triggers: [KAFKA], pollingSeconds: 15, cooldownSeconds: 60 } });
    expect(find(made.manifests, 'ScaledObject').spec).toMatchObject({ pollingInterval: 15, cooldownPeriod: 60, triggers: [{ metadata: { lagThreshold: '100' } }] });
    expect(made.manifests.some(({ kind }) => kind === 'TriggerAuthentication')).toBe(false);
  });

  test('has a budget for disruptions as soon as there may be two', () => {
    expect(workerWith({ scale: { replicas: 1 } }).worker.disruptionBudget).toBeNull();
    expect(find(workerWith({ scale: { min: 1, max: 2 } }).manifests, 'PodDisruptionBudget').spec).toMatchObject({ maxUnavailable: 1 });
  });

  test('has requests proposed, and never changed, where asked', () => {
    expect(workerWith().worker.recommender).toBeNull();
    expect(find(workerWith({ recommend: true }).manifests, 'VerticalPodAutoscaler').spec)
      .toEqual({ targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' }, updatePolicy: { updateMode: 'Off' } });
  });

  test.each([
    ['aws', { 'eks.amazonaws.com/capacityType': 'SPOT' }, undefined, 30],
    ['azure', { 'kubernetes.azure.com/scalesetpriority': 'spot' }, 'kubernetes.azure.com/scalesetpriority', 30],
    ['gcp', { 'cloud.google.com/gke-spot': 'true' }, 'cloud.google.com/gke-spot', 15],
  ] as const)('goes to spot nodes of %s and is gone within their notice', (cloud, nodeSelector, taint, grace) => {
    const pod = podOf(workerWith({ scale: { min: 2, max: 4 }, placement: { spot: true } }, platforms()[cloud]));
    expect(pod).toMatchObject({ nodeSelector, terminationGracePeriodSeconds: grace });
    expect(pod.tolerations?.map(({ key }) => key)).toEqual(taint === undefined ? undefined : [taint]);
  });

  test.each(CLOUDS)('is refused on one spot node of %s', (cloud) => {
    expect(refusalOf(() => workerWith({ scale: { replicas: 1 }, placement: { spot: true } }, platforms()[cloud]))).toContain('[compute/spot-safe]\n  found:    one pod, on spot nodes');
  });

  test.each<[string, Partial<WorkerProps>, string]>([
    ['no pods', { scale: { replicas: 0 } }, 'expected: 1 or more: nothing but an event wakes the first pod'],
    ['fewer than none', { scale: { min: -1, max: 2, triggers: [KAFKA] } }, 'expected: 0 or more\n'],
    ['a queue of another cloud', { scale: { min: 0, max: 2, triggers: [{ type: 'gcp-pubsub', subscriptionName: 'orders', value: 1 }] } }, 'found:    trigger gcp-pubsub on aws'],
    ['a pod for no messages', { scale: { min: 0, max: 2, triggers: [{ ...KAFKA, lagThreshold: 0 }] } }, 'found:    kafka with lagThreshold "0"'],
    ['an empty name', { scale: { min: 0, max: 2, triggers: [{ ...KAFKA, topic: '' }] } }, 'found:    scale.triggers.0.topic: empty text'],
    ['a look every second', { scale: { min: 0, max: 2, triggers: [KAFKA], pollingSeconds: 1 } }, 'found:    pollingSeconds 1'],
    ['a hasty end', { shutdownSeconds: 5 }, 'found:    shutdownSeconds 5'],
    ['more time than a spot node has', { scale: { replicas: 2 }, placement: { spot: true }, shutdownSeconds: 300 }, 'found:    300 s to stop, on spot nodes'],
    ['a port below 1024', { port: { name: 'metrics', number: 80 } }, 'found:    port number 80'],
  ])('refuses %s', (_, changes, said) => {
    expect(refusalOf(() => workerWith(changes))).toContain(said);
  });
});
