import { refusalsOf, roleOf } from '../../graph/cloud/account-identity';
import { cloudAccessOf, cloudIdentitiesOf, hasPodIdentity } from '../../graph/identity/cloud-identity';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'identity/workload-identity-wired',
  title: 'Pods that use a cloud have a complete identity there',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'An error: without a whole chain from account to identity the first call of the pod is refused, and the container exits before it can log why.',
  unproven: true,
  signature: 'S1',
  why: 'The token exchange needs every link: an account of its own, the name of the identity, and that name in its exact form. One that is missing or misspelt shows as CrashLoopBackOff.',
  remedy: 'Give the pods a ServiceAccount that names the identity: eks.amazonaws.com/role-arn, azure.workload.identity/client-id or iam.gke.io/gcp-service-account; or associate it with EKS Pod Identity.',
  keptBy: 'WorkloadIdentity makes the account, its annotation and the label of the pods together.',
  waiveWhen: 'The identity is bound outside of Kubernetes in a way that this set can not show.',
  sources: [
    'mission',
    'https://docs.aws.amazon.com/eks/latest/userguide/service-accounts.html',
    'https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html',
    'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity',
  ],
  on: 'Pod',
  messages: {
    unknownCloud: { text: 'pods of {workload} say that they use {cloud}; looplaw.dev/cloud-access is aws, azure or gcp', severity: 'warning' },
    defaultAccount: { text: 'pods of {workload} use {cloud} as ServiceAccount default, which every other pod of the namespace is, too', severity: 'error' },
    malformed: { text: 'ServiceAccount {account}, as which pods of {workload} run, names no identity in {annotation}: it has another form', severity: 'error' },
    unbound: { text: 'pods of {workload} use {cloud}, but ServiceAccount {account} names no identity there', severity: 'error' },
    refused: { text: 'pods of {workload} are refused by {identity}: ServiceAccount {account} names it, and it trusts {trusted}', severity: 'error' },
    missing: { text: 'ServiceAccount {account} of {workload} names role {role}, which does not exist', severity: 'error' },
    redundant: { text: 'ServiceAccount {account} of {workload} has a role by annotation and one by EKS Pod Identity; the annotation wins', severity: 'info' },
  },
  applies: (pod) => cloudAccessOf(pod) !== undefined || pod.serviceAccount?.hasCloudIdentity === true,
  judge(pod, { graph, broken }) {
    const { account, name, field, isDefault } = pod.identity;
    const cloud = cloudAccessOf(pod);
    const args = { workload: pod.workload.title, account: name, cloud: cloud ?? '' };
    const path = ['spec', field];
    const identities = account === null ? [] : cloudIdentitiesOf(account);
    for (const { annotation, isWellFormed } of identities) {
      const related = [{ message: 'names the identity', resource: account!.resource, path: ['metadata', 'annotations', annotation] }];
      if (!isWellFormed) broken('malformed', { path, args: { ...args, annotation }, related });
    }
    if (account !== null) {
      for (const { identity, trusted, ...at } of refusalsOf(account)) broken('refused', { path, args: { ...args, account: `${account.namespace}/${account.name}`, identity, trusted }, related: [{ message: 'trusts others', ...at }] });
      const arn = graph.cloudResources.length > 0 && roleOf(account) === null && graph.isClosed('aws_iam_role') ? account.awsRoleArn : undefined;
      if (arn !== undefined) broken('missing', { path, args: { ...args, role: arn.slice(arn.lastIndexOf(':') + 1) } });
    }
    const isAssociated = account !== null && hasPodIdentity(account);
    const isNamed = identities.some((identity) => identity.cloud === (cloud ?? identity.cloud));
    if (isAssociated && identities.some((identity) => identity.cloud === 'aws')) broken('redundant', { path, args });
    if (cloud === undefined || isNamed || (isAssociated && cloud === 'aws')) return;
    if (!['aws', 'azure', 'gcp'].includes(cloud)) return broken('unknownCloud', { path, args });
    if (isDefault) return broken('defaultAccount', { path, args });
    if (account === null) graph.assertComplete('ServiceAccount', name);
    // These bind an account without a word on it.
    if (cloud === 'aws') graph.assertComplete('PodIdentityAssociation', `of ServiceAccount ${name}`);
    if (cloud === 'gcp') graph.assertComplete('IAMPolicyMember', `of ServiceAccount ${name}`);
    if (cloud !== 'azure' || !pod.namesAzureClient) broken('unbound', { path, args });
  },
});
