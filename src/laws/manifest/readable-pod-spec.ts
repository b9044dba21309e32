import { pathText } from '../../graph/reading/path-text';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'manifest/readable-pod-spec',
  title: 'Pods are made by kinds whose pods can be examined',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'It only says what was not looked at, so that nobody takes silence for a pass.',
  signature: null,
  why: 'Laws about pods and containers read the workload kinds of Kubernetes, Argo Rollouts and Knative Services. Pods that another kind makes, or that come from a chart an object of Flux or Argo CD installs, go unexamined, and a clean report says nothing about them.',
  remedy: 'Check what the controller makes of it: kubectl get pods -A -o yaml | looplaw check -. A chart can be checked before: helm template REPO/CHART -f VALUES | looplaw check -.',
  sources: [
    'https://kubernetes.io/docs/concepts/extend-kubernetes/operator/',
    'https://fluxcd.io/flux/components/helm/helmreleases/',
    'https://argo-cd.readthedocs.io/en/stable/user-guide/helm/',
  ],
  on: 'Manifest',
  messages: {
    unexamined: { text: '{kind} {name} holds a pod spec at {place}; its pods are not examined', severity: 'info' },
    chart: { text: '{kind} {name} installs chart {chart}; what the chart holds is not examined', severity: 'info' },
  },
  applies: (object) => !object.hasSchema && !object.isWorkload,
  judge({ kind, name, podShape, installedChart }, { broken }) {
    if (installedChart !== null) broken('chart', { path: installedChart.path, args: { kind, name, chart: installedChart.name } });
    if (podShape !== null) broken('unexamined', { path: podShape, at: 'key', args: { kind, name, place: pathText(podShape) } });
  },
});
