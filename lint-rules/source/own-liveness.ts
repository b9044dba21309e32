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
  create: (context, report) => ({
    ObjectExpression(node) {
      const values = new Map<string, Syntax>();
      for (const property of children(node as unknown as Syntax, 'properties')) {
        const [key, value] = property?.type === 'Property' ? [nameOf(child(property, 'key')), child(property, 'value')] : [null, null];
        if (key !== null && value !== null) values.set(key, bare(value));
      }
      for (const [one, other] of PAIRS) {
        const [liveness, readiness] = [values.get(one), values.get(other)];
        if (liveness === undefined || readiness === undefined) continue;
        const isSame = nameOf(liveness) !== null ? nameOf(liveness) === nameOf(readiness) && nameOf(liveness) !== 'undefined' : isMadeAlike(liveness, readiness, context);
        if (isSame) report(liveness);
      }
    },
  }),
});

/** The same call, word for word. Object literals are left to the law, which knows what their fields mean. */
function isMadeAlike(one: Syntax, other: Syntax, { sourceCode }: { readonly sourceCode: { getText(node: never): string } }): boolean {
  return one.type === 'CallExpression' && other.type === 'CallExpression' && /^[\w.]*Probe\./.test(sourceCode.getText(one as never))
    && sourceCode.getText(one as never) === sourceCode.getText(other as never);
}
