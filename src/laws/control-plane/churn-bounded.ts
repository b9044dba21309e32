import { churnOf } from '../../graph/control-plane/churn';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'control-plane/churn-bounded',
  title: 'Nothing writes to etcd more often than it has to',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Informs: one such object does no harm; a cluster full of them is a slow one.',
  signature: 'S5',
  why: 'Each of these is a write every disk of etcd waits for, or history it keeps and every watcher is sent. Hundreds of them make the control plane slow while every app looks fine.',
  remedy: 'Run jobs less often, keep ten revisions or fewer, poll every 30 s, leave the scale-down window at 300 s and leases at 15 s, and keep large files out of ConfigMaps.',
  waiveWhen: 'The rate is needed, and there are few of its kind.',
  sources: ['mission', 'https://kubernetes.io/docs/setup/best-practices/cluster-large/'],
  on: 'Manifest',
  params: {
    largeKiB: { default: 900, description: 'Size of a ConfigMap or Secret, in KiB, from which it is told; the API server takes 1 MiB.' },
  },
  messages: {
    everyMinute: { text: '{object} makes {amount} Jobs a day, with their pods and events', severity: 'info' },
    history: { text: '{object} keeps {amount} old revisions', severity: 'info' },
    polling: { text: '{object} asks its triggers every {amount} s', severity: 'info' },
    flapping: { text: '{object} scales down at once: each dip in load makes and deletes pods', severity: 'info' },
    election: { text: '{object} holds a lease of {amount} s, and renews it several times in that', severity: 'info' },
    large: { text: '{object} holds {amount} KiB, sent to every watcher with each change; above 1 MiB it is refused', severity: 'info' },
  },
  applies: ({ isWorkload, kind }) => isWorkload || /^(?:ScaledObject|HorizontalPodAutoscaler|ConfigMap|Secret)$/.test(kind),
  judge(object, { params, broken }) {
    for (const { is, path, amount } of churnOf(object, params.largeKiB)) broken(is, { path, args: { object: object.title, amount } });
  },
});
