import type { Edit } from '../../finding';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/topology-spread-selector',
  title: 'Spread constraints count the pods that have them',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'alone and twice are errors: the API server rejects the pod. A constraint that counts nobody spreads nothing, which is silent and no outage: a warning, an error in strict.',
  signature: 'S2',
  why: 'A constraint balances the pods its labelSelector counts. Without a selector, with an empty one, or with that of another app it counts none of its own: every place looks equally full, and all replicas may land in one.',
  remedy: 'Write the labels of the pod template into labelSelector, and matchLabelKeys: [pod-template-hash] so that old pods do not weigh on new ones.',
  waiveWhen: 'The pods are to be spread against another app on purpose.',
  sources: [
    'mission',
    'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#topologyspreadconstraints-field',
    'https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/framework/plugins/podtopologyspread/common.go',
  ],
  on: 'Workload',
  messages: {
    alone: { text: 'the API server refuses pods of {workload}: matchLabelKeys without a labelSelector', severity: 'error' },
    twice: { text: 'the API server refuses pods of {workload}: {key} is in labelSelector and in matchLabelKeys', severity: 'error' },
    unselected: { text: 'the spread over {topology} counts nobody: it has no labelSelector', severity: { recommended: 'warning', strict: 'error' } },
    empty: { text: 'the spread over {topology} counts nobody: an empty labelSelector counts no pod', severity: { recommended: 'warning', strict: 'error' } },
    others: { text: 'the spread over {topology} counts other pods than those of {workload}', severity: { recommended: 'warning', strict: 'error' } },
    revisions: {
      text: 'the spread over {topology} counts the old pods during an update, and may hold new ones back or leave them crooked',
      severity: { recommended: 'info', strict: 'warning' },
    },
  },
  applies: (workload) => workload.pod.spreadConstraints.length > 0,
  judge(workload, { broken }) {
    for (const constraint of workload.pod.spreadConstraints) {
      const { at: { path }, refusedKeys, topologyKey: topology } = constraint;
      const args = { workload: workload.title, topology };
      const keys = [...path, 'matchLabelKeys'];
      if (refusedKeys !== null) {
        const key = refusedKeys === 'alone' ? '' : refusedKeys.twice;
        broken(key === '' ? 'alone' : 'twice', { path: keys, at: 'key', args: { ...args, key } });
        continue;
      }
      const { counted, matchLabelKeys: known } = constraint;
      const countsRevisions = constraint.isHard && workload.kind === 'Deployment' && !known.includes('pod-template-hash');
      const ownRevision: Edit = known.length > 0
        ? { op: 'add', path: [...keys, known.length], value: 'pod-template-hash' }
        : { op: 'add', path: keys, value: ['pod-template-hash'] };
      if (counted !== 'own') {
        const labelSelector = workload.knownSelector;
        const field = [...path, 'labelSelector'];
        const select: Edit = { op: counted === 'unselected' ? 'add' : 'replace', path: field, value: labelSelector };
        const repair = { patch: countsRevisions ? [select, ownRevision] : [select] };
        broken(counted, { path: field, at: 'key', args, ...(labelSelector !== null && { repair }) });
      } else if (countsRevisions) {
        broken('revisions', { path: [...path, 'whenUnsatisfiable'], args, repair: { patch: [ownRevision] } });
      }
    }
  },
});
