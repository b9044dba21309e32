import { ApiObject, Chart, JsonPatch, type ApiObjectProps } from 'cdk8s';
import type { Construct } from 'constructs';

/** An object outside of all namespaces. cdk8s writes the chart's namespace into every object; such a kind must not have one. */
export function clusterObject(scope: Construct, id: string, props: ApiObjectProps): ApiObject {
  const object = new ApiObject(scope, id, props);
  if (Chart.of(scope).namespace !== undefined) object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  return object;
}
