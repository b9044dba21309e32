import { defineLaw } from '../../law';

export default defineLaw({
  id: 'identity/gke-binding-scoped',
  title: 'Bindings of Google name one ServiceAccount, and there are no keys',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Too wide a binding, or a key, works until somebody uses it: a warning, and an error in strict.',
  unproven: true,
  clouds: ['gcp'],
  signature: 'S1',
  why: 'All clusters of a project share one pool of identities, so a binding to the pool is one to every pod of all of them; and a key is valid for years, wherever it has been copied.',
  remedy: 'Name one account: serviceAccount:<project>.svc.id.goog[<namespace>/<name>], or its principal:// form; remove google_service_account_key.',
  waiveWhen: 'A system outside of Google Cloud needs the key and can not federate.',
  sources: ['mission', 'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity', 'https://cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys'],
  on: 'GoogleAccess',
  messages: {
    pool: { text: '{binding} lets in every workload of a cluster or project: {member}', severity: { recommended: 'warning', strict: 'error' } },
    namespace: { text: '{binding} lets in every workload of a namespace: {member}', severity: { recommended: 'warning', strict: 'error' } },
    key: { text: '{key} makes a key that is valid for years, wherever it is copied', severity: { recommended: 'warning', strict: 'error' } },
    elsewhere: { text: '{binding} lets in ServiceAccount {account}, which is in namespace {namespace} and not there', severity: 'warning' },
    missing: { text: '{binding} lets in ServiceAccount {account}, which does not exist', severity: 'warning' },
  },
  applies: (access) => access.isForWorkloads,
  judge(access, { broken }) {
    for (const { is, ...breach } of access.flaws()) broken(is, breach);
  },
});
