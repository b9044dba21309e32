import type { ClusterAssignment } from '../graph/clusters';
import { check } from '../judge/check';
import type { Verdict } from '../judge/verdict';
import { askedOf, failuresOf, type GateOptions } from './failures';
import { apiObjectsIn, chartOf, loadConstructs, type ApiObjectLike, type ConstructLike } from './construct-resources';
import { checkGate } from './gate-error';
import { Synthesis } from './synthesis';

export { GateError, type GateErrorCode } from './gate-error';
export { waive, WaiveError, type WaiveErrorCode, type WaiveOptions } from './waive';

/** How an app is gated. */
export interface EnforceOptions extends GateOptions {
  /** Name of the cluster a chart is applied to. Default: all charts go to one, unless two of them write the same object. */
  readonly cluster?: (chart: ConstructLike) => string;
}

/** What is used of a cdk8s App. */
export interface AppLike extends ConstructLike {
  synth?(...args: never[]): unknown;
  synthYaml?(...args: never[]): unknown;
}

/**
 * Makes every synthesis of a cdk8s app ask the laws first: `app.synth()`, `app.synthYaml()`, `Testing.synth(chart)` and the cdk8s CLI.
 * Live constructs are judged, escape hatches and included manifests with them, so findings name the construct path.
 * @throws {@link GateError} at once for what is no app, and for an option that does not exist or is none of what it may be
 * @throws Error from synthesis when enforcing and a law is broken; nothing is written then.
 */
export function enforceLoopLaws(app: AppLike, options: EnforceOptions = {}): void {
  checkGate(app, options, ['mode', 'failOn', 'config', 'write', 'cluster']);
  const gate = new Gate(app, options);
  app.node.addValidation({ validate: () => [...gate.breaches()] });
  gate.watch();
}

/** Judges an app once per synthesis, although cdk8s validates once for the app and once more for each chart. */
class Gate {
  private readonly synthesis = new Synthesis(() => this.forget());
  private answer: readonly string[] | null = null;
  private readonly kept: ApiObjectLike[] = [];

  constructor(private readonly app: AppLike, private readonly options: EnforceOptions) {}

  /** What fails this synthesis. */
  breaches(): readonly string[] {
    if (this.answer !== null) return this.answer;
    const objects = apiObjectsIn(this.app);
    if (this.synthesis.isRunning) for (const object of objects) this.keepOutput(object);
    const answer = failuresOf(this.judge(objects), this.options);
    if (this.synthesis.isRunning) this.answer = answer;
    return answer;
  }

  /** Knows from here on when the app is being synthesized as a whole. */
  watch(): void {
    this.synthesis.watch(this.app, 'synth');
    this.synthesis.watch(this.app, 'synthYaml');
  }

  /** What is judged is what is written: during one synthesis an object is resolved once. */
  private keepOutput(object: ApiObjectLike): void {
    if (Object.hasOwn(object, 'toJson')) return;
    const resolve = object.toJson.bind(object);
    let output: { readonly value: unknown } | undefined;
    object.toJson = () => (output ??= { value: resolve() }).value;
    this.kept.push(object);
  }

  private forget(): void {
    this.answer = null;
    for (const object of this.kept.splice(0)) Reflect.deleteProperty(object, 'toJson');
  }

  private judge(objects: readonly ApiObjectLike[]): Verdict {
    const { cluster } = this.options;
    const assign = cluster && assignmentBy(cluster, objects);
    return check(loadConstructs(objects), { ...askedOf(this.options), ...(assign && { cluster: assign }) });
  }
}

/** Clusters by chart; an object outside of one is left to the default. */
function assignmentBy(cluster: (chart: ConstructLike) => string, objects: readonly ApiObjectLike[]): ClusterAssignment {
  const charts = new Map(objects.map((object) => [object.node.path, chartOf(object)]));
  return ({ origin }) => {
    const chart = charts.get(origin.constructPath ?? '');
    return chart ? [cluster(chart)] : null;
  };
}
