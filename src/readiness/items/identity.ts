import type { Item } from '../claim';

/** Identity is no credential. */
export const identity: Item = {
  id: 'identity',
  title: 'Is IRSA or Workload Identity configured? No static keys?',
  claims: [
    {
      id: 'workload-identity',
      says: 'Pods that use a cloud do so by workload identity',
      provenBy: ['identity/workload-identity-wired'],
      refutedBy: [
        'identity/no-static-credentials', 'identity/service-account-exists', 'identity/irsa-trust-scoped', 'identity/pod-identity-trust',
        'identity/azure-use-label', 'identity/federated-credential-exact', 'identity/gke-binding-scoped',
      ],
      look: {
        run: 'kubectl get serviceaccounts -A -o custom-columns=NS:.metadata.namespace,NAME:.metadata.name,BY:.metadata.annotations',
        tells: 'which accounts name an identity of the cloud; Pod Identity of EKS binds them without a word',
        alerts: ['LoopIdentityCrashLoop', 'LoopIdentityImagePull', 'LoopTokenEndpointUnreachable'],
      },
    },
    {
      id: 'no-static-keys',
      says: 'No pod holds a static key of a cloud',
      provenBy: ['identity/no-static-credentials'],
      refutedBy: ['identity/no-credential-material'],
      look: { run: 'kubectl get secrets -A -o custom-columns=NS:.metadata.namespace,NAME:.metadata.name,TYPE:.type', tells: 'secrets by name; what is named after a cloud is worth a question' },
    },
  ],
};
