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
  concerns: (text) => text.includes('looplaw'),
  create(context, report) {
    const names = new Names(context.sourceCode);
    const examine = (value: Syntax | null): void => {
      const text = value === null ? null : textOf(read(value, names));
      if (text?.split('\n').some((line) => line.trim() !== '' && termsOf(line).reason === '') === true) report(value);
    };
    return {
      Property(node) {
        const property = node as unknown as Syntax;
        const key = child(property, 'key');
        if (key !== null && (nameOf(key) ?? at(key, 'value')) === WAIVE) examine(child(property, 'value'));
      },
      CallExpression(node) {
        const call = node as unknown as Syntax;
        const callee = child(call, 'callee');
        if (callee === null) return;
        const [first = null, second = null, third = null] = children(call, 'arguments');
        if (callee.type === 'MemberExpression' && propertyName(callee) === 'addAnnotation') {
          if (first !== null && textOf(read(first, names)) === WAIVE) examine(second);
          return;
        }
        const by = names.imported(callee);
        if (by?.names.at(-1) !== 'waive' || !by.module.startsWith('looplaw')) return;
        const options = third === null ? null : read(third, names);
        if (options?.is === 'map' && textOf(entry(options, 'reason'))?.trim() === '') report(third);
      },
    };
  },
});
