import { triageScript } from '../runbook/triage';
import { deliver } from './delivery';
import { EXIT } from './exit-code';

/** `looplaw triage`: writes a script that looks at a live cluster. It runs nothing itself. Exit code 2 when the file can not be written. */
export function triageCommand({ output }: { readonly output?: string }): number {
  return deliver(triageScript(), output ?? null) ? EXIT.ok : EXIT.error;
}
