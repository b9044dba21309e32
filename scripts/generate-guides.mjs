// Parts of written pages that are made of data: `<!-- made: name -->` … `<!-- /made -->`.
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prose, table } from './generate-docs.mjs';

const MARK = /<!-- made: ([^>]+?) -->[\s\S]*?<!-- \/made -->/g;

/**
 * A page with its parts as they are now.
 *
 * @param file path of the page, below `docs/`
 * @param load imports a module of the sources
 */
export async function guidePage(page, file, load) {
  const up = '../'.repeat(file.split('/').length - 1);
  const parts = new Map();
  for (const [, name] of page.matchAll(MARK)) {
    const [kind, ...args] = name.split(' ');
    if (!(kind in MAKERS)) throw new Error(`docs/${file} asks for ${name}, which nobody makes`);
    parts.set(name, await MAKERS[kind](load, up, ...args));
  }
  return page.replace(MARK, (_, name) => `<!-- made: ${name} -->\n${parts.get(name)}\n<!-- /made -->`);
}

const MAKERS = {
  /** Symptom, what is blamed, what it is: one row for each signature. */
  async 'anti-patterns'(load, up) {
    const { SIGNATURES } = await load('signature.ts');
    return table(['you see', 'teams blame', 'it is', 'way out'], Object.values(SIGNATURES).map(({ id, symptom, blamed, cause }) => [prose(symptom), prose(blamed), prose(cause), `[${id}](${up}runbooks/${id}.md)`]));
  },

  /** One signature, with what looplaw has for it. */
  async signature(load, up, id) {
    const { runbookOf } = await load('runbook/runbook.ts');
    const { signature: { loop, symptom, blamed, cause, metric, mitigation }, alerts, laws, symptoms } = runbookOf(id);
    return [
      table(['', ''], [['loop', loop], ['you see', symptom], ['teams blame', blamed], ['real cause', cause], ['watch', metric], ['fix for good', mitigation]].map((row) => row.map(prose))),
      `[The runbook](${up}runbooks/${id}.md) leads on from ${symptoms.length} symptoms, ${alerts.length === 0 ? 'no alert tells of it' : `${alerts.length} [alerts](${up}signals.md#${id.toLowerCase()}) tell of it`}, and ${laws.length} laws prevent it, such as ${
        laws.filter(({ messages }) => Object.values(messages).some(({ severity }) => severity === 'error')).slice(0, 4).map((law) => `[\`${law.id}\`](${up}laws/${law.id}.md)`).join(', ') || `[\`${laws[0].id}\`](${up}laws/${laws[0].id}.md)`}.`,
    ].join('\n\n');
  },

  /** The chain of the incident of `examples/domino`, as the checker tells it. */
  async domino(load, up) {
    const { findings } = JSON.parse(await saidBy(load, ['check', 'examples/domino/incident', '--law', 'cross/domino-chain', '--format', 'json', '--no-config', '--fail-on', 'never']));
    const [{ related }] = findings;
    return table(['at', 'loop', 'what happens', 'the law that breaks the chain here'], related.map(({ message }) => {
      const [, at, event, law] = /^(\S+) (.*) \((\S+)\)$/.exec(message);
      return [at, law.split('/')[0], prose(event), `[\`${law}\`](${up}laws/${law}.md)`];
    }));
  },

  /** All alerts of a signature. */
  async alerts(load, up, id) {
    const { runbookOf } = await load('runbook/runbook.ts');
    return table(['alert', 'severity', 'layer', 'after', 'needs', 'leads to'], runbookOf(id).alerts.map(({ name, severity, layer, for: after, sources, symptom }) => [
      `\`${name}\``, severity, layer, after, sources.join(', '), `[${symptom}](${up}runbooks/${id}.md#${symptom})`,
    ]));
  },

  async recordings(load) {
    const { RECORDINGS } = await load('signals/recordings.ts');
    return table(['series', 'needs'], RECORDINGS.map(({ record, source }) => [`\`${record}\``, source]));
  },

  async sources(load) {
    const { SOURCE_PAGES } = await load('signals/alert-rule.ts');
    return table(['source', 'gives', 'its series'], Object.entries(SOURCE_PAGES).map(([source, { gives, page }]) => [`\`${source}\``, gives, `[named here](${page})`]));
  },

  async dashboards(load) {
    const { PANELS } = await load('signals/dashboard/dashboard.ts');
    const { SIGNATURES } = await load('signature.ts');
    return table(['loop', 'panels'], Object.entries(PANELS).map(([id, panels]) => [`${SIGNATURES[id].loop} (${id})`, panels.map(({ title }) => title).join('; ')]));
  },

  /** The stages of maturity, with what each asks beyond the one before. */
  async ladder(load) {
    const { LADDER } = await load('readiness/ladder.ts');
    return table(['stage', 'how the team works', 'it is reached when'], LADDER.map(({ title, lives, criteria }) => [
      title.toLowerCase(), prose(lives), prose(criteria.map(({ says }) => says).join('. ')) || 'nothing is asked: everybody begins here',
    ]));
  },

  /** What the command says of itself: its subcommands, and every option of each. */
  async help(load) {
    const parts = [];
    const walk = async (command) => {
      const text = (await saidBy(load, [...command, '--help'])).trimEnd();
      const own = text.replace(/\n\nGlobal Options:[\s\S]*/, '').replace(/^ *-h, --help .*\n?/m, '').trimEnd();
      if (command.length > 0) parts.push(`## looplaw ${command.join(' ')}`, `\`\`\`text\n${own}\n\`\`\``);
      const [, commands = ''] = /\nCommands:\n([\s\S]*?)(?:\n\n|$)/.exec(text) ?? [];
      for (const [, name] of commands.matchAll(/^ {2}([a-z]+)/gm)) if (name !== 'help') await walk([...command, name]);
    };
    await walk([]);
    return parts.join('\n\n');
  },
};

/** What the command writes to standard output. It is told where a terminal ends, so that the page is the same on every screen. */
async function saidBy(load, argv) {
  const { run } = await load('cli/run.ts');
  const { write, isTTY } = process.stdout;
  const said = [];
  const file = join(tmpdir(), `looplaw-docs-${process.pid}`);
  process.stdout.isTTY = false;
  process.stdout.write = (text) => said.push(String(text)) > 0;
  try {
    const isReport = argv[0] === 'check' && !argv.includes('--help');
    await run(isReport ? [...argv, '--output', file] : argv);
    if (isReport) said.push(readFileSync(file, 'utf8'));
  } finally {
    Object.assign(process.stdout, { write, isTTY });
    rmSync(file, { force: true });
  }
  return said.join('');
}
