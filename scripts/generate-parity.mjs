// docs/parity.md, made of docs/parity.json: which check of which other tool is which law here.
import { table } from './generate-docs.mjs';

const SHARED = 3;

/** The page. A law that is not there (yet) is named without a link. */
export function parityPage({ tools, concepts }, laws) {
  const known = new Set(laws.map((law) => law.id));
  const law = (id) => (known.has(id) ? `[\`${id}\`](laws/${id}.md)` : `\`${id}\``);
  const answer = ({ laws: ids, because = '' }) => [ids.map(law).join(', '), because].filter((part) => part !== '').join('. ').replace('.. ', '. ');
  const shared = concepts.filter(({ checks }) => Object.keys(checks).length >= SHARED);
  return `${[
    '# Coming from another checker',
    'What other checkers call it, and which law says it here. A law is seldom the same check: it joins objects, applies the defaults of the API server, and is'
    + ' undecided where the answer lies outside of the files. So expect fewer findings, and some where the other tool is silent.',
    `## What at least ${SHARED} of them check`,
    `${shared.length} concepts; the number says how many of the ${Object.keys(tools).length} tools below have it. Where no law stands, the reason does.`,
    table(['concept', 'what it flags', 'in', 'here'], shared.map((c) => [`\`${c.concept}\``, c.flags, Object.keys(c.checks).length, answer(c)])),
    '## By tool',
    'Suppressions move with the names: the annotation `looplaw.dev/waive` takes the id of the law, see [waivers](waivers.md).',
    ...Object.entries(tools).flatMap(([key, { name, url, version }]) => [
      `### ${name}`,
      `As of ${version}, <${url}>.`,
      table(['check', 'law'], checksOf(concepts, key).map(([check, about]) => [`\`${check}\``, about.map(answer).join('; ')])),
    ]),
  ].join('\n\n')}\n`;
}

/** The checks of a tool in order of name, each with the concepts it is about. */
function checksOf(concepts, tool) {
  const checks = new Map();
  for (const concept of concepts) {
    for (const check of concept.checks[tool] ?? []) checks.set(check, [...(checks.get(check) ?? []), concept]);
  }
  return [...checks].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
}
