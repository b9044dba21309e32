import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/explicit-storage-class',
  title: 'Claims name their class',
  owner: 'app',
  presets: ['recommended', 'strict'],
  signature: 'S4',
  why: 'A claim that names no class takes whatever the cluster marks as its default: another disk on another cluster, and on new EKS clusters none at all, so that it stays Pending.',
  remedy: 'Write spec.storageClassName: the class the data needs. An empty name asks for a volume that is there already.',
  because: 'Warnings: on most clusters there is a default class, and a volume without a class may be waiting; where neither is so the claim stays Pending.',
  keptBy: 'StatefulStore asks for the class of its data.',
  waiveWhen: 'The manifest is for any cluster, and every default class will do.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1', 'https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html'],
  needs: 'cluster',
  on: 'Claim',
  messages: {
    unset: { text: '{claim} names no class and takes the default of the cluster, whatever that is', severity: 'warning' },
    noDefault: { text: '{claim} names no class, and {where} has no default class: it stays Pending', severity: { recommended: 'warning', strict: 'error' } },
    neverProvisioned: { text: '{claim} asks for no class, so nothing is provisioned, and no volume of the set fits it', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (claim) => !claim.isBound,
  judge(claim, { graph, profile, broken }) {
    const name = claim.storageClassName;
    if (name !== null && name !== '') return;
    const isWritten = name === '';
    const place = { path: claim.classField, at: isWritten ? 'value' : 'key' } as const;
    if (isWritten) {
      if (!claim.in('spec').has('selector') && !claim.mayTakeVolumeOf('')) broken('neverProvisioned', { ...place, args: { claim: claim.title } });
      return;
    }
    if (claim.hasKnownDefault) return;
    claim.assertWhole();
    const where = profile.cloud === 'aws' ? 'a new EKS cluster' : 'the set, which is complete,';
    const isKnown = profile.cloud === 'aws' || (profile.cloud === null && graph.isClosed('StorageClass'));
    broken(isKnown ? 'noDefault' : 'unset', { ...place, args: { claim: claim.title, where } });
  },
});
