import { NO_CONFIG, readConfigSync } from '../config/read';
import type { Config } from '../config/config';
import type { ClusterAssignment } from '../graph/clusters';
import type { Severity } from '../law';
import { check } from '../judge/check';
import type { Verdict } from '../judge/verdict';
import { laws } from '../laws';
import { breachText, waivedText } from '../report/words';
import { apiObjectsIn, chartOf, loadConstructs, type ApiObjectLike, type ConstructLike } from './construct-resources';

export { waive, WaiveError, type WaiveErrorCode, type WaiveOptions } from './waive';

/** How an app is gated. */
export interface EnforceOptions {
  /** `enforce` (default): a broken law fails synthesis and nothing is written. `warn`: findings are told, synthesis goes on. */
  readonly mode?: 'enforce' | 'warn';
  /** Lowest severity that fails synthesis. Default `error`; findings below it are told. */
  readonly failOn?: Severity;
  /** Name of the cluster a chart is applied to. Default: all charts go to one, unless two of them write the same object. */
  readonly cluster?: (chart: ConstructLike) => string;
  /** What looplaw is told. Default: the nearest `looplaw.config.json` or `.yaml`, else the defaults. */
  readonly config?: Config;
  /** Where findings that do not fail synthesis are told. Default: standard error. */
  readonly write?: (text: string) => void;
}

/** What is used of a cdk8s App. */
export interface AppLike extends ConstructLike {
  synth?(...args: never[]): unknown;
  synthYaml?(...args: never[]): unknown;
}

/**
 * Makes every synthesis of a cdk8s app ask the laws first: `app.synth()`, `app.synthYaml()`, `Testing.synth(chart)` and the cdk8s CLI.
 * Live constructs are judged, escape hatches and included manifests with them, so findings name the construct path.
 * @throws Error from synthesis when enforcing and a law is broken; nothing is written then.
 */
export function enforceLoopLaws(app: AppLike, options: EnforceOptions = {}): void {
  const gate = new Gate(app, options);
  app.node.addValidation({ validate: () => [...gate.breaches()] });
  gate.watch('synth');
  gate.watch('synthYaml');
}

/** Judges an app once per synthesis, although cdk8s validates once for the app and once more for each chart. */
class Gate {
  private running = 0;
  private answer: readonly string[] | null = null;
  private readonly kept: ApiObjectLike[] = [];

  constructor(private readonly app: AppLike, private readonly options: EnforceOptions) {}

  /** What fails this synthesis. */
  breaches(): readonly string[] {
    if (this.answer !== null) return this.answer;
    const objects = apiObjectsIn(this.app);
    if (this.running > 0) for (const object of objects) this.keepOutput(object);
    const answer = this.settle(this.judge(objects));
    if (this.running > 0) this.answer = answer;
    return answer;
  }

  /** Knows from here on when the app is being synthesized as a whole. */
  watch(method: 'synth' | 'synthYaml'): void {
    const original = this.app[method]?.bind(this.app);
    if (original === undefined) return;
    this.app[method] = (...args: never[]) => {
      this.running += 1;
      try {
        return original(...args);
      } finally {
        this.running -= 1;
        if (this.running === 0) this.forget();
      }
    };
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
    const { cluster, failOn, config: own } = this.options;
    const { config, origin } = own === undefined ? readConfigSync(process.cwd()) : { ...NO_CONFIG, config: own };
    const assign = cluster && assignmentBy(cluster, objects);
    return check(loadConstructs(objects), { config, configOrigin: origin, ...(failOn && { failOn }), ...(assign && { cluster: assign }) });
  }

  /** Parts the findings into what fails synthesis and what is only told. */
  private settle(verdict: Verdict): readonly string[] {
    const { mode = 'enforce', failOn = 'error', write = (text: string) => process.stderr.write(text) } = this.options;
    const order: readonly Severity[] = ['info', 'warning', 'error'];
    const isFatal = (severity: Severity) => mode === 'enforce' && order.indexOf(severity) >= order.indexOf(failOn);
    const byId = new Map(laws.map((law) => [law.id as string, law]));
    const fatal: string[] = [];
    for (const finding of verdict.findings) {
      const text = breachText(finding, byId);
      if (isFatal(finding.severity)) fatal.push(text);
      else if (finding.severity !== 'info') write(`looplaw ${finding.severity}: ${text}\n`);
    }
    for (const finding of verdict.waived) write(`looplaw waived: ${waivedText(finding, byId)}\n`);
    const unexamined = verdict.accounting.errors.map((error) => error.message);
    if (mode === 'enforce') return [...fatal, ...unexamined];
    for (const text of unexamined) write(`looplaw: not examined: ${text}\n`);
    return [];
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
