import type { Labels } from '../../labels';

/** Nodes kept for one kind of work: a label that attracts it and a taint that keeps the rest away. */
export interface NodePool {
  readonly labels: Labels;
  readonly taint: Taint;
}

/** What repels every pod that does not tolerate it. */
export interface Taint {
  readonly key: string;
  /** @empty where the key says it all */
  readonly value: string;
  readonly effect: 'NoSchedule' | 'NoExecute';
}
