import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/no-ephemeral-database',
  title: 'A database keeps its data on a volume that lasts',
  owner: 'app',
  presets: ['recommended', 'strict'],
  signature: 'S4',
  why: 'What a container writes outside of volumes ends with the container, an emptyDir ends with the pod, a hostPath stays behind on a node the pod leaves. The first drain makes it an empty database that starts without an error.',
  remedy: 'Give the StatefulSet a volumeClaimTemplate and mount it where the image keeps its data. A mere cache or a throw-away test: annotate looplaw.dev/stateful: "false".',
  because: 'An error: the first restart, or the first drain, loses the data for certain.',
  keptBy: 'StatefulStore cannot be built without a claim for its data.',
  waiveWhen: 'The data can be made anew from somewhere else, and losing it is an outage nobody minds.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir', 'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  on: 'Workload',
  messages: {
    nothing: { text: 'database {image} of {workload} mounts nothing at {path}: its data ends with the container', severity: 'error' },
    emptyDir: { text: 'database {image} of {workload} keeps {path} on an emptyDir: its data ends with the pod', severity: 'error' },
    hostPath: { text: 'database {image} of {workload} keeps {path} on the disk of a node: its data does not follow the pod', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (workload) => !workload.isJob && !workload.isStaticPod && workload.isDatabase,
  judge(workload, { broken }) {
    const { database, storage, pod } = workload;
    const data = storage.ephemeralData;
    if (database === null || data === null) return;
    pod.assertWhole();
    broken(data.is, {
      path: data.mount === null ? [...database.path, 'image'] : [...data.mount.path, 'mountPath'],
      args: { image: database.image.repository, workload: workload.title, path: data.path },
    });
  },
});
