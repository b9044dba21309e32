import { bare, child, children, nameOf, type Syntax } from '../lift/syntax';
import { sourceRule } from './source-rule';

const PAIRS = [['liveness', 'readiness'], ['livenessProbe', 'readinessProbe']] as const;

/**
 * One probe for both questions: a pod that only has to leave the rotation is killed. The law `compute/liveness-safe` compares what is
 * written; this rule sees that it is one and the same thing.
 */
export const ownLiveness = sourceRule('own-liveness', {
  title: 'Liveness asks something else than readiness',
  message: 'liveness is the very probe of readiness: what should only leave the rotation is restarted',
  concerns: (text) => text.includes('liveness'),
  examine({ objects }, report, context) {
    for (const node of objects) {
      const properties = children(node, 'properties');
      for (const [one, other] of PAIRS) {
        const liveness = valueOf(properties, one);
        const readiness = liveness === null ? null : valueOf(properties, other);
        if (liveness === null || readiness === null) continue;
        const isSame = nameOf(liveness) !== null ? nameOf(liveness) === nameOf(readiness) && nameOf(liveness) !== 'undefined' : isMadeAlike(liveness, readiness, context);
        if (isSame) report(liveness);
      }
    }
  },
});

function valueOf(properties: readonly (Syntax | null)[], name: string): Syntax | null {
  const property = properties.findLast((one) => one?.type === 'Property' && nameOf(child(one, 'key')) === name) ?? null;
  const value = property === null ? null : child(property, 'value');
  return value === null ? null : bare(value);
}

/** The same call, word for word. Object literals are left to the law, which knows what their fields mean. */
function isMadeAlike(one: Syntax, other: Syntax, { sourceCode }: { readonly sourceCode: { getText(node: never): string } }): boolean {
  return one.type === 'CallExpression' && other.type === 'CallExpression' && /^[\w.]*Probe\./.test(sourceCode.getText(one as never))
    && sourceCode.getText(one as never) === sourceCode.getText(other as never);
}
