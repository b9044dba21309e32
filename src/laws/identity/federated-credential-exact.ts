import { defineLaw } from '../../law';

export default defineLaw({
  id: 'identity/federated-credential-exact',
  title: 'A federated credential names issuer, account and audience exactly',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'An error where Entra refuses the token: it compares sign by sign, knows no wildcards, and the first call of the pod fails.',
  unproven: true,
  clouds: ['azure'],
  signature: 'S1',
  why: 'Entra compares issuer, subject and audience of a token with the credential sign by sign. A wrong namespace, a slash that is missing or a wildcard, and every token is refused: the container exits before it logs why.',
  remedy: 'Take issuer from oidc_issuer_url of the cluster, subject as system:serviceaccount:<namespace>:<name>, audience api://AzureADTokenExchange; switch on oidc_issuer_enabled and workload_identity_enabled.',
  sources: [
    'mission',
    'https://learn.microsoft.com/azure/aks/workload-identity-overview',
    'https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations',
  ],
  on: 'FederatedCredential',
  messages: {
    subject: { text: '{credential} lets nobody in: no account is called {subject}; it is system:serviceaccount:<namespace>:<name>', severity: 'error' },
    issuer: { text: '{credential} lets nobody in: its issuer is {issuer}, and not the https address of the cluster', severity: 'error' },
    slash: { text: '{credential} lets nobody in: the issuer of an AKS cluster ends with a slash, {issuer} does not', severity: 'error' },
    audience: { text: '{credential} lets nobody in: pods bring no tokens for audience {audience}', severity: 'error' },
    noIssuer: { text: '{credential} waits for tokens of {cluster}, whose issuer is off (oidc_issuer_enabled)', severity: 'error' },
    noIdentity: { text: '{credential} waits for tokens that {cluster} puts into no pod (workload_identity_enabled is off)', severity: 'error' },
    tooMany: { text: '{credential} is more than {identity} can have: {count} credentials, of 20', severity: 'error' },
    elsewhere: { text: '{credential} trusts ServiceAccount {account}, which is in namespace {namespace} and not there', severity: 'warning' },
    missing: { text: '{credential} trusts ServiceAccount {account}, which does not exist', severity: 'warning' },
    unclaimed: { text: '{credential} trusts ServiceAccount {account}, which names no identity: pods have to name the client themselves', severity: 'info' },
    otherClient: { text: '{credential} of {identity} trusts ServiceAccount {account}, which asks for another client id', severity: 'error' },
  },
  applies: (credential) => credential.isOfKubernetes,
  judge(credential, { broken }) {
    for (const { is, ...breach } of credential.flaws()) broken(is, breach);
  },
});
