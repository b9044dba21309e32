import { KubeObject } from '../object/kube-object';

/** A ServiceAccount. */
export class ServiceAccount extends KubeObject {
  /** Client id of the Azure identity it stands for. */
  get azureClientId(): string | undefined {
    return this.annotation('azure.workload.identity/client-id');
  }
}
