import { storedLimitRangeItem, type Amounts, type LimitRangeItem } from '../defaults/pod-creation';
import { KubeObject } from '../object/kube-object';
import type { Quantity } from '../reading/quantity';
import { amountsIn } from './amounts';

/** What a LimitRange holds things of one type to, and where that is written. */
export interface LimitRangeRule extends LimitRangeItem<Quantity> {
  readonly range: LimitRange;
  readonly index: number;
  readonly min: Amounts<Quantity>;
  readonly max: Amounts<Quantity>;
  readonly maxLimitRequestRatio: Amounts<Quantity>;
}

/**
 * A LimitRange.
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export class LimitRange extends KubeObject {
  private rulesOnce: readonly LimitRangeRule[] | undefined;

  /** Its items as they are stored: bounds of containers are their defaults, too. */
  get rules(): readonly LimitRangeRule[] {
    return (this.rulesOnce ??= this.spec.list('limits').map((item, index) => {
      const amounts = (key: string) => amountsIn(item.in(key));
      const [min, max, maxLimitRequestRatio] = [amounts('min'), amounts('max'), amounts('maxLimitRequestRatio')];
      const stored = storedLimitRangeItem({ type: item.string('type') ?? '', default: amounts('default'), defaultRequest: amounts('defaultRequest'), min, max });
      return { ...stored, min, max, maxLimitRequestRatio, range: this, index };
    }));
  }

  /** What it gives a container that has none of its own; `null` = nothing. */
  supplied(kind: 'requests' | 'limits', resource: string): Quantity | null {
    for (const { type, default: limits, defaultRequest: requests } of this.rules) {
      const given = type === 'Container' ? (kind === 'limits' ? limits : requests)?.[resource] : undefined;
      if (given !== undefined) return given;
    }
    return null;
  }
}
