import { parseQuantity } from '../../../src/graph/reading/quantity';
import { demand } from '../../refusal';
import { scratchIn, type Volumes } from '../../storage/volume';
import { containerResources, type Budget, type ByteQuantity, type ContainerResources } from './budget';
import { withCompanions, type Companions } from '../pod/companion';

/** What bears on the resources of a pod. */
export interface PodBudget extends Companions {
  readonly budget: Budget;
  readonly scratch?: ByteQuantity;
  readonly volumes?: Volumes;
}

/** Bound on scratch files and logs where nothing else is said. */
export const SCRATCH: ByteQuantity = '1Gi';

/** The resources of the app's container, and of its whole pod. Volumes on the disk of the node count as scratch of the app, or the kubelet evicts it. */
export function podResources(where: string, { budget, scratch = SCRATCH, ...props }: PodBudget): { readonly own: ContainerResources; readonly pod: ContainerResources } {
  const { volumes, sidecars = [], init = [] } = props;
  const mounted = [volumes, ...sidecars.map((each) => each.volumes), ...init.map((each) => each.volumes)];
  const bound = parseQuantity(scratch);
  const disk = scratchIn(mounted, 'disk');
  const own = containerResources(where, budget, bound === null || disk.sign() === 0 ? scratch : bound.add(disk).toString() as ByteQuantity);
  const inMemory = scratchIn(mounted, 'memory');
  const memory = parseQuantity(own.limits.memory);
  demand(memory === null || inMemory.compare(memory) < 0, where, 'storage/ephemeral-bounded', () => ({
    found: `${inMemory.toString()} of volumes in memory, in a pod of ${own.limits.memory}`, expected: 'less than its memory: what lies in them counts as memory it uses',
    remedy: 'raise the memory by the size of the volumes, or keep them on disk',
  }));
  return { own, pod: withCompanions(where, own, props) };
}
