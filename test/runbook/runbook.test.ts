import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMPONENTS } from '../../src/runbook/component';
import { otherPage, runbookPage, runbooksPage } from '../../src/runbook/markdown';
import { meantBy } from '../../src/runbook/meant';
import { SYMPTOMS, runbookOf } from '../../src/runbook/runbook';
import { runbookFile } from '../../src/signals/runbook-address';
import { SIGNATURES, type SignatureId } from '../../src/signature';

const IDS = Object.keys(SIGNATURES) as SignatureId[];
const SAID = readFileSync(join(__dirname, 'symptoms.txt'), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split(' | ') as [string, string]);

describe('what people say they see', () => {
  test.each(SAID)('%s is %s', (text, id) => {
    expect(meantBy(text).found[0]?.id).toBe(id);
  });

  test.each(['port 500 is already allocated', 'line 401: syntax error', 'running 429 pods', 'waited 500 ms'])('%s counts something, and is no status', (text) => {
    expect(meantBy(text).found.map(({ id }) => id).filter((id) => ['unauthorized', 'too-many-requests', 'internal-error', 'edge-5xx'].includes(id))).toEqual([]);
  });

  test('is found by its id, as alerts name it', () => {
    expect(SYMPTOMS.filter(({ id }) => meantBy(id).found[0]?.id !== id)).toEqual([]);
  });

  test('is found by every phrase a symptom is said as, and by its title', () => {
    const astray = SYMPTOMS.flatMap((symptom) => [symptom.title, ...symptom.words].map((text) => [text, meantBy(text).found[0]?.id, symptom.id] as const))
      .filter(([, found, wanted]) => found !== wanted);
    expect(astray).toEqual([]);
  });

  test('is no phrase of two symptoms', () => {
    const phrases = SYMPTOMS.flatMap(({ words }) => words.map((word) => word.toLowerCase()));
    expect(phrases.filter((phrase, i) => phrases.indexOf(phrase) !== i)).toEqual([]);
  });

  test.each([['ImagePulBackOf', 'ImagePullBackOff'], ['FailedSchedling', 'FailedScheduling']])('%s is not known, %s comes near', (text, near) => {
    const { found, near: nearest } = meantBy(text);
    expect(found).toEqual([]);
    expect(nearest).toContain(near);
    expect(nearest.length).toBeLessThanOrEqual(3);
  });

  test('is asked back by what shares its words, when it is not known', () => {
    const { found, near } = meantBy('the volume looks strange');
    expect(found).toEqual([]);
    expect(near).toHaveLength(3);
    for (const phrase of near) expect(phrase).toMatch(/volume/i);
  });

  test.each([[''], ['   '], ['the'], ['hello world'], ['15023']])('%j says nothing', (text) => {
    expect(meantBy(text)).toEqual({ found: [], near: [] });
  });

  test('may speak of several symptoms, the closest first', () => {
    expect(meantBy('0/6 nodes are available: 3 node(s) had volume node affinity conflict, 3 Insufficient cpu.').found.map(({ id }) => id).slice(0, 2)).toEqual(['zone-conflict', 'pod-pending']);
  });
});

describe('a runbook', () => {
  test('has an anchor of its own for each symptom, commands and decisions', () => {
    expect(new Set(SYMPTOMS.map(({ id }) => id)).size).toBe(SYMPTOMS.length);
    for (const { id, commands, decisions } of SYMPTOMS) {
      expect(id).toMatch(/^[a-z][a-z-]+$/);
      expect(commands.length, id).toBeGreaterThanOrEqual(2);
      expect(decisions.length, id).toBeGreaterThanOrEqual(2);
    }
  });

  test.each(SYMPTOMS.flatMap(({ id, commands }) => commands.map(({ run }) => [id, run])))('%s: %s changes nothing', (_, run) => {
    const programs = run.replaceAll(/'[^']*'|"[^"]*"/g, '…').split(/[|;&]+/).map((part) => part.trim().split(/\s+/));
    for (const [program = '', ...args] of programs) {
      expect(READ_ONLY.has(program), program).toBe(true);
      if (program === 'kubectl') expect(READING).toContain(verbOf(args));
    }
  });

  test('names nothing that was removed or renamed', () => {
    const text = IDS.map((id) => runbookPage(id, (law) => law)).join('\n');
    expect(text).not.toMatch(/get endpoints\b|ETCDCTL_API|healthz|flannel0|control-plane\.alpha|pod-eviction-timeout|\bmaster\b|kube_pod_resource_requests|componentstatuses/);
  });

  test.each(IDS)('%s tells symptom, blame, cause, commands, decision, fix and laws', (id) => {
    // What looks like markup is escaped.
    const page = runbookPage(id, (law) => `laws/${law}.md`).replaceAll('\\<', '<');
    const { signature, symptoms, laws: preventing, components } = runbookOf(id);
    for (const text of [signature.symptom, signature.blamed, signature.cause, signature.metric, signature.mitigation]) expect(page).toContain(text);
    for (const { id: anchor, commands, decisions } of symptoms) {
      expect(page).toContain(`<a id="${anchor}"></a>`);
      for (const { run } of commands) expect(page).toContain(run);
      for (const { fix } of decisions) expect(page).toContain(fix);
    }
    expect(preventing.length).toBeGreaterThan(5);
    for (const law of preventing) expect(page).toContain(`(laws/${law.id}.md): ${law.title}`);
    for (const { name } of components) expect(page).toContain(`| ${name} |`);
    expect(page).not.toMatch(/undefined|\[object/);
  });

  test('claims no signature for what none explains, and tells that', () => {
    const others = SYMPTOMS.filter(({ signature }) => signature === null);
    expect(others.map(({ id }) => id)).toEqual(['unauthorized', 'too-many-requests', 'internal-error', 'terminating', 'certificate-refused', 'no-space', 'open-files']);
    const page = otherPage((law) => `laws/${law}.md`);
    expect(page).toMatch(/^# Symptoms no signature explains\n\nEach of them has several causes/);
    for (const { id, title, commands, decisions } of others) {
      for (const text of [`<a id="${id}"></a>`, `## ${title}`, ...commands.map(({ run }) => run), ...decisions.map(({ means }) => means)]) expect(page.replaceAll('\\<', '<')).toContain(text);
      for (const signature of IDS) expect(runbookPage(signature, (law) => law)).not.toContain(`<a id="${id}">`);
      expect(runbooksPage()).toContain(`| ${title} | [no signature](other.md#${id}) |`);
    }
    // Where a cause is one of a signature, it leads there.
    expect(others.every(({ decisions }) => decisions.some(({ fix }) => fix.includes('looplaw explain ')))).toBe(true);
  });

  test('has rows as wide as the head of their table', () => {
    const cells = (line: string): number => line.replaceAll('\\|', '').split('|').length;
    const tables = [...IDS.map((id) => runbookPage(id, (law) => law)), runbooksPage(), otherPage((law) => law)].flatMap((page) => page.split('\n\n').filter((block) => block.startsWith('| ')));
    expect(tables.length).toBeGreaterThan(30);
    for (const table of tables) expect(new Set(table.trimEnd().split('\n').map(cells)).size, table).toBe(1);
  });

  test('is led to by the page of all, with every symptom and component', () => {
    const page = runbooksPage();
    for (const { id, signature } of SYMPTOMS) expect(page).toContain(`${runbookFile(signature)}#${id}`);
    for (const { name } of COMPONENTS) expect(page).toContain(name);
  });

  test('in the docs has links that lead somewhere', () => {
    const folder = resolve(__dirname, '../../docs/runbooks');
    const links = readdirSync(folder).flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/\]\(([^)#]*)(?:#([a-z-]+))?\)/g)].map(([, path, anchor]) => ({ file, path: path!, anchor })));
    expect(links.length).toBeGreaterThan(200);
    const dead = links.filter(({ file, path, anchor }) => {
      const target = join(folder, path === '' ? file : path);
      return !existsSync(target) || anchor !== undefined && !readFileSync(target, 'utf8').includes(`<a id="${anchor}"></a>`);
    });
    expect(dead).toEqual([]);
  });

  test('leads on only by texts that are understood', () => {
    const onward = SYMPTOMS.flatMap(({ decisions }) => decisions.flatMap(({ fix }) => /looplaw explain (.+)$/.exec(fix)?.[1] ?? []));
    expect(onward.length).toBeGreaterThan(8);
    expect(onward.filter((text) => meantBy(text).found.length === 0)).toEqual([]);
  });
});

/** Programs that only look, as the commands call them. */
const READ_ONLY = new Set(['kubectl', 'looplaw', 'crictl', 'timedatectl', 'grep', 'tail', 'jq', 'systemctl', 'journalctl', 'curl', 'df', 'ip', 'nstat', 'iptables-save', 'nft', 'ss', 'conntrack', 'etcdctl', 'iostat', 'du', 'openssl', 'base64', 'kubeadm', 'sysctl', 'find']);
/** Verbs of kubectl that change nothing; what exec runs is looked at by eye. */
const READING = ['get', 'describe', 'logs', 'top', 'auth can-i', 'auth whoami', 'rollout status', 'rollout history', 'exec'];

function verbOf(args: readonly string[]): string {
  const words = args.filter((arg, i) => !arg.startsWith('-') && !['-n', '-l'].includes(args[i - 1] ?? ''));
  return ['auth', 'rollout'].includes(words[0] ?? '') ? words.slice(0, 2).join(' ') : (words[0] ?? '');
}
