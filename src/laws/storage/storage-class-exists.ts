import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/storage-class-exists',
  title: 'The class a claim names exists',
  owner: 'app',
  presets: ['recommended', 'strict'],
  signature: 'S4',
  why: 'A class that does not exist is no way to the default class: the claim waits for somebody to create it, for ever, and the pod waits for the claim.',
  remedy: 'Correct the name, add the StorageClass, or declare the PersistentVolume the claim is meant for.',
  because: 'An error where the set holds every class: the claim is never provisioned. Where it does not, the answer is undecided.',
  waiveWhen: 'The class is created by an operator at run time.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1'],
  needs: 'cluster',
  on: 'Claim',
  messages: {
    missing: { text: '{claim} names class {class}, which does not exist', severity: 'error' },
    misspelt: { text: '{claim} names class {class}, which does not exist; {nearest} does', severity: 'error' },
  },
  applies: (claim) => !claim.isBound && (claim.storageClassName ?? '') !== '',
  judge(claim, { graph, broken }) {
    const name = claim.storageClassName ?? '';
    if (claim.volumeClass !== null || claim.mayTakeVolumeOf(name)) return;
    graph.assertComplete('StorageClass', name);
    const nearest = claim.nearestClass;
    broken(nearest === null ? 'missing' : 'misspelt', { path: claim.classField, args: { claim: claim.title, class: name, nearest: nearest ?? '' } });
  },
});
