import type { SignatureId } from '../signature';

/** The file a runbook is written to, and found at below the address of all runbooks. */
export function runbookFile(id: SignatureId): string {
  return `${id}.md`;
}
