import { dirname } from 'node:path';
import type { Config } from '../config/config';
import { NO_CONFIG, readConfigSync } from '../config/read';
import type { Finding } from '../finding';
import { check } from '../judge/check';
import { laws } from '../laws';
import { ArgumentError } from '../argument/argument-error';
import { isMapping } from '../load/mapping';
import { loadPaths } from '../load/load';
import { messageOf } from '../report/words';

/** What is used of the cdk8s CLI's validation context; the types of the CLI can't be reached from every module resolution. */
export interface ValidationContextLike {
  /** Paths of the manifests that were synthesized. */
  readonly manifests: readonly string[];
  /** Construct path by resource name; names that several objects share are ambiguous. */
  readonly metadata?: { readonly [resourceName: string]: unknown } | undefined;
  readonly logger: { log(message: string): void };
  readonly report: {
    addViolation(violation: {
      readonly ruleName: string;
      readonly recommendation: string;
      readonly fix: string;
      readonly violatingResources: readonly { readonly resourceName: string; readonly locations: readonly string[]; readonly manifestPath: string }[];
    }): void;
    submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void;
  };
}

/** Properties in `cdk8s.yaml`: a looplaw config, and whether findings only warn. */
export interface LoopLawValidationProps extends Config {
  /** Lowest severity that fails `cdk8s synth`. Default `error`; `never` tells findings and passes. */
  readonly failOn?: 'error' | 'warning' | 'info' | 'never';
}

/**
 * Validation plugin of the cdk8s CLI, for apps in any language: name `package: looplaw` and `class: LoopLawValidation` under
 * `validations` in `cdk8s.yaml`. The CLI writes manifests before it validates: gate on its exit code, not on `dist` being there.
 * @see https://cdk8s.io/docs/latest/cli/synth/#validations
 */
export class LoopLawValidation {
  private readonly props: LoopLawValidationProps;

  /** @throws ArgumentError for properties that are no object */
  constructor(props?: LoopLawValidationProps | null) {
    this.props = props ?? {};
    if (!isMapping(this.props)) throw new ArgumentError('LoopLawValidation', 'properties', props, 'an object, as below `properties` in cdk8s.yaml');
  }

  /** Judges the manifests and tells the CLI. @throws ArgumentError for what is no context of it, ConfigError for a config that says what looplaw does not know */
  validate(context: ValidationContextLike): Promise<void> {
    if (!isMapping(context) || !Array.isArray(context.manifests) || !isMapping(context.report)) throw new ArgumentError('LoopLawValidation.validate', 'context', context, 'that of the cdk8s CLI, with manifests and report');
    const { failOn = 'error', ...own } = this.props;
    const { config, file, origin } = Object.keys(own).length > 0 ? { ...NO_CONFIG, config: own } : readConfigSync(process.cwd());
    const verdict = check(loadPaths(context.manifests), { config, configOrigin: origin, failOn, ...(file !== null && { base: dirname(file) }) });
    const byId = new Map(laws.map((law) => [law.id as string, law]));
    for (const finding of verdict.findings) {
      const law = byId.get(finding.law);
      if (law === undefined) continue;
      context.report.addViolation({
        ruleName: `${law.id} (${finding.severity})`,
        recommendation: messageOf(finding, law),
        fix: law.remedy,
        violatingResources: [{ resourceName: finding.resource.name, locations: [placeOf(finding)], manifestPath: finding.resource.origin.file ?? '' }],
      });
    }
    for (const error of verdict.accounting.errors) context.logger.log(`${error.file ?? ''}: ${error.message}`);
    const { resources, errors } = verdict.accounting;
    const isFailing = verdict.verdict !== 'pass';
    context.report.submit(isFailing ? 'failure' : 'success', {
      examined: String(resources),
      'not examined': String(errors.length),
      undecided: String(verdict.undecided.length),
      waived: String(verdict.waived.length),
    });
    return Promise.resolve();
  }
}

function placeOf({ path, range }: Finding): string {
  return range === null ? path.join('.') : `${range.line}:${range.column} ${path.join('.')}`;
}
