import type { Flaw } from './flaw';
import type { CloudResource } from './cloud-resource';

/** What brings traffic of private subnets to the internet, on whichever cloud. */
export interface EgressGateway extends CloudResource {
  readonly egressFlaws: readonly Flaw<'shared' | 'several' | 'unzoned' | 'ports'>[];
}
