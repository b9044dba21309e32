import { at, bare, child, children, nameOf, propertyName, type Syntax } from '../lift/syntax';
import { sourceRule } from './source-rule';

const LEVELS = new Set(['trace', 'debug', 'info', 'log', 'warn', 'error', 'fatal']);
const LOGGER = /^(?:log|logger|.*Log|.*Logger)$/;

/**
 * A line that was glued together can't be asked who, where and when: fields can. Application source only; command lines and tests talk to
 * people.
 */
export const unstructuredLogging = sourceRule('unstructured-logging', {
  title: 'Log lines are fields, not sentences',
  message: 'this log line is text, in which nobody finds the trace, the pod or the order: hand a logger that writes JSON the values as fields',
  concerns: () => true,
  examine({ uses }, report) {
    for (const call of uses) {
      const callee = call.type === 'CallExpression' ? child(call, 'callee') : null;
      if (callee?.type !== 'MemberExpression' || !LEVELS.has(propertyName(callee) ?? '')) continue;
      const [first = null] = children(call, 'arguments');
      const object = child(callee, 'object');
      if (first === null || object === null) continue;
      const name = nameOf(object) ?? (object.type === 'MemberExpression' ? propertyName(object) : null) ?? '';
      const isConsole = nameOf(object) === 'console';
      if (isConsole ? !isJson(bare(first)) : LOGGER.test(name) && isGlued(bare(first))) report(call);
    }
  },
});

/** `console.log(JSON.stringify({ … }))` is structured, if by hand. */
function isJson(argument: Syntax): boolean {
  const callee = argument.type === 'CallExpression' ? child(argument, 'callee') : null;
  return callee?.type === 'MemberExpression' && nameOf(child(callee, 'object')) === 'JSON' && propertyName(callee) === 'stringify';
}

/** Text with values in it: a template with holes, or a sum with a text. */
function isGlued(argument: Syntax): boolean {
  if (argument.type === 'TemplateLiteral') return children(argument, 'expressions').length > 0;
  return argument.type === 'BinaryExpression' && at(argument, 'operator') === '+' && [child(argument, 'left'), child(argument, 'right')].some((side) => side !== null && isText(bare(side)));
}

function isText(node: Syntax): boolean {
  return node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof at(node, 'value') === 'string') || isGlued(node);
}
