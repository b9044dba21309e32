// The samples in docs/reports.md: what the command prints of one small manifest.
import { readFileSync } from 'node:fs';

/** How a sample is fenced; formats that are one line of JSON are indented. */
const LANGUAGES = { json: 'json', jsonl: 'json', sarif: 'json', gitlab: 'json', junit: 'xml', markdown: 'markdown', policyreport: 'yaml', openreports: 'yaml' };
const INDENTED = ['json', 'sarif', 'gitlab'];

/** The page of the reports with its samples made anew. `load` reads a module of the checker. */
export async function reportsPage(page, manifest, load) {
  const { loadText } = await load('load/load.ts');
  const { check } = await load('judge/check.ts');
  const { laws } = await load('laws/index.ts');
  const { render } = await load('report/index.ts');
  const { docsBaseUrl } = await load('cli/docs.ts');
  const { version } = await load('cli/version.ts');
  const verdict = check(loadText('shop.yaml', readFileSync(manifest, 'utf8')), { config: {}, only: ['compute/budgeted-pod'] });
  const context = {
    laws: new Map(laws.map((law) => [law.id, law])), docsBaseUrl, toolVersion: version, explainUndecided: false, color: false, width: 100, unicode: true,
  };
  return page.replace(/(<!-- sample: (\w+) -->\n)[^]*?(?=<!-- \/sample -->)/g, (_, start, format) => (
    `${start}\`\`\`${LANGUAGES[format] ?? 'text'}\n${sample(format, render(format, verdict, context))}\n\`\`\`\n`
  ));
}

function sample(format, output) {
  return INDENTED.includes(format) ? JSON.stringify(JSON.parse(output), null, 2) : output.trimEnd();
}
