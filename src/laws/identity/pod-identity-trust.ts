import { defineLaw } from '../../law';

export default defineLaw({
  id: 'identity/pod-identity-trust',
  title: 'A role for EKS Pod Identity trusts it, and its agent is there',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'An error where the role can not be taken, for the first call of the pod fails and the container exits.',
  unproven: true,
  clouds: ['aws'],
  signature: 'S1',
  why: 'An association alone gives nothing: EKS takes the role for the pod and tags the session, so the role has to let pods.eks.amazonaws.com do both; and an agent on the node hands the credentials over.',
  remedy: 'Let Service pods.eks.amazonaws.com do sts:AssumeRole and sts:TagSession in the trust of the role, and add the add-on eks-pod-identity-agent.',
  sources: [
    'mission',
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html',
  ],
  on: 'PodIdentityAssociation',
  messages: {
    service: { text: '{association} gives {role}, which does not trust pods.eks.amazonaws.com', severity: 'error' },
    assume: { text: '{association} gives {role}, which lets pods.eks.amazonaws.com do no sts:AssumeRole', severity: 'error' },
    tag: { text: '{association} gives {role}, which lets pods.eks.amazonaws.com do no sts:TagSession', severity: 'error' },
    untagged: { text: '{role} of {association} allows no sts:TagSession; without session tags that may do, and AWS asks for it all the same', severity: 'warning' },
    agent: { text: '{association}: nothing hands out credentials in {cluster}, which has no add-on eks-pod-identity-agent', severity: 'error' },
    elsewhere: { text: '{association} is for ServiceAccount {account}, which is in namespace {namespace} and not there', severity: 'warning' },
    missing: { text: '{association} is for ServiceAccount {account}, which does not exist', severity: 'warning' },
    redundant: { text: 'ServiceAccount {account} of {association} names a role by annotation, too; the annotation wins', severity: 'info' },
  },
  judge(association, { broken }) {
    for (const { is, ...breach } of association.flaws()) broken(is, breach);
  },
});
