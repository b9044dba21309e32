import { pathText } from '../../graph/reading/path-text';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'manifest/readable-pod-spec',
  title: 'Pods are made by kinds whose pods can be examined',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'It only says what was not looked at, so that nobody takes silence for a pass.',
  signature: null,
  why: 'Laws about pods and containers read the workload kinds of Kubernetes, Argo Rollouts and Knative Services. Pods that another kind makes go unexamined, and a clean report says nothing about them.',
  remedy: 'Check what the controller makes of it: kubectl get pods -o yaml | looplaw check -.',
  sources: ['https://kubernetes.io/docs/concepts/extend-kubernetes/operator/'],
  on: 'Manifest',
  messages: {
    unexamined: { text: '{kind} {name} holds a pod spec at {place}; its pods are not examined', severity: 'info' },
  },
  applies: (object) => !object.hasSchema && !object.isWorkload,
  judge({ kind, name, podShape }, { broken }) {
    if (podShape === null) return;
    broken('unexamined', { path: podShape, at: 'key', args: { kind, name, place: pathText(podShape) } });
  },
});
