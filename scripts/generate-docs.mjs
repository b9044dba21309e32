// The pages of the laws: their own words, and the very fixtures that test them.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The page of one law. */
export function lawPage(law, signature, fixtures) {
  const clouds = law.clouds ? ` · clouds: ${law.clouds.join(', ')}` : '';
  const parts = [
    `# ${prose(law.title)}`,
    `\`${law.id}\` · owner: ${law.owner} · presets: ${law.presets.join(', ')} · asked of: ${law.on}${clouds}`,
    prose(law.why),
  ];
  if (signature) {
    parts.push('## How it shows', [
      `* **breaks**: ${signature.symptom}`,
      `* **what teams blame**: ${signature.blamed}`,
      `* **real cause**: ${signature.cause}`,
      `* **watch**: ${signature.metric}`,
    ].map(prose).join('\n'));
  }
  parts.push('## Fix', prose(law.remedy));
  if (law.keptBy) parts.push('## Kept by construction', prose(law.keptBy));
  parts.push('## What it says', table(['severity', 'message'], Object.values(law.messages).map((m) => [severityText(m.severity), prose(m.text)])));
  if (law.because) parts.push(prose(law.because));
  if (law.unproven) parts.push('*Unproven*: too few manifests in the wild were seen to break or keep it; its false alarms are not known.');
  if (law.needs === 'cluster') parts.push('*Needs the cluster*: it hangs on objects of other files. The command and the gates ask it; the configs of ESLint leave it out.');
  const params = Object.entries(law.params ?? {});
  if (params.length > 0) {
    parts.push('## Parameters', table(['name', 'default', 'meaning'], params.map(([name, p]) => [`\`${name}\``, `\`${JSON.stringify(p.default)}\``, prose(p.description)])));
  }
  for (const [kind, heading] of [['break', '## Broken'], ['keep', '## Kept']]) {
    const [example] = examples(fixtures, kind);
    if (example) parts.push(heading, ...fences(example), ...(example.told ? [fence(example.told, 'text')] : []));
  }
  const names = examples(fixtures, '').map((e) => `[\`${e.name}\`](../../../test/laws/${law.id}/${e.name})`);
  parts.push('## Every case', names.join(' · '));
  parts.push('## When to waive', `${law.waiveWhen ? `${prose(law.waiveWhen)} ` : ''}Annotate the object with \`looplaw.dev/waive: "${law.id}=the reason; until=YYYY-MM-DD"\`. A waiver without a reason waives nothing.`);
  parts.push('## Sources', law.sources.map((s) => (s === 'mission' ? '* the method looplaw is built on' : `* <${s}>`)).join('\n'));
  return `${parts.join('\n\n')}\n`;
}

/** How many laws each loop has, for the README; all of them are on the page of the laws. */
export function loopTable(laws, page) {
  const asked = (loop, preset) => laws.filter((law) => loopOf(law) === loop && worst(law, preset) !== 'off').length;
  return table(['loop', 'laws', 'asked in recommended', 'for example'], loopsOf(laws).map((loop) => {
    const graveFirst = laws.filter((law) => loopOf(law) === loop && worst(law, 'recommended') === 'error').concat(laws.filter((law) => loopOf(law) === loop));
    const examples = [...new Set(graveFirst)].slice(0, 2).map(({ title }) => title).join('; ');
    return [`[${loop}](${page}#${loop})`, asked(loop, 'strict'), asked(loop, 'recommended'), examples];
  }));
}

/** The index of the pages: every law, how grave it is in each preset, and why it has this place. */
export function lawsPage(laws) {
  const errors = laws.filter((law) => worst(law, 'recommended') === 'error').length;
  return `${[
    '# The laws',
    `${laws.length} laws. *recommended* and *strict* say the worst that a law says in that preset; *off* is not asked. In *recommended* ${errors} laws carry an error:`
    + ' what the API server rejects, or a certain outage. *strict* takes the method to the letter.',
    'A law of the *platform* is asked with `role: platform`, and of what Terraform declares in any case. *Unproven* laws were seen kept or broken by too few manifests in the wild: their false alarms are not known. Those that *need the cluster* hang on objects of other files, and are not shown in an editor.',
    ...loopsOf(laws).flatMap((loop) => [
      `## ${loop}`,
      table(['law', 'promise', 'owner', 'recommended', 'strict', 'why it stands there', 'notes'], laws.filter((law) => loopOf(law) === loop).map((law) => [
        `[\`${law.id.slice(loop.length + 1)}\`](${law.id}.md)`, prose(law.title), law.owner, worst(law, 'recommended'), worst(law, 'strict'), prose(law.because ?? ''), notes(law),
      ])),
    ]),
  ].join('\n\n')}\n`;
}

function loopsOf(laws) {
  return [...new Set(laws.map(loopOf))];
}

function loopOf(law) {
  return law.id.slice(0, law.id.indexOf('/'));
}

function notes(law) {
  return [...(law.clouds ? [law.clouds.join(', ')] : []), ...(law.params ? ['parameters'] : []), ...(law.unproven ? ['unproven'] : []), ...(law.needs === 'cluster' ? ['needs the cluster'] : [])].join('; ');
}

function worst(law, preset) {
  if (!law.presets.includes(preset)) return 'off';
  const rank = ['info', 'warning', 'error'];
  const said = Object.values(law.messages).map((m) => rank.indexOf(typeof m.severity === 'string' ? m.severity : m.severity[preset]));
  return rank[Math.max(...said)];
}

function severityText(severity) {
  return typeof severity === 'string' ? severity : `${severity.recommended}, in strict ${severity.strict}`;
}

function examples(folder, kind) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((f) => /\.(?:yaml|tf\.json)$/.test(f) && f.startsWith(kind)).sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).map((name) => {
    const told = join(folder, name.replace(/\.(?:yaml|tf\.json)$/, '.txt'));
    return { name, text: readFileSync(join(folder, name), 'utf8'), told: existsSync(told) ? readFileSync(told, 'utf8') : null };
  });
}

/** A fixture as blocks: one that holds several files, each below its name. */
function fences({ name, text }) {
  const language = (file) => (file.endsWith('.json') ? 'json' : 'yaml');
  return text.split(/^(?=# file: )/m).flatMap((part) => {
    const [, file, body] = /^# file: (\S+)\n([\s\S]*)$/.exec(part) ?? [];
    return file === undefined ? [fence(part, language(name))] : [`\`${file}\`:`, fence(body, language(file))];
  });
}

function fence(text, language) {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

/** Text of a law as Markdown shows it: `<name>` is a name, no markup. */
export function prose(text) {
  return text.split(/(`[^`]*`)/).map((part, i) => (i % 2 === 1 ? part : part.replaceAll('<', '\\<'))).join('');
}

/** A Markdown table. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.map((c) => String(c).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
