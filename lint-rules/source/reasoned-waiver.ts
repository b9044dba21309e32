import { termsOf, WAIVE } from '../../src/graph/object/waiver';
import { read } from '../lift/expression';
import { entry, textOf } from '../lift/piece';
import { Names } from '../lift/scope';
import { at, child, children, nameOf, propertyName, type Syntax } from '../lift/syntax';
import { sourceRule } from './source-rule';

/** Wherever a waiver is written, somebody answers for it: in objects that can't be lifted, in labels that are added, in `waive()`. */
export const reasonedWaiver = sourceRule('reasoned-waiver', {
  title: 'Waivers give a reason',
  message: 'this waiver gives no reason, and waives nothing: law=why it is accepted',
  concerns: (text) => text.includes('waive'),
  examine({ objects, uses }, report, { sourceCode }) {
    const names = new Names(sourceCode);
    const terms = [...objects.flatMap(waivedBy), ...uses.flatMap((node) => waivedBySetting(node, names))];
    for (const value of terms) {
      const text = textOf(read(value, names));
      if (text?.split('\n').some((line) => line.trim() !== '' && termsOf(line).reason === '') === true) report(value);
    }
    for (const options of uses.flatMap((node) => optionsOfWaive(node, names))) {
      const piece = read(options, names);
      if (piece.is === 'map' && textOf(entry(piece, 'reason'))?.trim() === '') report(options);
    }
  },
});

const NONE: readonly Syntax[] = [];

/** `{ 'looplaw.dev/waive': … }` */
function waivedBy(object: Syntax): readonly Syntax[] {
  return children(object, 'properties').flatMap((property) => {
    const key = property?.type === 'Property' ? child(property, 'key') : null;
    const value = key !== null && (nameOf(key) ?? at(key, 'value')) === WAIVE ? child(property!, 'value') : null;
    return value ?? NONE;
  });
}

/** `….addAnnotation('looplaw.dev/waive', …)` */
function waivedBySetting(node: Syntax, names: Names): readonly Syntax[] {
  const callee = node.type === 'CallExpression' ? child(node, 'callee') : null;
  if (callee?.type !== 'MemberExpression' || propertyName(callee) !== 'addAnnotation') return NONE;
  const [key, value] = children(node, 'arguments');
  return key && value && textOf(read(key, names)) === WAIVE ? [value] : NONE;
}

/** `waive(chart, 'storage/deferred-binding', …)` */
function optionsOfWaive(node: Syntax, names: Names): readonly Syntax[] {
  const callee = node.type === 'CallExpression' ? child(node, 'callee') : null;
  const by = callee === null ? null : names.imported(callee);
  if (by?.names.at(-1) !== 'waive' || !by.module.startsWith('looplaw')) return NONE;
  const [, , options] = children(node, 'arguments');
  return options ? [options] : NONE;
}
