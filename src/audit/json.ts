import type { Audit } from './audit';

/** An audit for machines; `version` grows with every change that breaks readers. */
export function json({ verdict, bindings, grants, difference, unmapped, errors }: Audit, since: string | null): string {
  const changes = difference === null ? null : { since, ...difference };
  return `${JSON.stringify({ version: 1, verdict, bindings, grants, difference: changes, unmapped, errors }, null, 2)}\n`;
}
