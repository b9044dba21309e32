import { schedulerConfigurationsOf, schedulerProblemsOf } from '../../graph/control-plane/scheduler-configuration';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'control-plane/scheduler-config',
  title: 'The scheduler is configured as its version reads it, and knows of volumes',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'An error for what the scheduler does not start with, and for a scheduler that puts pods where their volume is not; the rest warns.',
  signature: 'S2',
  shows: { symptom: 'every new pod stays Pending; the scheduler restarts', blamed: 'the nodes' },
  why: 'A scheduler that can not read its configuration exits, and nothing is placed. Without the volume plugins it places pods in a zone their disk is not in, where they wait for ever.',
  remedy: 'Write kubescheduler.config.k8s.io/v1, give each profile a name of its own, and leave VolumeBinding and VolumeZone enabled. Prefer ScheduleAnyway in default constraints: the cluster autoscaler does not know them.',
  waiveWhen: 'The scheduler is built with the plugin that is named.',
  sources: ['mission', 'https://kubernetes.io/docs/reference/scheduling/config/', 'https://kubernetes.io/docs/reference/config-api/kube-scheduler-config.v1/'],
  on: 'Manifest',
  messages: {
    removed: { text: '{object}: no scheduler since {name} reads this version of its configuration', severity: 'error' },
    twice: { text: '{object}: two profiles are called {name}, and the scheduler does not start', severity: 'error' },
    noVolumes: { text: '{object}: without {name} pods are put where their volume is not', severity: 'error' },
    unknownPlugin: { text: '{object}: plugin {name} is none of Kubernetes; a scheduler without it does not start', severity: 'warning' },
    hardSpread: { text: '{object}: a default constraint on {name} leaves pods Pending, and the cluster autoscaler does not know why', severity: 'warning' },
  },
  applies: (object) => schedulerConfigurationsOf(object).length > 0,
  judge(object, { broken }) {
    for (const { is, name, path } of schedulerConfigurationsOf(object).flatMap(schedulerProblemsOf)) {
      broken(is, { path, args: { object: object.title, name } });
    }
  },
});
