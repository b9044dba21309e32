import { demand } from './refusal';

/** StatefulSet pods carry the name plus a revision hash as a label value, so 63 characters less 11. */
const LONGEST = 52;

/** Refuses what is not a name for every kind a construct creates; names are used as they are, never hashed. */
export function checkName(where: string, name: string): void {
  demand(name.length <= LONGEST && /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/.test(name), where, 'name', () => ({
    found: `name "${name}"`,
    expected: `at most ${LONGEST} lower-case letters, digits and "-", starting with a letter, ending with a letter or digit`,
    remedy: 'give the workload a DNS label as its name',
  }));
}
