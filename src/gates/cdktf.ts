import type { ClusterAssignment } from '../graph/clusters';
import { check } from '../judge/check';
import type { Verdict } from '../judge/verdict';
import type { Loaded } from '../load/resource';
import { apiObjectsIn, chartOf, loadConstructs, type ConstructLike } from './construct-resources';
import { askedOf, failuresOf, type GateOptions } from './failures';
import { checkGate } from './gate-error';
import { hasAspects, loadStacks, stacksIn, type StackLike } from './stack-resources';
import { Synthesis } from './synthesis';

export { GateError, type GateErrorCode } from './gate-error';
export { WaiveError, type WaiveErrorCode } from './waive';
export { waive, type WaiveBlockOptions } from './waive-blocks';

/** How a cdktf app or stack is gated. */
export interface EnforceOptions extends GateOptions {
  /** The cdk8s App that runs on what the stacks make: both planes are judged as one world. Default: Terraform alone. */
  readonly manifests?: ConstructLike;
  /** Name of the cluster a stack, or a chart of `manifests`, belongs to. Default: all to one. */
  readonly cluster?: (stackOrChart: ConstructLike) => string;
}

/** What is used of a cdktf App, or of a TerraformStack. */
export interface AppLike extends ConstructLike {
  synth?(...args: never[]): unknown;
}

/**
 * Makes every synthesis of a cdktf (or cdktn) app ask the laws, stack by stack and before the file of the stack is written: `app.synth()`, the
 * cdktf CLI and `Testing.synth(stack, true)`. All stacks are judged together, so references between them are followed. Stacks that are made after
 * the call are gated by `app.synth()`.
 *
 * @param root the app; or one stack, which is then judged alone
 * @throws {@link GateError} at once for what is no app, and for an option that does not exist or is none of what it may be
 * @throws Error from synthesis when enforcing and a law is broken. Without aspects nothing is written then; a stack that an aspect still has to
 * visit is judged when its turn comes. `skipValidation` of cdktf switches this off, too.
 */
export function enforceLoopLaws(root: AppLike, options: EnforceOptions = {}): void {
  checkGate(root, options, ['mode', 'failOn', 'config', 'write', 'cluster', 'manifests']);
  const gate = new StackGate(root, options);
  gate.watchStacks();
  gate.watchSynthesis();
}

class StackGate {
  private readonly synthesis = new Synthesis(() => this.forget());
  private readonly watched = new Set<StackLike>();
  /** The stacks whose turn came in this synthesis. */
  private readonly visited = new Set<StackLike>();
  /** Was all there is judged in this synthesis, with no aspect to come? */
  private isSettled = false;
  private readonly told = new Set<string>();

  constructor(private readonly root: AppLike, private readonly options: EnforceOptions) {}

  watchStacks(): void {
    for (const stack of stacksIn(this.root)) {
      if (this.watched.has(stack)) continue;
      this.watched.add(stack);
      stack.node.addValidation({ validate: () => [...this.breaches(stack)] });
    }
  }

  /** Knows from here on when the app is being synthesized as a whole. */
  watchSynthesis(): void {
    let app = this.root;
    while (app.node.scope !== undefined) app = app.node.scope;
    this.synthesis.watch(app, 'synth', () => this.watchStacks());
  }

  private forget(): void {
    this.visited.clear();
    this.told.clear();
    this.isSettled = false;
  }

  private breaches(stack: StackLike): readonly string[] {
    if (this.isSettled) return [];
    const stacks = stacksIn(this.root);
    this.visited.add(stack);
    const pending = stacks.filter((other) => !this.visited.has(other) && hasAspects(other)).map(({ node }) => node.path);
    const verdict = this.judge(stacks);
    // What is said of a stack that an aspect will change, or of pods on it, may not hold.
    const isFinal = ({ resource: { origin, declaration } }: Verdict['findings'][number]) => pending.length === 0 || (declaration !== undefined && !pending.includes(origin.folder));
    const failures = failuresOf({ ...verdict, findings: verdict.findings.filter(isFinal), waived: pending.length === 0 ? verdict.waived : [] }, { ...this.options, write: (text) => this.tell(text) });
    if (this.synthesis.isRunning) this.isSettled = pending.length === 0;
    else this.forget();
    return failures;
  }

  /** Once per synthesis, although each stack asks. */
  private tell(text: string): void {
    if (this.told.has(text)) return;
    this.told.add(text);
    const { write = (line: string) => process.stderr.write(line) } = this.options;
    write(text);
  }

  private judge(stacks: readonly StackLike[]): Verdict {
    const { cluster, manifests } = this.options;
    const objects = manifests === undefined ? [] : apiObjectsIn(manifests);
    const loaded = both(loadStacks(stacks), loadConstructs(objects));
    if (cluster === undefined) return check(loaded, askedOf(this.options));
    const byPath = new Map<string, ConstructLike>(stacks.map((stack) => [stack.node.path, stack]));
    const charts = new Map(objects.map((object) => [object.node.path, chartOf(object)]));
    const assign: ClusterAssignment = ({ origin, declaration }) => {
      const part = declaration === undefined ? charts.get(origin.constructPath ?? '') : byPath.get(origin.folder);
      return part ? [cluster(part)] : null;
    };
    return check(loaded, { ...askedOf(this.options), cluster: assign });
  }
}

function both(one: Loaded, other: Loaded): Loaded {
  return {
    files: 0, documents: one.documents + other.documents, resources: [...one.resources, ...other.resources], skipped: [], errors: [...one.errors, ...other.errors],
  };
}
