import { text } from '../cloud/argument';
import { cloud } from '../cloud/cloud';
import type { Join } from '../join';
import type { KubeObject } from '../object/kube-object';
import type { Subject } from '../reading/subject';
import { maybe } from '../reading/unknown';
import type { Pod } from '../workload/pod';
import type { ServiceAccount } from './service-account';

/** Says of which cloud the pods use services. */
const CLOUD_ACCESS = 'looplaw.dev/cloud-access';

export type IdentityCloud = 'aws' | 'azure' | 'gcp';

/** Where a ServiceAccount names the identity it stands for, and what such a name looks like. */
const ANNOTATIONS: readonly (readonly [IdentityCloud, string, RegExp])[] = [
  ['aws', 'eks.amazonaws.com/role-arn', /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/],
  ['azure', 'azure.workload.identity/client-id', /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i],
  ['gcp', 'iam.gke.io/gcp-service-account', /^[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z0-9.:-]+\.iam\.gserviceaccount\.com$/],
];

/** A part that somebody fills in: `<role>`, `ACCOUNT_ID`, `xxxxxxxxxxxx`. A role may be called in capitals, but not its account. */
const PLACEHOLDER = /[<${]|x{3}|(?:^|[^\w/])[A-Z]{3,}(?:_[A-Z]+)*(?=$|\W)/;

/** An identity of a cloud that a ServiceAccount names in an annotation. */
export interface CloudIdentity {
  readonly cloud: IdentityCloud;
  readonly annotation: string;
  /** Is the name of the form that names of its cloud have? */
  readonly isWellFormed: boolean;
}

/** The cloud a workload says that its pods use; `undefined` = it says nothing. */
export function cloudAccessOf(pod: Pod): string | undefined {
  return pod.annotation(CLOUD_ACCESS) ?? pod.workload.annotation(CLOUD_ACCESS);
}

/** The identities a ServiceAccount names. `Undecided` is thrown for a name with a part that is still to be filled in. */
export function cloudIdentitiesOf(account: ServiceAccount): readonly CloudIdentity[] {
  return ANNOTATIONS.flatMap(([cloud, annotation, form]) => {
    const name = account.annotation(annotation);
    if (name === undefined) return [];
    if (PLACEHOLDER.test(name)) throw account.metadata.in('annotations').unknown(annotation);
    return [{ cloud, annotation, isWellFormed: form.test(name) }];
  });
}

/** The objects that bind a role of AWS to an account by EKS Pod Identity, as the controllers of AWS and Crossplane read them. */
const ASSOCIATIONS: readonly (readonly [group: string, at: (object: KubeObject) => Subject])[] = [
  ['eks.services.k8s.aws', ({ spec }) => spec],
  ['eks.aws.upbound.io', ({ spec }) => spec.in('forProvider')],
  ['eks.aws.m.upbound.io', ({ spec }) => spec.in('forProvider')],
];

/** The accounts they bind, as `namespace/name`. */
const podIdentities: Join<ReadonlySet<string>> = (graph) => new Set(ASSOCIATIONS
  .flatMap(([group, at]) => graph.ofKind('PodIdentityAssociation', group).map(at))
  .map((at) => maybe(() => `${at.string('namespace') ?? ''}/${at.string('serviceAccount') ?? ''}`) ?? ''));

/** Is the account bound to a role of AWS by EKS Pod Identity, in the set? */
export function hasPodIdentity(account: ServiceAccount): boolean {
  const { graph, namespace, name } = account;
  if (graph.join(podIdentities).has(`${namespace}/${name}`)) return true;
  return graph.join(cloud).seen('aws_eks_pod_identity_association').some((at) => maybe(() => text(at, 'namespace') === namespace && text(at, 'service_account') === name) === true);
}
