import type { SignatureId } from '../signature';

/** Names the runbook of what no signature explains. */
export const OTHER = 'other';

/** The file a runbook is written to, and found at below the address of all runbooks; `null` is what no signature explains. */
export function runbookFile(id: SignatureId | null): string {
  return `${id ?? OTHER}.md`;
}
