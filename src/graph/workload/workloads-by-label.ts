import type { Join } from '../join';
import { maybe, SOME } from '../reading/unknown';
import { SelectionIndex } from '../selection/selection-index';
import { Labels } from '../selection/selector';
import { Workload } from './workload';

/** Workloads by the labels of their pods. */
export const workloadsByLabel: Join<SelectionIndex<Workload>> = (graph) => new SelectionIndex(graph.seen(Workload).map((item) => ({
  item,
  namespace: item.namespace,
  labels: maybe(() => item.pod.labels) ?? new Labels(SOME),
})));
