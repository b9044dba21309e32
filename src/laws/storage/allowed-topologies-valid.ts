import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/allowed-topologies-valid',
  title: 'A class limits its volumes by labels its driver knows',
  owner: 'app',
  presets: ['recommended', 'strict'],
  unproven: true,
  signature: 'S4',
  why: 'What allowedTopologies says is compared with what the driver says about its nodes. A key or value the driver never says fits no node, and no claim of the class is provisioned.',
  remedy: 'Use the driver\'s own zone key: topology.kubernetes.io/zone for EBS, topology.disk.csi.azure.com/zone with values such as eastus2-1 for Azure, topology.gke.io/zone for Google.',
  because: 'An error: the provisioner refuses every claim of the class. The old label under an old provisioner is still translated, hence a warning.',
  keptBy: 'ZonalStorageClass limits nothing: the pod chooses the zone.',
  sources: [
    'https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md',
    'https://learn.microsoft.com/azure/aks/azure-csi-disk-storage-provision',
    'https://github.com/kubernetes-sigs/gcp-compute-persistent-disk-csi-driver#topology',
  ],
  on: 'DeclaredStorageClass',
  messages: {
    foreignKey: { text: '{provisioner} knows no node label {key}; its zone is {zoneKey}', severity: 'error' },
    deprecated: { text: 'label {key} is what zones were called up to Kubernetes 1.17', severity: 'warning' },
    foreignValue: { text: 'zones of {provisioner} are written <region>-<number>; no node is in {value}', severity: 'error' },
  },
  applies: (volumeClass) => volumeClass.topologyKeys !== null && volumeClass.topologies.length > 0,
  judge(volumeClass, { broken }) {
    const { provisioner, topologyKeys, inTree } = volumeClass;
    const [zoneKey = ''] = topologyKeys ?? [];
    for (const expression of volumeClass.topologies) {
      const key = expression.string('key') ?? '';
      const path = [...expression.path, 'key'];
      const isDeprecated = key.startsWith('failure-domain.beta.kubernetes.io/');
      // The zones of another cloud would stay wrong under any key.
      const repair = /^(?:topology|failure-domain\.beta)\.kubernetes\.io\/zone$/.test(key) ? { repair: { patch: [{ op: 'replace' as const, path, value: zoneKey }] } } : {};
      if (inTree !== null && isDeprecated) broken('deprecated', { path, args: { key }, repair: { patch: [{ op: 'replace', path, value: key.replace('failure-domain.beta', 'topology') }] } });
      else if (!volumeClass.knowsTopology(key)) broken('foreignKey', { path, args: { provisioner, key, zoneKey }, ...repair });
      else for (const value of volumeClass.foreignZones(expression)) broken('foreignValue', { path: [...expression.path, 'values'], args: { provisioner, value } });
    }
  },
});
