import type { Item } from '../claim';

/** What a cluster on Azure is asked besides. */
export const azure: Item = {
  id: 'azure',
  title: 'On Azure: Workload Identity, no static secrets, classes that know zones, KEDA',
  cloud: 'azure',
  claims: [
    {
      id: 'azure-workload-identity',
      says: 'Workload Identity is enabled',
      provenBy: ['identity/workload-identity-wired', 'identity/federated-credential-exact'],
      refutedBy: ['identity/azure-use-label'],
      look: {
        run: 'kubectl -n kube-system get pods -l azure-workload-identity.io/system=true', tells: 'whether the webhook runs that gives pods their token',
        alerts: ['LoopTokenEndpointUnreachable'],
      },
    },
    {
      id: 'azure-static-secrets',
      says: 'Static cloud secrets are removed',
      provenBy: ['identity/no-static-credentials'],
      refutedBy: ['identity/no-credential-material', 'identity/no-literal-secret'],
      look: { run: 'kubectl get secrets -A -o custom-columns=NS:.metadata.namespace,NAME:.metadata.name,TYPE:.type', tells: 'secrets by name; AZURE_CLIENT_SECRET has no use any more' },
    },
    {
      id: 'azure-zones',
      says: 'Classes of disks know zones',
      provenBy: ['storage/deferred-binding'],
      refutedBy: ['storage/volume-parameters-valid', 'storage/allowed-topologies-valid', 'storage/zone-redundant-single', 'storage/volume-zone-conflict'],
      look: { run: 'kubectl get storageclass -o custom-columns=NAME:.metadata.name,SKU:.parameters.skuName,BINDING:.volumeBindingMode', tells: 'which classes are LRS (one zone) and bind at once', alerts: ['LoopStorageClassImmediate'] },
    },
    {
      id: 'azure-keda',
      says: 'Autoscaling by KEDA is validated',
      provenBy: ['compute/keda-valid'],
      refutedBy: ['compute/single-autoscaler'],
      look: { run: 'kubectl get scaledobjects -A', tells: 'whether each one is READY, and its fallback not ACTIVE' },
    },
  ],
};
