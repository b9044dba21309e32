import type { Law, Preset, Severity } from '../law';

/** A law as this run asks it. */
export interface EnabledLaw {
  readonly law: Law;
  readonly params: Readonly<Record<string, unknown>>;
  /** Replaces the severity of all its messages; `null` = as the law says. */
  readonly severity: Severity | null;
  /** Nobody chose it: asked because of the others, and about them only. */
  readonly isImplied?: true;
  /** Of the platform, in a run of an app: asked of what Terraform declares only, for who declares a cluster is its platform. */
  readonly isOfCloud?: true;
}

/** The severity a message has in a preset. */
export function severityOf(enabled: EnabledLaw, messageId: string, preset: Preset): Severity {
  if (enabled.severity !== null) return enabled.severity;
  const message = enabled.law.messages[messageId];
  if (message === undefined) throw new Error(`${enabled.law.id} has no message ${messageId}`);
  return typeof message.severity === 'string' ? message.severity : message.severity[preset];
}
