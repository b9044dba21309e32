import { describe, expect, test } from 'vitest';
import { ruleGroups } from '../../constructs/observability/rule-groups';
import { laws } from '../../src/laws';
import { runbookPage } from '../../src/runbook/markdown';
import { meantBy } from '../../src/runbook/meant';
import { SOURCES } from '../../src/signals/alert-rule';
import { dashboards } from '../../src/signals/dashboard/dashboard';
import { SIGNATURES, type SignatureId } from '../../src/signature';
import { breachText } from '../../src/report/words';
import { fixturesOf, judgeFixture } from '../laws/fixture';

/** A law that is broken, what people see later, and the alert that wakes them. */
const FAILURES: readonly (readonly [signature: SignatureId, law: string, seen: string, alert: string])[] = [
  ['S1', 'identity/no-static-credentials', 'CrashLoopBackOff', 'LoopIdentityCrashLoop'],
  ['S2', 'compute/anti-affinity-satisfiable', 'Pending', 'LoopComputeUnschedulable'],
  ['S3', 'network/mtu-headroom', 'large payloads disappear', 'LoopNetworkMtuBlackhole'],
  ['S4', 'storage/deferred-binding', 'PVC stuck', 'LoopStoragePvcPending'],
  ['S5', 'control-plane/etcd-volume-class', 'etcdserver: request timed out', 'LoopEtcdFsyncCritical'],
];

const GRAFANA = dashboards({ name: 'looplaw', sources: new Set(SOURCES), runbookBaseUrl: 'https://runbooks.example' });

describe('a failure has one story, from the finding to the alert and the dashboard', () => {
  test.each(FAILURES)('%s: %s, %s, %s', (signature, lawId, seen, alertName) => {
    const story = SIGNATURES[signature];
    const law = laws.find(({ id }) => id === lawId)!;
    expect(law.signature).toBe(signature);
    expect(law.shows).toBeUndefined();

    const fixture = fixturesOf(law).find(({ expectation }) => expectation === 'break')!;
    const [finding] = judgeFixture(fixture).findings;
    const told = breachText(finding!, new Map([[law.id, law]]));
    for (const text of [story.symptom, story.blamed, story.cause, story.metric, law.remedy]) expect(told).toContain(text);

    const symptom = meantBy(seen).found[0]!;
    expect(symptom.signature).toBe(signature);
    expect(symptom.decisions.flatMap(({ laws: named = [] }) => named)).toContain(lawId);

    const rule = ruleGroups(new Set(SOURCES), 'https://runbooks.example').flatMap(({ rules }) => rules).find(({ alert }) => alert === alertName)!;
    expect(rule.labels!['looplaw_signature']).toBe(signature);
    expect(rule.annotations!['runbook_url']).toMatch(new RegExp(`/${signature}\\.md#`));

    const board = GRAFANA.find(({ tags }) => tags.includes(signature))!;
    expect(board.links.map(({ url }) => url)).toContain(rule.annotations!['runbook_url']!.replace(/#.*$/, ''));
    const panel = board.panels.find(({ description = '' }) => description.includes(`${alertName} (`))!;
    for (const text of [story.symptom, story.cause, story.metric]) expect(panel.description).toContain(text);
    const [intro] = board.panels;
    for (const text of [story.symptom, story.blamed, story.cause, story.metric, story.mitigation]) expect(JSON.stringify(intro)).toContain(JSON.stringify(text).slice(1, -1));

    const page = runbookPage(signature, (id) => id);
    for (const text of [story.symptom, story.blamed, story.cause, story.metric, story.mitigation, `| ${alertName} |`, `[${lawId}]`]) expect(page).toContain(text);
  });
});
