export type Labels = Readonly<Record<string, string>>;

/** The label workloads are told apart by. */
export const NAME = 'app.kubernetes.io/name';

/** The labels that select a workload's pods: as few as possible, because a selector can never change. */
export function selectorLabels(name: string): Labels {
  return { [NAME]: name };
}

/**
 * The recommended labels of a workload's objects.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function objectLabels(name: string, component: string, partOf: string): Labels {
  return { ...selectorLabels(name), 'app.kubernetes.io/component': component, 'app.kubernetes.io/part-of': partOf };
}
