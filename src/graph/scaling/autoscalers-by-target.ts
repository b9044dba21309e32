import { aimedAt } from './aimed-at';
import { Autoscaler } from './autoscaler';

/** What sets the replicas of a workload. */
export const autoscalersOf = aimedAt(Autoscaler, 'an autoscaler');
