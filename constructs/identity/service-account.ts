import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';

/** A ServiceAccount that mounts no API token. Tokens of a cloud are volumes of their own and stay. Serves identity/no-automount-token. */
export function serviceAccount(scope: Construct, id: string, metadata: ApiObjectMetadata): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false });
}
