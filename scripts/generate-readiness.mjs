// The tables of docs/readiness.md, from the checklist and the ladder, and its sample, which a test holds against the command.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The page of readiness with its tables and its sample made anew. `load` reads a module of the checker. */
export async function readinessPage(page, root, load) {
  const { CHECKLIST } = await load('readiness/checklist.ts');
  const { LADDER } = await load('readiness/ladder.ts');
  const sample = readFileSync(join(root, 'test/readiness/golden/incident.txt'), 'utf8').trimEnd();
  return filled(filled(filled(page, 'checklist', checklistTable(CHECKLIST)), 'ladder', ladderTable(LADDER)), 'sample', `\`\`\`text\n${sample}\n\`\`\``);
}

function filled(page, name, text) {
  return page.replace(new RegExp(`(<!-- ${name} -->\n)[^]*?(?=<!-- /${name} -->)`), (_, start) => `${start}${text}\n`);
}

function checklistTable(items) {
  return table(['loop', 'claim', 'proven by one of', 'refuted by any of, too', 'where to look'], items.flatMap(({ id, claims }) => claims.map(({ says, provenBy, refutedBy = [], look }, i) => [
    i === 0 ? id : '', says, provenBy.length === 0 ? 'no manifest' : lawList(provenBy), lawList(refutedBy),
    [`\`${look.run.replaceAll('|', '\\|')}\``, ...(look.alerts ?? []).map((alert) => `\`${alert}\``)].join('<br>'),
  ])));
}

function ladderTable(stages) {
  return table(['stage', 'where', 'asks', 'proven by one of', 'not judged'], stages.flatMap(({ title, lives, criteria, beyond }) => (
    criteria.length === 0 ? [[title, lives, 'nothing: everybody begins here', '', '']]
      : criteria.map(({ says, provenBy }, i) => [i === 0 ? title : '', i === 0 ? lives : '', says, lawList(provenBy), i === 0 ? beyond ?? '' : ''])
  )));
}

function lawList(ids) {
  return ids.map((id) => `[${id}](laws/${id}.md)`).join('<br>');
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
