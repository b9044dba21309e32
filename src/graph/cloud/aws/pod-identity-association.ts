import type { ServiceAccount } from '../../identity/service-account';
import { Doubts } from '../../reading/doubts';
import { Workload } from '../../workload/workload';
import { flag, text } from '../argument';
import { cloud } from '../cloud';
import { CloudResource } from '../cloud-resource';
import type { Flaw } from '../flaw';
import { trustedAccount } from '../trusted-account';
import { EksCluster } from './eks-cluster';
import { IamRole } from './iam-role';

export type AssociationFlaw = 'service' | 'assume' | 'tag' | 'untagged' | 'agent' | 'elsewhere' | 'missing' | 'redundant';

const SERVICE = 'pods.eks.amazonaws.com';
const AGENT = 'eks-pod-identity-agent';

/** A role given to an account of an EKS cluster, which needs no word about it. */
export class PodIdentityAssociation extends CloudResource {
  get account(): { readonly namespace: string; readonly name: string } {
    return { namespace: text(this, 'namespace') ?? '', name: text(this, 'service_account') ?? '' };
  }

  /** The role it gives, where that is in the set. */
  get role(): IamRole | null {
    const [role] = this.targets('role_arn', ['aws_iam_role'], ['arn']);
    return role instanceof IamRole ? role : null;
  }

  /** What keeps the role from the pods; what is not known is thrown last. */
  * flaws(): Generator<Flaw<AssociationFlaw>> {
    const doubts = new Doubts();
    const role = doubts.attempt(() => this.role) ?? null;
    if (role !== null) yield* doubts.certain(this.trustFlaws(role));
    yield* doubts.certain(this.agentFlaws());
    yield* doubts.certain(this.accountFlaws());
    doubts.settle();
  }

  /** @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html */
  private* trustFlaws(role: IamRole): Generator<Flaw<AssociationFlaw>> {
    const statements = role.trust.statements.filter(({ isAllow, principals }) => isAllow && principals.some(({ values }) => values.includes(SERVICE)));
    const allows = (action: string): boolean => statements.some(({ actions }) => actions.some((a) => ['*', 'sts:*', action.toLowerCase()].includes(a.toLowerCase())));
    const flaw = (is: AssociationFlaw): Flaw<AssociationFlaw> => ({
      is, path: ['role_arn'], args: { association: this.title, role: role.title }, related: [{ message: 'is the trust', resource: role.resource, path: ['assume_role_policy'] }],
    });
    if (statements.length === 0) yield flaw('service');
    else if (!allows('sts:AssumeRole')) yield flaw('assume');
    else if (!allows('sts:TagSession')) yield flaw(flag(this, 'disable_session_tags') === true ? 'untagged' : 'tag');
  }

  private* agentFlaws(): Generator<Flaw<AssociationFlaw>> {
    const [cluster] = this.targets('cluster_name', ['aws_eks_cluster'], ['name', 'id']);
    if (!(cluster instanceof EksCluster) || cluster.isAuto || cluster.addOn(AGENT) !== null) return;
    // It may be installed as a chart, or by a module.
    if (this.graph.all(Workload).some(({ name }) => name.includes('pod-identity-agent'))) return;
    if (this.graph.join(cloud).hasUnseen || !this.graph.isClosed('aws_eks_addon')) this.graph.assertComplete('aws_eks_addon', AGENT);
    yield { is: 'agent', path: ['cluster_name'], args: { association: this.title, cluster: cluster.title }, related: [{ message: 'is the cluster', resource: cluster.resource, path: [] }] };
  }

  private* accountFlaws(): Generator<Flaw<AssociationFlaw>> {
    const { namespace, name } = this.account;
    const found = trustedAccount(this.graph, namespace, name);
    const args = { association: this.title, account: `${namespace}/${name}` };
    const related = (account: ServiceAccount): Flaw<AssociationFlaw>['related'] => [{ message: 'is the account', resource: account.resource, path: account.nameField }];
    if (found.is === 'missing') yield { is: 'missing', path: ['service_account'], args, related: [] };
    if (found.is === 'elsewhere') yield { is: 'elsewhere', path: ['namespace'], args: { ...args, namespace: found.account.namespace }, related: related(found.account) };
    if (found.is === 'there' && found.account.awsRoleArn !== undefined) yield { is: 'redundant', path: ['service_account'], args, related: related(found.account) };
  }
}
