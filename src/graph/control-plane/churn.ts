import type { Path } from '../../load/resource';
import type { KubeObject } from '../object/kube-object';
import { isUnresolved } from '../reading/unknown';
import { Workload } from '../workload/workload';
import { wordsOf } from './settings';

/** Something that writes to etcd more often, or more at a time, than it has to. */
export interface Churn {
  readonly is: 'everyMinute' | 'history' | 'polling' | 'flapping' | 'election' | 'large';
  /** From the root of the object. */
  readonly path: Path;
  /** The number to tell, in the unit of its kind: revisions, seconds, KiB. */
  readonly amount: number;
}

const EVERY_MINUTE = /^\s*(?:\*(?:\/1)?\s+){4}\*(?:\/1)?\s*$/;
const LEASE = /^--leader-elect(?:ion)?-lease-duration=(\d+)s$/;

/** Where an object makes etcd write more than it has to; `largeKib` is the size from which data is large. */
export function churnOf(object: KubeObject, largeKib: number): readonly Churn[] {
  if (object instanceof Workload) return [...ofSchedule(object), ...ofHistory(object), ...ofElection(object)];
  switch (`${object.group}/${object.kind}`) {
    case 'keda.sh/ScaledObject':
      return below('polling', ['spec', 'pollingInterval'], object.spec.number('pollingInterval'), 10);
    case 'autoscaling/HorizontalPodAutoscaler': {
      const window = object.spec.in('behavior').in('scaleDown').number('stabilizationWindowSeconds');
      return below('flapping', ['spec', 'behavior', 'scaleDown', 'stabilizationWindowSeconds'], window, 1);
    }
    case '/ConfigMap':
    case '/Secret':
      return ofSize(object, largeKib);
    default:
      return [];
  }
}

function ofSchedule(workload: Workload): readonly Churn[] {
  const isEveryMinute = workload.kind === 'CronJob' && EVERY_MINUTE.test(workload.spec.string('schedule') ?? '');
  return isEveryMinute ? [{ is: 'everyMinute', path: ['spec', 'schedule'], amount: 1440 }] : [];
}

function ofHistory(workload: Workload): readonly Churn[] {
  const limit = workload.group === 'apps' ? workload.spec.number('revisionHistoryLimit') : undefined;
  return limit !== undefined && limit > 10 ? [{ is: 'history', path: ['spec', 'revisionHistoryLimit'], amount: limit }] : [];
}

function ofElection(workload: Workload): readonly Churn[] {
  return workload.pod.containers.flatMap((container) => wordsOf(container)).flatMap(({ text, path }): readonly Churn[] => {
    const seconds = Number(LEASE.exec(text)?.[1] ?? '10');
    return seconds < 10 ? [{ is: 'election', path, amount: seconds }] : [];
  });
}

function ofSize(object: KubeObject, largeKib: number): readonly Churn[] {
  const kibibytes = ['data', 'binaryData', 'stringData'].filter((field) => object.has(field))
    .map((field) => Buffer.byteLength(isUnresolved(object.resource.value[field]) ? '' : JSON.stringify(object.resource.value[field] ?? '')) / 1024);
  const sum = Math.floor(kibibytes.reduce((a, b) => a + b, 0));
  return sum >= largeKib ? [{ is: 'large', path: ['data'], amount: sum }] : [];
}

function below(is: Churn['is'], path: Path, amount: number | undefined, least: number): readonly Churn[] {
  return amount !== undefined && amount < least ? [{ is, path, amount }] : [];
}
