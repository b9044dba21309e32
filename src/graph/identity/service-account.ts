import { bindingsByAccount, groupKey } from './bindings';
import type { Graph } from '../graph';
import { KubeObject } from '../object/kube-object';
import type { RoleBinding } from './role-binding';

/** A ServiceAccount. */
export class ServiceAccount extends KubeObject {
  /** Client id of the Azure identity it stands for. */
  get azureClientId(): string | undefined {
    return this.annotation('azure.workload.identity/client-id');
  }

  /** ARN of the AWS role it stands for. */
  get awsRoleArn(): string | undefined {
    return this.annotation('eks.amazonaws.com/role-arn');
  }

  /** Address of the Google service account it stands for. */
  get googleAccount(): string | undefined {
    return this.annotation('iam.gke.io/gcp-service-account');
  }

  /** Does it stand for an identity of a cloud? */
  get hasCloudIdentity(): boolean {
    return this.azureClientId !== undefined || this.awsRoleArn !== undefined || this.googleAccount !== undefined;
  }

  /** Are its pods given a token unless they say no? `undefined` = not written, which means yes. */
  get automountsToken(): boolean | undefined {
    return this.boolean('automountServiceAccountToken');
  }
}

/** What bindings of the set say of a ServiceAccount. */
export interface AccountBindings {
  /** Those that name it. */
  readonly own: readonly RoleBinding[];
  /** Those that name all accounts of its namespace, or of the cluster. */
  readonly shared: readonly RoleBinding[];
  /** Those with subjects that are not known. */
  readonly possible: readonly RoleBinding[];
}

/** The bindings of a ServiceAccount, which need not be in the set. */
export function bindingsOf(graph: Graph, namespace: string, name: string): AccountBindings {
  const byAccount = graph.join(bindingsByAccount);
  const of = (key: string) => byAccount.get(key) ?? [];
  return { own: of(`${namespace}/${name}`), shared: [...of(groupKey(namespace)), ...of(groupKey(''))], possible: of('') };
}
