/** What an expression leads to. */
export interface Reference {
  /** Address without keys of instances. */
  readonly block: string;
  /** Which of its instances: its key as written; `*` = all of them, `null` = there is but one. */
  readonly instance: string | null;
  /** `arn`, `outputs.subnet`; empty for the whole of it. */
  readonly attribute: string;
}

const REFERENCE = /^((?:module\.[\w-]+(?:\[[^\]]*\])?\.)*)((?:data\.)?[a-z]\w*_\w*\.[\w-]+)(?:\[([^\]]*)\])?(?:\.(.+))?$/;

/**
 * The references a text is wholly made of: `${aws_iam_role.a.arn}`, or a list of such in one expression; `null` for any other text.
 * What functions make of values is not followed.
 */
export function referencesIn(text: string): readonly Reference[] | null {
  const expression = /^\$\{\s*([^{}]+?)\s*\}$/.exec(text)?.[1];
  if (expression === undefined) return null;
  const list = /^\[(.*)\]$/s.exec(expression)?.[1];
  const references = (list === undefined ? [expression] : list.split(',')).map((part) => referenceIn(part.trim()));
  return references.includes(null) ? null : references as readonly Reference[];
}

/** The references in a text of any form, wherever they stand: what it is made of, and not what it is. */
export function mentionsIn(text: string): readonly Reference[] {
  return [...text.matchAll(/(?:module\.[\w-]+(?:\[[^\]]*\])?\.)*(?:data\.)?\b[a-z]\w*_\w*\.[\w-]+(?:\[[^\]]*\])?(?:\.[\w.[\]*-]+)?/g)]
    .flatMap(([found]) => referenceIn(found) ?? []);
}

function referenceIn(expression: string): Reference | null {
  const match = REFERENCE.exec(expression);
  if (match === null) return null;
  const [, module = '', block = '', instance, attribute = ''] = match;
  return { block: module.replace(/\[[^\]]*\]/g, '') + block, instance: instance ?? null, attribute };
}
