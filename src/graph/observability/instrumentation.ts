import type { Pod } from '../workload/pod';
import { some } from '../reading/unknown';

const INJECTS = 'instrumentation.opentelemetry.io/inject-';

/**
 * Does an annotation of the pods or their namespace ask the OpenTelemetry operator to instrument them? It sets name, endpoint, propagators
 * and the pod's whereabouts.
 * @see https://opentelemetry.io/docs/platforms/kubernetes/operator/automatic/
 */
export function isInstrumented(pod: Pod): boolean {
  const { graph, namespace } = pod.workload;
  const places = [pod.in('metadata'), graph.namespace(namespace)?.metadata].filter((m) => m !== undefined);
  return some(places, (metadata) => {
    const annotations = metadata.in('annotations');
    return some(annotations.keys().filter((key) => key.startsWith(INJECTS)), (key) => annotations.string(key) !== 'false');
  });
}
