import { bindingsOf, type ServiceAccount } from './service-account';
import type { RoleBinding } from './role-binding';
import { Undecided, some } from '../reading/unknown';
import type { Subject } from '../reading/subject';
import type { Pod } from '../workload/pod';

/** Says that pods without a binding in the set still call the Kubernetes API. */
const USES_API = 'looplaw.dev/uses-kube-api';
/** Where the API server's token stands; a volume that is mounted there by hand takes its place. */
const TOKEN_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Who the pods of a workload are: to the Kubernetes API, and to a cloud. */
export class PodIdentity {
  constructor(private readonly pod: Pod) {}

  /** Name of the ServiceAccount the pods run as. */
  get name(): string {
    return this.pod.serviceAccountName;
  }

  /** Do they run as the account every namespace has, named or not? */
  get isDefault(): boolean {
    return this.name === 'default';
  }

  /** The field that names the account, else the one that should. */
  get field(): 'serviceAccount' | 'serviceAccountName' {
    return !this.pod.spec.has('serviceAccountName') && this.pod.spec.has('serviceAccount') ? 'serviceAccount' : 'serviceAccountName';
  }

  /** That account, where it is in the set. */
  get account(): ServiceAccount | null {
    return this.pod.serviceAccount;
  }

  /**
   * Is the account they run as nowhere, so that no pod can be made? Throws `Undecided` where the set is open for accounts, or where the
   * workload is without the namespace one of that name has.
   */
  get isMissing(): boolean {
    if (this.isDefault || this.account !== null) return false;
    const { graph, namespace } = this.pod.workload;
    graph.assertComplete('ServiceAccount', this.name);
    if (namespace === '' && graph.ofKind('ServiceAccount').some(({ name }) => name === this.name)) {
      throw new Undecided(`whether ServiceAccount ${this.name} is in the namespace this is applied to is not known`);
    }
    return true;
  }

  /**
   * Is the token of the Kubernetes API mounted by itself? The pod's word goes before the account's; of an account that is not in the set,
   * only the default one, which says nothing unless somebody writes it down, is known.
   */
  get mountsToken(): boolean {
    const written = this.pod.spec.boolean('automountServiceAccountToken');
    if (written !== undefined) return written && !this.mountsOwnToken;
    const { account, name } = this;
    if (account === null && !this.isDefault) throw new Undecided(`ServiceAccount ${name} is not in this set; it may mount no token`);
    return account?.automountsToken !== false && !this.mountsOwnToken;
  }

  /** Is it said on the pod itself that the token is to be mounted? */
  get asksForToken(): boolean {
    return this.pod.spec.boolean('automountServiceAccountToken') === true || this.saysItUsesApi;
  }

  /** Does an annotation of the workload or its pods say that they call the API? */
  get saysItUsesApi(): boolean {
    return (this.pod.annotation(USES_API) ?? this.pod.workload.annotation(USES_API)) === 'true';
  }

  /** The bindings of the set that name the account. */
  get bindings(): readonly RoleBinding[] {
    return bindingsOf(this.pod.workload.graph, this.pod.workload.namespace, this.name).own;
  }

  /** Does a binding of the set give rights to the account, by name or with others? */
  get hasRights(): boolean {
    const { own, shared, possible: [doubtful] } = bindingsOf(this.pod.workload.graph, this.pod.workload.namespace, this.name);
    if (own.length + shared.length > 0) return true;
    if (doubtful !== undefined) throw new Undecided(`whom ${doubtful.title} gives rights is not known`);
    return false;
  }

  /** Tokens that volumes project, of whatever audience. */
  get projectedTokens(): readonly Subject[] {
    return this.sources.filter((source) => source.has('serviceAccountToken')).map((source) => source.in('serviceAccountToken'));
  }

  /** Is a projected token meant for the Kubernetes API: does the certificate of its API server come with it? */
  isForKubeApi(token: Subject): boolean {
    const volume = token.up?.up;
    return volume !== undefined && volume !== null && volume.list('sources').some((source) => source.has('configMap') && source.in('configMap').string('name') === 'kube-root-ca.crt');
  }

  /** Does a container mount a volume of its own in the place of the token? The API server then adds none. */
  private get mountsOwnToken(): boolean {
    const containers = this.pod.containers;
    return containers.length > 0 && containers.every((c) => some(c.list('volumeMounts'), (mount) => mount.string('mountPath') === TOKEN_PATH));
  }

  private get sources(): readonly Subject[] {
    return this.pod.spec.list('volumes').flatMap((volume) => volume.in('projected').list('sources'));
  }
}
