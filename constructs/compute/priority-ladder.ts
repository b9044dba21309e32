import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { clusterObject } from '../cluster-object';
import { checkName } from '../name';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { scopeOf } from '../scope';

/** The rungs: who is served first, and who dies last. */
export type Rung = 'critical' | 'standard' | 'batch';

/** How the rungs are called. */
export interface PriorityLadderProps {
  /** Prefix of the names, e.g. `shop` for `shop-critical`. */
  readonly name: string;
}

/** Values stay far below the 1,000,000,000 that users may take. Batch waits for room instead of evicting others. */
const RUNGS: { readonly [R in Rung]: { readonly value: number; readonly preemptionPolicy: string; readonly description: string } } = {
  critical: { value: 1_000_000, preemptionPolicy: 'PreemptLowerPriority', description: 'Data and what everything else needs: dies last.' },
  standard: { value: 100_000, preemptionPolicy: 'PreemptLowerPriority', description: 'Services people wait for.' },
  batch: { value: 1_000, preemptionPolicy: 'Never', description: 'Work that can run later: dies first, evicts nobody.' },
};

/** Three PriorityClasses that say who dies first when the cluster is full. Keeps compute/priority-ladder-sane, priority-class-exists. */
export class PriorityLadder extends Construct {
  readonly critical: ApiObject;
  readonly standard: ApiObject;
  readonly batch: ApiObject;

  constructor(scope: Construct, id: string, props: PriorityLadderProps) {
    super(scopeOf(scope, id), id);
    const { name } = checked(SHAPES, 'PriorityLadderProps', this.node.path, props);
    checkName(this.node.path, name);
    const rung = (of: Rung): ApiObject => clusterObject(this, of, {
      apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: `${name}-${of}` }, globalDefault: false, ...RUNGS[of],
    });
    this.critical = rung('critical');
    this.standard = rung('standard');
    this.batch = rung('batch');
  }
}
