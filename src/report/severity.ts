import type { Finding } from '../finding';
import type { Severity } from '../law';

/** Severities, the gravest first. */
export const SEVERITIES = ['error', 'warning', 'info'] as const satisfies readonly Severity[];

/** The gravest first; equals keep their order. */
export function gravestFirst<F extends Pick<Finding, 'severity'>>(findings: readonly F[]): readonly F[] {
  return SEVERITIES.flatMap((severity) => findings.filter((f) => f.severity === severity));
}

/** How many findings there are of a severity. */
export function countOf(findings: readonly Pick<Finding, 'severity'>[], severity: Severity): number {
  return findings.reduce((n, f) => (f.severity === severity ? n + 1 : n), 0);
}
