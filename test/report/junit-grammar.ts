import type { Element } from '@xmldom/xmldom';

/** What an element may hold, and its attributes; those that end in `!` must be there. */
interface Rule {
  readonly attributes: readonly string[];
  readonly children: readonly string[];
  readonly hasText?: true;
}

/**
 * The schema of Jenkins (junit-10.xsd of its xunit plugin), as far as a report uses it, with what the readers of other servers add: `skipped`
 * of all suites, and `file` and `line` of a test, which GitLab, CircleCI and Gitea lead to.
 * https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd
 */
const RULES: Readonly<Record<string, Rule>> = {
  testsuites: { attributes: ['name', 'tests', 'failures', 'errors', 'skipped'], children: ['testsuite'] },
  testsuite: { attributes: ['name!', 'tests!', 'failures!', 'errors!', 'skipped'], children: ['testcase'] },
  testcase: { attributes: ['name!', 'classname', 'file', 'line'], children: ['skipped', 'error', 'failure'] },
  failure: { attributes: ['type', 'message'], children: [], hasText: true },
  error: { attributes: ['type', 'message'], children: [], hasText: true },
  skipped: { attributes: ['type', 'message'], children: [], hasText: true },
};

/** What a document has against the grammar. */
export function junitErrors(root: Element): readonly string[] {
  return root.tagName === 'testsuites' ? elementErrors(root, '') : [`/ is ${root.tagName}`];
}

function elementErrors(element: Element, above: string): readonly string[] {
  const path = `${above}/${element.tagName}`;
  const rule = RULES[element.tagName];
  if (rule === undefined) return [`${path} is not known`];
  const attributes = Array.from(element.attributes, ({ name }) => name);
  const required = rule.attributes.filter((name) => name.endsWith('!')).map((name) => name.slice(0, -1));
  const allowed = rule.attributes.map((name) => name.replace('!', ''));
  const children = Array.from(element.childNodes);
  return [
    ...attributes.filter((name) => !allowed.includes(name)).map((name) => `${path} may not have ${name}`),
    ...required.filter((name) => !attributes.includes(name)).map((name) => `${path} must have ${name}`),
    ...['tests', 'failures', 'errors', 'skipped', 'line'].flatMap((name) => (/^(?:\d+)?$/.test(element.getAttribute(name) ?? '') ? [] : [`${path} ${name} is no number`])),
    ...children.flatMap((child) => {
      if (child.nodeType === child.TEXT_NODE) return rule.hasText || child.nodeValue?.trim() === '' ? [] : [`${path} may hold no text`];
      if (child.nodeType !== child.ELEMENT_NODE) return [`${path} may hold no ${child.nodeName}`];
      return rule.children.includes(child.nodeName) ? elementErrors(child as Element, path) : [`${path} may hold no ${child.nodeName}`];
    }),
  ];
}
