import { CLOUDS, type Cloud } from '../../clouds';
import type { Labels } from '../../labels';
import type { Platform } from '../../platform';
import { demand } from '../../refusal';

/**
 * What KEDA looks at, in its own words; it asks a cloud as its operator's identity, never with a key.
 * @see https://keda.sh/docs/latest/scalers/
 */
export type Trigger =
  | { readonly type: 'aws-sqs-queue'; readonly queueURL: string; readonly awsRegion: string; /** Messages a pod. */ readonly queueLength: number }
  | { readonly type: 'azure-servicebus'; readonly namespace: string; readonly queueName: string; /** Messages a pod. */ readonly messageCount: number }
  | { readonly type: 'gcp-pubsub'; readonly subscriptionName: string; /** Messages a pod. */ readonly value: number }
  | { readonly type: 'kafka'; readonly bootstrapServers: string; readonly consumerGroup: string; readonly topic: string; /** Messages a pod. */ readonly lagThreshold: number }
  | { readonly type: 'prometheus'; readonly serverAddress: string; readonly query: string; /** Of the answer, a pod. */ readonly threshold: number }
  | { readonly type: 'cron'; readonly timezone: string; readonly start: string; readonly end: string; readonly desiredReplicas: number };

/** The cloud that only pods of its own may ask without a key. */
function cloudOf(type: Trigger['type']): Cloud | undefined {
  return (Object.keys(CLOUDS) as Cloud[]).find((cloud) => CLOUDS[cloud].keda.queue === type);
}

/** The `podIdentity` of the TriggerAuthentication these triggers need; `null` = none of them asks a cloud. */
export function podIdentityOf(triggers: readonly Trigger[]): object | null {
  const [cloud] = triggers.map(({ type }) => cloudOf(type)).filter((of) => of !== undefined);
  return cloud === undefined ? null : { provider: CLOUDS[cloud].keda.provider };
}

/** A trigger as a ScaledObject writes it: all values are strings. @throws Refusal for a queue of another cloud, and for a threshold that is none. */
export function triggerOf(where: string, { cloud }: Platform, trigger: Trigger, authentication: string): object {
  const { type, ...metadata } = trigger;
  const owner = cloudOf(type);
  demand(owner === undefined || owner === cloud, where, 'compute/keda-valid', () => ({
    found: `trigger ${type} on ${cloud}`, expected: `a trigger that ${cloud} answers without a key`, remedy: 'use the queue of the platform, Kafka or Prometheus',
  }));
  const odd = Object.entries(metadata).find(([, value]) => typeof value === 'number' && !(value > 0));
  demand(odd === undefined, where, 'compute/keda-valid', () => ({
    found: `${type} with ${odd?.[0]} "${odd?.[1]}"`, expected: 'an amount above zero', remedy: 'name what one pod can do',
  }));
  const written: Labels = Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, String(value)]));
  return { type, metadata: written, ...(owner !== undefined && { authenticationRef: { name: authentication } }) };
}
