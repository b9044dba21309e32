import type { Path } from '../../load/resource';
import type { Subject } from '../reading/subject';
import { ANY_NODE, both as asksBoth, demandsOf, oneOf, type NodeDemands } from './node-demand';
import { termsOf, type NodeRequirement, type NodeTerm } from './node-term';

/** The labels of a node, or of nodes that are alike. */
export interface NodeLabels {
  /** Values the label has, several where the nodes differ; `undefined` = none has it, `null` = not known. */
  values(key: string): readonly string[] | undefined | null;
}

/**
 * The nodes a pod is made for: its `nodeSelector` and its required node affinity.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
 */
export class NodeSelection {
  private constructor(
    private readonly selector: readonly NodeRequirement[],
    /** Of which one must hold; `null` = none is written. */
    private readonly terms: readonly NodeTerm[] | null,
  ) {}

  /** Reads a pod spec. Throws `Undecided` where a part of it is not known. */
  static in(spec: Subject): NodeSelection {
    const nodeSelector = spec.in('nodeSelector');
    const affinity = spec.in('affinity').in('nodeAffinity');
    return new NodeSelection(
      nodeSelector.keys().map((key) => ({ path: ['nodeSelector', key], key, operator: 'In', values: [nodeSelector.string(key) ?? ''] })),
      affinity.has(REQUIRED) ? termsOf(affinity.in(REQUIRED), ['affinity', 'nodeAffinity', REQUIRED]) : null,
    );
  }

  /** Does it take whichever node there is? */
  get isEmpty(): boolean {
    return this.selector.length === 0 && this.terms === null;
  }

  /** From the pod spec to the first condition; `null` when it takes whichever node there is. */
  get path(): Path | null {
    if (this.selector.length > 0) return ['nodeSelector'];
    return this.terms === null ? null : ['affinity', 'nodeAffinity', REQUIRED];
  }

  /** From the pod spec to a condition that takes nodes with this value of the label, named as such; `null` when there is none. */
  accepts(key: string, value: string): Path | null {
    const conditions = [...this.selector, ...(this.terms ?? []).flatMap((term) => term.labels)];
    return conditions.find((r) => r.key === key && r.operator === 'In' && r.values.includes(value))?.path ?? null;
  }

  /** What it asks of a node, to be held against what volumes ask. */
  get demands(): NodeDemands {
    return asksBoth(...this.selector.map(({ key, values }) => oneOf(key, values)), this.terms === null ? ANY_NODE : demandsOf(this.terms));
  }

  /** Does it take a node of these labels and this name (`null` = not known)? `null` where that hangs on something unknown. */
  test(labels: NodeLabels, name: string | null): boolean | null {
    const selected = all(this.selector, (r) => holds(r, labels.values(r.key)));
    if (this.terms === null || selected === false) return selected;
    let fits: boolean | null = false;
    for (const term of this.terms) {
      const answer = term.labels.length + term.fields.length === 0 ? false : both(
        all(term.labels, (r) => holds(r, labels.values(r.key))),
        all(term.fields, (r) => holds(r, name === null ? null : [name])),
      );
      if (answer === true) return selected;
      if (answer === null) fits = null;
    }
    return fits;
  }
}

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
/** The label that tells nodes apart. */
export const HOSTNAME = 'kubernetes.io/hostname';

/** Where nodes differ, it is enough that one of them meets the condition. */
function holds({ operator, values }: NodeRequirement, label: readonly string[] | undefined | null): boolean | null {
  if (label === null) return null;
  switch (operator) {
    case 'In':
      return label?.some((value) => values.includes(value)) ?? false;
    case 'NotIn':
      return label?.some((value) => !values.includes(value)) ?? true;
    case 'Exists':
      return label !== undefined;
    case 'DoesNotExist':
      return label === undefined;
    case 'Gt':
      return label?.some((value) => compare(value, values[0], 1)) ?? false;
    case 'Lt':
      return label?.some((value) => compare(value, values[0], -1)) ?? false;
    default:
      return null;
  }
}

/** Labels are text; those that are no integer of 64 bits are neither greater nor less than any. */
function compare(label: string, bound = '', sign: 1 | -1): boolean {
  const [a, b] = [integer(label), integer(bound)];
  return a !== null && b !== null && (sign === 1 ? a > b : a < b);
}

function integer(text: string): bigint | null {
  if (!/^[+-]?\d{1,19}$/.test(text)) return null;
  const value = BigInt(text.replace('+', ''));
  return BigInt.asIntN(64, value) === value ? value : null;
}

function all<X>(xs: readonly X[], test: (x: X) => boolean | null): boolean | null {
  return xs.reduce<boolean | null>((answer, x) => (answer === false ? false : both(answer, test(x))), true);
}

function both(a: boolean | null, b: boolean | null): boolean | null {
  if (a === false || b === false) return false;
  return a === null || b === null ? null : true;
}
