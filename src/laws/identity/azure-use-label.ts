import { defineLaw } from '../../law';

const LABEL = 'azure.workload.identity/use';

export default defineLaw({
  id: 'identity/azure-use-label',
  title: 'Pods with an Azure identity carry the label that brings its token',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'An error: without the label no token is mounted, and the first call to Azure fails for certain. A label without an identity only warns, for the code may name one.',
  unproven: true,
  signature: 'S1',
  why: 'The webhook of Azure Workload ID gives a token only to pods with the label. Without it the SDK finds no credential, and the container exits at its first call.',
  remedy: 'Set azure.workload.identity/use: "true" in the labels of the pod template; on the Deployment or the ServiceAccount it does nothing.',
  keptBy: 'WorkloadIdentity puts the label on the pods it is given to.',
  waiveWhen: 'The pods get their token in another way, and use the account for something else.',
  sources: ['mission', 'https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html'],
  on: 'Pod',
  messages: {
    missing: { text: 'pods of {workload} use the Azure identity of ServiceAccount {account} without label azure.workload.identity/use', severity: 'error' },
    notTrue: { text: 'pods of {workload} get no token of Azure: label azure.workload.identity/use must be "true"', severity: 'error' },
    noIdentity: { text: 'pods of {workload} ask for a token of Azure, but ServiceAccount {account} names no identity', severity: 'warning' },
  },
  applies: ({ serviceAccount, labels }) => labels.has(LABEL) || serviceAccount?.azureClientId !== undefined,
  judge(pod, { graph, broken }) {
    const { workload, serviceAccountName: account, serviceAccount, labels } = pod;
    const args = { workload: workload.title, account };
    const path = ['metadata', 'labels', LABEL];
    const op = labels.has(LABEL) ? 'replace' : 'add';
    const repair = { patch: [{ op, path: [...pod.path, ...path], value: 'true' }] } as const;
    if (serviceAccount?.azureClientId !== undefined) {
      const related = [{ message: 'stands for an Azure identity', resource: serviceAccount.resource, path: ['metadata', 'annotations'] }];
      if (!labels.has(LABEL)) return broken('missing', { path, args, related, repair });
      if (labels.get(LABEL) !== 'true') broken('notTrue', { path, args, related, repair });
      return;
    }
    if (serviceAccount === null && account !== 'default') graph.assertComplete('ServiceAccount', account);
    pod.assertWhole();
    if (labels.get(LABEL) === 'true' && !pod.namesAzureClient) broken('noIdentity', { path, at: 'key', args });
  },
});
