import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { check } from '../../src/judge/check';
import type { Verdict } from '../../src/judge/verdict';
import { loadText } from '../../src/load/load';
import { ROOT, folder, looplaw } from '../cli/command';
import { CLUSTER, listOf } from './dump';
import { container, podSpec, stored, type Stored } from './stored';

function judged(objects: readonly unknown[], config: object = {}): Verdict {
  return check(loadText('dump.json', JSON.stringify(listOf(objects))), { config: { role: 'platform', ...config } });
}

const BASE = judged(CLUSTER);

/** Findings as `law kind namespace/name`, sorted. */
function told(findings: Verdict['findings'] | Verdict['waived']): readonly string[] {
  return [...new Set(findings.map(({ law, resource: { kind, namespace, name } }) => `${law} ${kind} ${namespace === null ? '' : `${namespace}/`}${name}`))].sort();
}

/** A workload of the dump with these fields of its metadata, spec and status. */
function changed(kind: string, name: string, change: (object: Record<string, unknown>) => object): readonly unknown[] {
  return CLUSTER.map((object) => (object.kind === kind && object.metadata.name === name ? change(structuredClone(object) as unknown as Record<string, unknown>) : object));
}

describe('a dump of a live cluster', () => {
  // Read by eye: each is true of the cluster, and something its owners can change.
  test('is told what is wrong with it', () => {
    const { findings, accounting, verdict } = BASE;
    expect(accounting.errors).toEqual([]);
    expect(accounting.examined).toBe(CLUSTER.length);
    expect(verdict).toBe('fail');
    expect(told(findings)).toEqual([
      'compute/budgeted-pod Deployment legacy/old-worker',
      'compute/budgeted-pod Pod default/debug',
      'compute/cpu-limited Deployment kube-system/metrics-server',
      'compute/cpu-limited Deployment legacy/old-worker',
      'compute/cpu-limited Pod default/debug',
      'compute/guaranteed-when-critical Deployment kube-system/metrics-server',
      'compute/immutable-image Deployment legacy/old-worker',
      'compute/immutable-image Pod default/debug',
      'compute/memory-limited Deployment kube-system/metrics-server',
      'compute/memory-limited Deployment legacy/old-worker',
      'compute/memory-limited Pod default/debug',
      'compute/namespace-guardrails Namespace default',
      'compute/namespace-guardrails Namespace legacy',
      'compute/no-bare-pod Pod default/debug',
      'compute/no-default-namespace Namespace default',
      'identity/dedicated-service-account Deployment legacy/old-worker',
      'identity/no-cluster-admin ClusterRoleBinding ci-admin',
      'identity/no-long-lived-token Secret legacy/ci-token',
      'identity/no-static-credentials Deployment legacy/old-worker',
      'network/default-deny Namespace default',
      'network/default-deny Namespace legacy',
      'network/lb-readiness-gate Ingress shop/api',
      'network/policy-coverage CronJob shop/report',
      'network/readiness-probe Deployment kube-system/metrics-server',
      'network/zone-local-traffic Service shop/api',
      'observability/log-context Deployment legacy/old-worker',
      'observability/log-context Pod default/debug',
      'observability/zone-context Pod default/debug',
      'storage/backup-declared StatefulSet shop/orders-db',
      'storage/deferred-binding StorageClass fast',
    ]);
  });

  test('is known as a whole where that is said: what is not in it is not there', () => {
    const more = told(judged(CLUSTER, { closedWorld: true }).findings).filter((line) => !told(BASE.findings).includes(line));
    expect(more).toContain('network/service-selects-pods Service legacy/old-web');
    // Nothing in it watches the cluster, and no object the cloud keeps stands in for that.
    expect(more.filter((line) => line.startsWith('observability/')).map((line) => line.split(' ')[0])).toEqual(['observability/managed-api-latency', 'observability/signature-alerts', 'observability/use-signals']);
  });

  test('judges what controllers made through who owns it', () => {
    const { findings, waived } = BASE;
    const kinds = new Set([...findings, ...waived].map(({ resource: { kind } }) => kind));
    for (const kind of ['ReplicaSet', 'ControllerRevision', 'Job', 'Event', 'Endpoints', 'EndpointSlice', 'Lease', 'Node']) expect(kinds).not.toContain(kind);
    expect([...findings, ...waived].filter(({ resource: { kind } }) => kind === 'Pod').map(({ resource: { name } }) => name).every((name) => name === 'debug')).toBe(true);
    const orphan = CLUSTER.filter(({ kind, metadata }) => !(kind === 'DaemonSet' && metadata.name === 'aws-node'));
    expect(told(judged(orphan).findings)).toContain('compute/budgeted-pod Pod kube-system/aws-node-x2x4a');
  });

  test('says the same in lists of lists, and in one list for each kind', () => {
    const kinds = [...new Set(CLUSTER.map(({ kind }) => kind))];
    const lists = kinds.map((kind) => listOf(CLUSTER.filter((object) => object.kind === kind)));
    expect(told(judged([listOf(lists)]).findings)).toEqual(told(BASE.findings));
  });

  test('prints no secret in any form', () => {
    const place = folder({ 'dump.json': JSON.stringify(listOf(CLUSTER)) });
    for (const format of ['pretty', 'concise', 'json', 'jsonl', 'sarif', 'junit', 'markdown', 'html', 'github', 'gitlab', 'policyreport']) {
      const { out, err } = looplaw(['check', 'dump.json', '--role', 'platform', '--explain-undecided', '--format', format], { cwd: place });
      expect(out.length, format).toBeGreaterThan(100);
      expect(`${out}${err}`, format).not.toMatch(/aHVudGVyMi|SDRzSUFBQUF|ZXlKaGJHY2|wJalrXUtn/);
    }
  });
});

describe('what the cloud keeps', () => {
  test('is waived where it is seen, with who keeps it, and never passed over', () => {
    const { waived } = BASE;
    expect(told(waived)).toEqual([
      'compute/budgeted-pod DaemonSet kube-system/aws-node',
      'compute/budgeted-pod DaemonSet kube-system/kube-proxy',
      'compute/cpu-limited DaemonSet kube-system/aws-node',
      'compute/cpu-limited DaemonSet kube-system/kube-proxy',
      'compute/cpu-limited Deployment kube-system/coredns',
      'compute/graceful-termination Deployment kube-system/coredns',
      'compute/guaranteed-when-critical DaemonSet kube-system/aws-node',
      'compute/guaranteed-when-critical DaemonSet kube-system/kube-proxy',
      'compute/guaranteed-when-critical Deployment kube-system/coredns',
      'compute/liveness-safe DaemonSet kube-system/aws-node',
      'compute/memory-limited DaemonSet kube-system/aws-node',
      'compute/memory-limited DaemonSet kube-system/kube-proxy',
      'compute/request-limit-ratio Deployment kube-system/coredns',
      'identity/no-cluster-admin ClusterRoleBinding eks:addon-cluster-admin',
      'identity/no-wildcard-rbac ClusterRole cluster-admin',
      'identity/no-wildcard-rbac ClusterRole eks:addon-manager',
      'identity/no-wildcard-rbac ClusterRole system:controller:generic-garbage-collector',
      'identity/rbac-escalation ClusterRole admin',
      'identity/rbac-escalation ClusterRole system:kube-controller-manager',
    ]);
    for (const { reason, until, given } of waived) {
      expect(reason).toMatch(/^the (?:cloud keeps it as it is|API server makes it, and adds what is missing of it at each start)$/);
      expect(until).toBeNull();
      expect(given.by).toBe('cluster');
    }
  });

  test.each([
    ['kubernetes.azure.com/managedby', 'aks', true], ['addonmanager.kubernetes.io/mode', 'Reconcile', true],
    // Its owner may change what is only made sure to exist.
    ['addonmanager.kubernetes.io/mode', 'EnsureExists', false], ['app.kubernetes.io/managed-by', 'Helm', false],
  ])('is known by its label: %s=%s %s', (key, value, isKept) => {
    const objects = changed('Deployment', 'metrics-server', (object) => ({ ...object, metadata: { ...object['metadata'] as object, labels: { [key]: value } } }));
    const line = 'network/readiness-probe Deployment kube-system/metrics-server';
    const { findings, waived } = judged(objects);
    expect(told(isKept ? waived : findings)).toContain(line);
    expect(told(isKept ? findings : waived)).not.toContain(line);
  });

  test.each([
    ['its own group', [{ kind: 'Group', name: 'kubeadm:cluster-admins' }], true],
    ['a pod beside it', [{ kind: 'Group', name: 'kubeadm:cluster-admins' }, { kind: 'ServiceAccount', name: 'ci', namespace: 'ci' }], false],
    ['another group', [{ kind: 'Group', name: 'developers' }], false],
  ])('is what kubeadm makes, as kubeadm makes it: admins are %s', (_, subjects, isKept) => {
    const binding = stored('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', { name: 'kubeadm:cluster-admins' }, { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' }, subjects }, 'kubeadm');
    const { findings, waived } = judged([...CLUSTER, binding]);
    const line = 'identity/no-cluster-admin ClusterRoleBinding kubeadm:cluster-admins';
    expect(told(isKept ? waived : findings)).toContain(line);
    expect(told(isKept ? findings : waived)).not.toContain(line);
    if (isKept) expect(waived.find(({ resource }) => resource.name === 'kubeadm:cluster-admins')!.reason).toBe('kubeadm makes it for the cluster it sets up');
  });

  const DEFAULTS = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };
  const CI = { kind: 'ServiceAccount', name: 'ci', namespace: 'ci' };
  const account = (name: string): object => ({ kind: 'ServiceAccount', name, namespace: 'kube-system' });
  test.each<readonly [why: string, name: string, subject: object, metadata: object, isKept: boolean, role: string]>([
    ['a name that begins as kubeadm\'s', 'kubeadm:ops', CI, {}, false, 'cluster-admin'],
    ['a name that begins as the cluster\'s', 'system:ops', { kind: 'Group', name: 'system:ops' }, {}, false, 'cluster-admin'],
    ['a name that begins as EKS\' own', 'eks:ops', { kind: 'User', name: 'eks:ops' }, {}, false, 'cluster-admin'],
    ['a name that begins as AKS\' own', 'aks:ops', { kind: 'User', name: 'aks:ops' }, {}, false, 'cluster-admin'],
    ['a name that begins as GKE\'s', 'gke:ops', { kind: 'User', name: 'gke:ops' }, {}, false, 'cluster-admin'],
    ['what EKS makes, with its own user', 'eks:addon-cluster-admin', { kind: 'User', name: 'eks:addon-manager' }, {}, true, 'cluster-admin'],
    ['what EKS makes, with somebody else', 'eks:addon-cluster-admin', { kind: 'User', name: 'eks:ops' }, {}, false, 'cluster-admin'],
    ['a pod that was added to what EKS makes', 'eks:node-manager', CI, {}, false, 'cluster-admin'],
    ['such a pod, named as the user it is', 'eks:node-manager', { kind: 'User', name: 'system:serviceaccount:ci:ci' }, {}, false, 'cluster-admin'],
    ['a pod of the system, where no admin is made', 'eks:node-manager', account('node-manager'), {}, true, 'eks:node-manager'],
    ['what EKS makes, by its own user and role', 'eks:node-manager', { kind: 'User', name: 'eks:node-manager' }, {}, true, 'eks:node-manager'],
    ['what EKS makes under one name with two roles, by the one', 'eks:service-operations', { kind: 'User', name: 'eks:service-operations' }, {}, true, 'eks:service-operations'],
    ['and by the other', 'eks:service-operations', { kind: 'User', name: 'eks:service-operations' }, {}, true, 'eks:service-operations-configmaps'],
    ['what EKS makes, with more than its own role', 'eks:node-manager', { kind: 'User', name: 'eks:node-manager' }, {}, false, 'cluster-admin'],
    ['what EKS makes, with a user of its prefix', 'eks:node-manager', { kind: 'User', name: 'eks:me' }, {}, false, 'eks:node-manager'],
    ['what EKS makes, with a role of another name', 'eks:certificate-controller', { kind: 'User', name: 'eks:certificate-controller' }, {}, true, 'system:controller:certificate-controller'],
    ['what kubeadm makes, with more than its own role', 'kubeadm:node-proxier', account('kube-proxy'), {}, false, 'cluster-admin'],
    ['what kubeadm makes, with its own role', 'kubeadm:node-proxier', account('kube-proxy'), {}, true, 'system:node-proxier'],
    ['what the API server marks', 'system:kube-dns', account('kube-dns'), { labels: DEFAULTS }, true, 'system:kube-dns'],
    ['everybody, where everybody may', 'system:discovery', { kind: 'Group', name: 'system:authenticated' }, { labels: DEFAULTS }, true, 'system:discovery'],
    ['every account, where every account may', 'system:cluster-trust-bundle-discovery', { kind: 'Group', name: 'system:serviceaccounts' }, { labels: DEFAULTS }, true, 'system:cluster-trust-bundle-discovery'],
    ['a controller of a later version', 'system:controller:yet-to-come', account('yet-to-come'), { labels: DEFAULTS }, true, 'system:controller:yet-to-come'],
    ['a controller that gets more than its own role', 'system:controller:backdoor', account('backdoor'), { labels: DEFAULTS }, false, 'cluster-admin'],
    ['somebody else by the role of a controller', 'system:controller:backdoor', account('evil'), { labels: DEFAULTS }, false, 'system:controller:backdoor'],
    ['who holds a lock', 'system::leader-locking-kube-scheduler', account('kube-scheduler'), { labels: DEFAULTS }, true, 'system::leader-locking-kube-scheduler'],
    ['a role that the API server binds to nobody', 'view', { kind: 'Group', name: 'system:authenticated' }, { labels: DEFAULTS }, false, 'view'],
    ['a copy that keeps the label and the prefix', 'system:ops', { kind: 'Group', name: 'system:ops' }, { labels: DEFAULTS }, false, 'cluster-admin'],
    ['everybody, where few may', 'system:kube-scheduler', { kind: 'Group', name: 'system:authenticated' }, { labels: DEFAULTS }, false, 'system:kube-scheduler'],
    ['a pod that was added to the admins', 'cluster-admin', { kind: 'ServiceAccount', name: 'tiller', namespace: 'kube-system' }, { labels: DEFAULTS }, false, 'cluster-admin'],
    ['a copy that keeps the label', 'ops', { kind: 'User', name: 'system:ops' }, { labels: DEFAULTS }, false, 'cluster-admin'],
    ['one that somebody took over', 'system:kube-dns', account('kube-dns'), { labels: DEFAULTS, annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'false' } }, false, 'system:kube-dns'],
  ])('is no matter of a prefix: %s', (_, name, subject, metadata, isKept, role) => {
    const all = stored('rbac.authorization.k8s.io/v1', 'ClusterRole', { name: role }, { rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] });
    const binding = stored('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', { name, ...metadata }, { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role }, subjects: [subject] }, 'kubectl');
    const others = CLUSTER.filter(({ kind, metadata: { name: other } }) => (kind !== 'ClusterRoleBinding' || other !== name) && (kind !== 'ClusterRole' || other !== role));
    const { findings, waived } = judged([...others, all, binding]);
    const line = `identity/no-cluster-admin ClusterRoleBinding ${name}`;
    expect(told(isKept ? waived : findings)).toContain(line);
    expect(told(isKept ? findings : waived)).not.toContain(line);
  });

  test.each([
    ['eks:addon-manager', {}, true], ['eks:certificate-controller', {}, true], ['kubeadm:get-nodes', {}, true], ['system:controller:x', { labels: DEFAULTS }, true],
    ['system:controller:x', {}, false], ['eks:ops', {}, false],
    // There are bindings of these names, and no roles.
    ['eks:addon-cluster-admin', {}, false], ['kubeadm:cluster-admins', {}, false],
  ])('is a role of a name that roles of theirs have: %s %j %s', (name, metadata, isKept) => {
    const all = stored('rbac.authorization.k8s.io/v1', 'ClusterRole', { name, ...metadata }, { rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] }, 'kubectl');
    const { findings, waived } = judged([...CLUSTER.filter(({ kind, metadata: { name: other } }) => kind !== 'ClusterRole' || other !== name), all]);
    expect(told(isKept ? waived : findings)).toContain(`identity/no-wildcard-rbac ClusterRole ${name}`);
  });

  test.each([[['eks'], true], [['eks', 'kubectl-edit'], false]])('is a binding that only the cloud wrote: by %j %s', (managers, isKept) => {
    const name = 'eks:yet-to-come';
    const managedFields = managers.map((manager) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', fieldsType: 'FieldsV1', fieldsV1: { 'f:subjects': {} }, manager, operation: 'Update' }));
    const binding = stored('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', { name, managedFields }, { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' }, subjects: [CI] });
    expect(told(judged([...CLUSTER, binding])[isKept ? 'waived' : 'findings'])).toContain(`identity/no-cluster-admin ClusterRoleBinding ${name}`);
  });

  test('is nobody\'s in a manifest, and where only the config may waive', () => {
    const written = changed('DaemonSet', 'kube-proxy', (object) => {
      const { name, namespace, labels } = object['metadata'] as Record<string, unknown>;
      return { ...object, metadata: { name, namespace, labels } };
    });
    expect(told(judged(written).findings)).toContain('compute/budgeted-pod DaemonSet kube-system/kube-proxy');
    const strict = judged(CLUSTER, { waivers: 'config-only' });
    expect(strict.waived).toEqual([]);
    expect(told(strict.findings)).toContain('compute/budgeted-pod DaemonSet kube-system/kube-proxy');
  });
});

describe('what an API server adds', () => {
  const owns = 'compute/hpa-owns-replicas Deployment shop/api';
  const withFields = (fields: object): readonly unknown[] => changed('Deployment', 'api', (object) => ({ ...object, metadata: { ...object['metadata'] as object, ...fields } }));
  const applied = { 'kubectl.kubernetes.io/last-applied-configuration': '{"spec":{"replicas":4}}' };

  test('is no replicas somebody applies: the autoscaler wrote them', () => {
    expect(told(BASE.findings)).not.toContain(owns);
    expect(BASE.undecided.map(({ law }) => law)).not.toContain('compute/hpa-owns-replicas');
    expect(told(judged(withFields({ annotations: applied })).findings)).toContain(owns);
    expect(told(judged(withFields({ managedFields: [{ manager: 'helm', operation: 'Apply', apiVersion: 'apps/v1', fieldsType: 'FieldsV1', fieldsV1: { 'f:spec': { 'f:replicas': {} } } }] })).findings)).toContain(owns);
  });

  test('is not told by a dump without managed fields', () => {
    const { findings, undecided } = judged(withFields({ managedFields: undefined }));
    expect(told(findings)).not.toContain(owns);
    expect(undecided.find(({ law }) => law === 'compute/hpa-owns-replicas')?.because).toContain('--show-managed-fields');
  });

  test('is the zone of a pod that has its node', () => {
    expect(BASE.findings.filter(({ messageId, law }) => law === 'observability/zone-context' && messageId === 'claimed')).toEqual([]);
  });
});

describe('live nodes', () => {
  const labels = { app: 'pinned' };
  const pinned = (nodeSelector: object, tolerations: readonly object[] = []): Stored => stored('apps/v1', 'Deployment', { name: 'pinned', namespace: 'shop', labels }, {
    spec: { replicas: 2, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: podSpec([container('app', 'acme/app:1.0.0')], { nodeSelector, tolerations }) } },
  });
  const about = (object: Stored, config: object): readonly string[] => told(judged([...CLUSTER, object], config).findings).filter((line) => line.startsWith('compute/dedicated-node-toleration') && line.includes('pinned'));

  test('tell the cloud, and where they are all there are, pools with their labels and taints', () => {
    const closed = { closedWorld: ['Node'] };
    expect(about(pinned({ 'eks.amazonaws.com/nodegroup': 'apps' }), closed)).toEqual([]);
    expect(about(pinned({ 'eks.amazonaws.com/nodegroup': 'system' }), closed)).toEqual(['compute/dedicated-node-toleration Deployment shop/pinned']);
    expect(about(pinned({ 'eks.amazonaws.com/nodegroup': 'system' }, [{ key: 'CriticalAddonsOnly', operator: 'Exists' }]), closed)).toEqual([]);
  });

  test('say nothing of pools that have no node now', () => {
    expect(about(pinned({ 'eks.amazonaws.com/nodegroup': 'gpu' }), {})).toEqual([]);
  });

  test('that fail have taints that go again', () => {
    const failing = changed('Node', 'ip-10-0-1-20.ec2.internal', (object) => ({ ...object, spec: { ...object['spec'] as object, taints: [{ key: 'node.kubernetes.io/disk-pressure', effect: 'NoSchedule' }] } }));
    const found = judged([...failing, pinned({ 'eks.amazonaws.com/nodegroup': 'apps' })], { closedWorld: ['Node'] }).findings;
    expect(told(found).filter((line) => line.startsWith('compute/dedicated-node-toleration'))).toEqual([]);
  });
});

describe('dumps of several clusters', () => {
  const dump = (uid: string): string => JSON.stringify(listOf(CLUSTER)).replaceAll('"0b9e', `"${uid}`);

  test('that lie beside each other are judged each by itself', () => {
    const place = folder({ 'eu.json': dump('0b9e'), 'us.json': dump('1b9e') });
    const { clusters, findings } = JSON.parse(looplaw(['check', '.', '--role', 'platform', '--format', 'json'], { cwd: place }).out) as { clusters: { name: string; resources: number; note: string }[]; findings: { law: string }[] };
    expect(clusters).toMatchObject([{ name: 'eu', resources: CLUSTER.length }, { name: 'us', resources: CLUSTER.length }]);
    expect(clusters[0]!.note).toContain('kube-system');
    expect(findings.filter(({ law }) => law === 'manifest/unique-object')).toEqual([]);
  });

  test('of one cluster, kind by kind, are one', () => {
    const [half, rest] = [CLUSTER.filter((_, i) => i % 2 === 0), CLUSTER.filter((_, i) => i % 2 === 1)];
    const place = folder({ 'a.json': JSON.stringify(listOf(half)), 'b.json': JSON.stringify(listOf(rest)) });
    const { clusters } = JSON.parse(looplaw(['check', '.', '--role', 'platform', '--format', 'json'], { cwd: place }).out) as { clusters: object[] };
    expect(clusters).toMatchObject([{ name: 'default', resources: CLUSTER.length }]);
  });

  test('are read from a pipe, and larger ones where that is allowed', () => {
    const text = dump('0b9e');
    expect(looplaw(['check', '-', '--role', 'platform', '--format', 'concise'], { input: text }).out).toContain(`${CLUSTER.length} objects in 1 file examined`);
    expect(looplaw(['check', '-', '--max-bytes', '1000'], { input: text })).toMatchObject({ code: 2 });
    expect(looplaw(['check', '-', '--max-bytes', 'many'], { input: text }).err).toContain('no number of bytes');
  });
});

describe('the page on live clusters', () => {
  const page = readFileSync(join(ROOT, 'docs/live-clusters.md'), 'utf8');
  const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  const role = load(yaml) as { readonly rules: readonly { readonly resources: readonly string[]; readonly verbs: readonly string[] }[] };

  test('has a role for exactly what its command dumps, which keeps every law', () => {
    const [, kinds = ''] = /-o json \\\n {2}([a-z,]+) /.exec(page) ?? [];
    expect(role.rules.flatMap(({ resources }) => resources).sort()).toEqual(kinds.split(',').sort());
    expect(new Set(role.rules.flatMap(({ verbs }) => verbs))).toEqual(new Set(['list']));
    expect(check(loadText('role.yaml', yaml), { config: { role: 'platform', preset: 'strict' } }).findings).toEqual([]);
  });

  test('names the marks that are read', () => {
    for (const mark of ['kubernetes.io/bootstrapping: rbac-defaults', 'eks.amazonaws.com/component', 'kubernetes.azure.com/managedby: aks', 'addonmanager.kubernetes.io/mode: Reconcile', '`kubeadm:cluster-admins`', '`eks:addon-manager`']) expect(page).toContain(mark);
  });
});
