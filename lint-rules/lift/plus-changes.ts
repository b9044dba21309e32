import type { Draft } from './draft';
import { read } from './expression';
import { containerOf, type Later } from './plus-container';
import type { Names } from './scope';
import { children, wrapped, type Syntax } from './syntax';
import type { Call, UseFinder, Uses } from './uses';

/** Methods of a workload that change nothing of it: they make other objects. */
const HARMLESS = new Set(['exposeViaIngress', 'exposeViaService', 'toNetworkPolicyPeerConfig', 'toPodSelector', 'toPodSelectorConfig', 'toString', 'addDependency', 'toSubjectConfiguration']);

const RULES = ['addRule', 'addRules', 'addHostRule', 'addDefaultBackend', 'addHostDefaultBackend'];

/** What the file does to a construct after it made it. */
export class Changes {
  readonly metadata: boolean;
  readonly podMetadata: boolean;
  readonly scheduling: boolean;
  readonly volumes: boolean;
  readonly isScaled: boolean;
  readonly isSelecting: boolean;
  /** Is something bound to it: ports to a Service, a volume to a claim? */
  readonly hasMorePorts: boolean;
  readonly hasMoreRules: boolean;
  readonly hasMoreTls: boolean;
  /** The StatefulSet a Service is given to, which makes it select its pods. */
  readonly governedBy: Syntax | null;
  readonly areKnown: boolean;
  /** Containers that are added; `null` where nobody knows how many. */
  readonly containers: readonly Draft[] | null;
  private mounts = false;

  constructor(calls: readonly Call[], uses: Uses, private readonly names: Names, private readonly finder: UseFinder, private readonly made: Syntax) {
    const first = new Set(calls.map(({ path }) => path[0] ?? ''));
    this.metadata = first.has('metadata');
    this.podMetadata = first.has('podMetadata');
    this.scheduling = first.has('scheduling');
    this.volumes = first.has('addVolume');
    this.isSelecting = first.has('select') || first.has('selectLabel');
    this.hasMorePorts = first.has('bind');
    this.hasMoreRules = RULES.some((method) => first.has(method)) || uses.givenTo.length > 0;
    this.hasMoreTls = first.has('addTls');
    this.governedBy = uses.givenTo.find(({ by, property }) => property === 'service' && by.names.at(-1) === 'StatefulSet')?.node ?? null;
    this.isScaled = uses.givenTo.some(({ by }) => by.names.at(-1) === 'HorizontalPodAutoscaler');
    const known = new Set(['metadata', 'podMetadata', 'scheduling', 'addVolume', 'select', 'selectLabel', 'bind', 'addContainer', 'connections', 'node', 'addTls', 'addSecret', ...RULES, ...HARMLESS]);
    this.areKnown = [...first].every((name) => known.has(name)) && !calls.some((call) => this.mayWaive(call));
    this.containers = this.added(calls.filter(({ path }) => path[0] === 'addContainer'));
  }

  /** Does a container that is added mount something? */
  get mountsMore(): boolean {
    return this.mounts;
  }

  private added(calls: readonly Call[]): readonly Draft[] | null {
    const drafts: Draft[] = [];
    for (const { node } of calls) {
      const later = isBeside(node, this.made) ? this.laterOf(node) : null;
      const [argument] = children(node, 'arguments');
      if (later === null || !argument) return null;
      this.mounts ||= later.mounts;
      drafts.push(containerOf(read(argument, this.names), later));
    }
    return drafts;
  }

  /** What becomes of a container that a call hands back; `null` where that is not known. */
  private laterOf(call: Syntax): Later | null {
    const { escapes, calls, givenTo } = this.finder.usesOf(call);
    const first = new Set(calls.map(({ path }) => path[0] ?? ''));
    if (escapes || givenTo.length > 0 || [...first].some((name) => !['mount', 'env', 'addPort'].includes(name))) return null;
    return { mounts: first.has('mount'), env: first.has('env'), ports: first.has('addPort') };
  }

  private mayWaive({ path, node }: Call): boolean {
    if (path.at(-1) !== 'addAnnotation') return false;
    const [key] = children(node, 'arguments');
    const piece = key ? read(key, this.names) : null;
    return piece?.is !== 'known' || String(piece.value).startsWith('looplaw');
  }
}

/** Does a call run whenever a construct is made: is it a statement of the same block? */
export function isBeside(call: Syntax, made: Syntax): boolean {
  const block = (node: Syntax): Syntax | null => {
    let here: Syntax | null = wrapped(node);
    while (here !== null && !/(?:Statement|Declaration|Definition)$/.test(here.type)) here = here.parent;
    return here?.parent ?? null;
  };
  const statement = wrapped(call).parent;
  const isPlain = statement !== null && ['ExpressionStatement', 'VariableDeclarator', 'AssignmentExpression', 'MemberExpression'].includes(statement.type);
  return isPlain && block(call) === block(made);
}
