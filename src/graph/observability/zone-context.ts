import { COPIED_SINCE, ZONE_FIELD, ZONE_LABEL } from './context-fields';
import type { Container } from '../workload/container';
import type { Pod } from '../workload/pod';
import type { Subject } from '../reading/subject';
import { Undecided, maybe, some } from '../reading/unknown';

/** The label the API server copies from the node to the pod it is bound to, and the one of the region beside it. */
const COPIED = new Set([ZONE_LABEL, 'topology.kubernetes.io/region']);

const IN_PLACE_OF = /^(?:topology\.k8s\.io|failure-domain\.beta\.kubernetes\.io)\/(?:zone|region)$/;
const TELLS_ZONE = /(?:^|_)(?:AZ|ZONE)$/;

/** A variable that reads a label no pod will carry, and so is empty. */
export interface EmptyVariable {
  readonly container: Container;
  readonly variable: Subject;
  readonly label: string;
  /** Does a later version of Kubernetes copy the label? */
  readonly isEarly: boolean;
}

/**
 * What pods are told of the zone they run in.
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/4742-node-topology-downward-api
 */
export class ZoneContext {
  constructor(private readonly pod: Pod) {}

  /** Is there anything to say of a zone: can pods know theirs, or do these say one? */
  get isAtStake(): boolean {
    const { pod } = this;
    return pod.workload.graph.isAtLeast(COPIED_SINCE) || pod.labels.has(ZONE_LABEL) || this.emptyVariables.length > 0;
  }

  /** The zone its own template says it is in, while its pods may run in others; `null` when it says none. */
  get claimedZone(): string | null {
    const { pod } = this;
    const claimed = pod.labels.get(ZONE_LABEL);
    // A pod that has its node has the label of it.
    if (claimed === undefined || pod.spec.has('nodeName')) return null;
    const allowed = pod.allowedZones;
    return allowed?.length === 1 && allowed[0] === claimed ? null : claimed;
  }

  /** Variables that stay empty, as nothing puts the label they read on these pods. */
  get emptyVariables(): readonly EmptyVariable[] {
    const { pod } = this;
    const isCopied = pod.workload.graph.isAtLeast(COPIED_SINCE);
    return pod.containers.flatMap((container) => (maybe(() => container.list('env')) ?? []).flatMap((variable): EmptyVariable[] => {
      const label = maybe(() => labelOf(variable)) ?? null;
      if (label === null || pod.labels.has(label)) return [];
      if (COPIED.has(label)) return isCopied ? [] : [{ container, variable, label, isEarly: true }];
      return IN_PLACE_OF.test(label) ? [{ container, variable, label, isEarly: false }] : [];
    }));
  }

  /** The containers whose log lines can't say in which zone they were written. */
  get untold(): readonly Container[] {
    const { pod } = this;
    const { graph } = pod.workload;
    if (graph.profile.logContext === 'collector') throw new Undecided('a collector puts the zone into log lines');
    return pod.appContainers.filter((container) => container.isOwnCode && !isTold(container));
  }
}

function labelOf(variable: Subject): string | null {
  return /^metadata\.labels\['([^']+)'\]$/.exec(variable.in('valueFrom').in('fieldRef').string('fieldPath') ?? '')?.[1] ?? null;
}

function isTold(container: Container): boolean {
  return some(container.list('env'), (variable) => {
    const name = variable.string('name') ?? '';
    if (labelOf(variable) === ZONE_LABEL || TELLS_ZONE.test(name.replace('TIME_ZONE', ''))) return true;
    return name === 'OTEL_RESOURCE_ATTRIBUTES' && (variable.string('value') ?? '').includes(`${ZONE_FIELD.attribute}=`);
  });
}
