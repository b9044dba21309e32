import { defineLaw } from '../../law';

export default defineLaw({
  id: 'hardening/no-root-group',
  title: 'Pods are in no root group',
  owner: 'app',
  presets: ['strict'],
  because: 'Group 0 owns files of many images and of the node; few apps need it, so only strict asks.',
  signature: null,
  why: 'Files of the node that are open to group root are open to a process in group 0, whatever its user.',
  remedy: 'Set runAsGroup, supplementalGroups and fsGroup to other groups than 0.',
  keptBy: 'Workload constructs run as user and group of their own.',
  sources: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  on: 'Pod',
  messages: {
    root: { text: 'pods of {workload} are in group 0 by {field}', severity: 'error' },
  },
  applies: (pod) => !pod.workload.isSystem,
  judge(pod, { broken }) {
    const context = pod.spec.in('securityContext');
    const root = (field: string, ...path: readonly (string | number)[]) => {
      broken('root', { path: ['spec', ...path], args: { workload: pod.workload.title, field } });
    };
    for (const field of ['runAsGroup', 'fsGroup']) if (context.number(field) === 0) root(field, 'securityContext', field);
    context.items('supplementalGroups').forEach((group, i) => {
      if (group === 0) root('supplementalGroups', 'securityContext', 'supplementalGroups', i);
    });
    for (const container of pod.containers) {
      if (container.in('securityContext').number('runAsGroup') === 0) root('runAsGroup', ...container.steps.slice(1), 'securityContext', 'runAsGroup');
    }
  },
});
