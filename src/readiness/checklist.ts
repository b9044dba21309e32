import type { Claim, Item } from './claim';
import { azure } from './items/azure';
import { compute } from './items/compute';
import { controlPlane } from './items/control-plane';
import { identity } from './items/identity';
import { network } from './items/network';
import { observability } from './items/observability';
import { storage } from './items/storage';

/**
 * The Cluster Readiness Checklist of the method, in the order in which loops depend on each other: nothing is scheduled without a
 * control plane, no pod starts without identity, no packet and no disk comes before the pod; what is seen of it all comes last.
 */
export const CHECKLIST: readonly Item[] = [controlPlane, identity, compute, network, storage, observability, azure];

/** What crosses all loops, drawn beside the checklist. */
export const NO_DOMINO: Claim = {
  id: 'no-domino',
  says: 'No workload carries a domino chain',
  provenBy: ['cross/domino-chain'],
  look: { run: 'kubectl get pods,pvc -A -o wide', tells: 'pods that wait for a disk of another zone', alerts: ['LoopStorageContainerCreating', 'LoopStorageAttachStuck'] },
};
