import { defineLaw } from '../../law';

export default defineLaw({
  id: 'hardening/read-only-root',
  title: 'Containers write to volumes only',
  owner: 'app',
  presets: ['strict'],
  because: 'Many images write to their own file system at start; only strict asks to know where.',
  signature: null,
  why: 'What an intruder can write, he can run after the next restart of the process; what the app writes there is gone with the container.',
  remedy: 'Set securityContext.readOnlyRootFilesystem: true and mount an emptyDir where the app has to write.',
  keptBy: 'Workload constructs harden their pods; `writablePaths` names what may be written.',
  sources: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  on: 'Container',
  messages: {
    writable: { text: 'container {container} can write to its own file system', severity: 'error' },
  },
  applies: (container) => !container.pod.workload.isSystem && container.pod.spec.in('os').string('name') !== 'windows',
  judge(container, { broken }) {
    const context = container.in('securityContext');
    if (context.boolean('readOnlyRootFilesystem') === true) return;
    if (!context.has('readOnlyRootFilesystem')) container.pod.assertWhole();
    broken('writable', {
      path: ['securityContext', 'readOnlyRootFilesystem'],
      at: context.has('readOnlyRootFilesystem') ? 'value' : 'key',
      args: { container: container.name },
    });
  },
});
