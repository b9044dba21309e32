import type { Finding, Related, UndecidedAnswer, WaivedFinding } from '../../src/finding';
import type { Verdict } from '../../src/judge/verdict';
import { defineLaw, type Law } from '../../src/law';
import { loadText } from '../../src/load/load';
import type { Path, Resource } from '../../src/load/resource';
import { defaultProfile } from '../../src/profile';
import type { ReportContext } from '../../src/report';

/** Laws as reports see them; what they judge is not asked here. */
export const budgeted = defineLaw({
  id: 'compute/budgeted-pod',
  title: 'Every container requests CPU and memory',
  owner: 'app',
  presets: ['recommended', 'strict'],
  signature: 'S2',
  why: 'The scheduler places pods by their requests. A container without one is a guess: its node fills up unseen, and the kubelet evicts it first.',
  remedy: 'Set resources.requests.cpu and resources.requests.memory from measured use, or let a LimitRange of the namespace supply them.',
  sources: ['mission'],
  on: 'Container',
  messages: { missing: { text: 'container {container} requests no {resources}', severity: 'error' } },
  judge: () => undefined,
});

export const evictable = defineLaw({
  id: 'compute/evictable-budget',
  title: 'Every disruption budget leaves one eviction',
  owner: 'app',
  presets: ['recommended', 'strict'],
  signature: 'S2',
  why: 'A budget that allows no eviction holds up every drain, and with it every upgrade of a node.',
  remedy: 'Set maxUnavailable to 1 or more, or run one replica more than minAvailable.',
  sources: ['mission'],
  on: 'PodDisruptionBudget',
  messages: { deadlock: { text: 'budget {budget} never allows an eviction: maxUnavailable is {value}', severity: { recommended: 'warning', strict: 'error' } } },
  judge: () => undefined,
});

export const deferred = defineLaw({
  id: 'storage/deferred-binding',
  title: 'Zonal classes bind on first consumer',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  signature: 'S4',
  why: 'A class that binds at once makes the disk before the pod has a node.',
  remedy: 'Make a new class with volumeBindingMode: WaitForFirstConsumer and move the claims to it; the field of an existing class can not be changed.',
  sources: ['mission'],
  on: 'StorageClass',
  messages: { immediate: { text: 'class {class} binds volumes of {provisioner} before a pod has a zone', severity: 'error' } },
  judge: () => undefined,
});

const ephemeral = defineLaw({
  id: 'identity/no-static-credentials',
  title: 'No cloud access key in a pod',
  owner: 'app',
  presets: ['recommended', 'strict'],
  signature: 'S1',
  why: 'A key that lives for ever leaks once.',
  remedy: 'Bind the ServiceAccount to a cloud role.',
  sources: ['mission'],
  on: 'Container',
  messages: { key: { text: '{credential} in variable {name}', severity: 'error' } },
  judge: () => undefined,
});

export const twice = defineLaw({
  id: 'manifest/duplicate-key',
  title: 'No key is written twice',
  owner: 'app',
  presets: ['recommended', 'strict'],
  signature: null,
  why: 'Kubernetes keeps the last of two equal keys and drops the first without a word.',
  remedy: 'Keep one of them:\n\n  labels:\n    app: api',
  sources: ['mission'],
  on: 'Manifest',
  messages: { twice: { text: 'key {key} is written twice', severity: 'info' } },
  judge: () => undefined,
});

const sampleLaws: readonly Law[] = [budgeted, evictable, deferred, ephemeral, twice];

export const context: ReportContext = {
  laws: new Map(sampleLaws.map((law) => [law.id, law])),
  docsBaseUrl: 'https://example.com/docs/laws',
  toolVersion: '1.2.3',
  explainUndecided: false,
  color: false,
  width: 80,
  unicode: true,
};

/** Objects of a text, by kind and name. */
export function objectsOf(file: string, text: string): (title: string) => Resource {
  const { resources } = loadText(file, text);
  return (title) => {
    const found = resources.find((r) => `${r.kind} ${r.name}` === title);
    if (found === undefined) throw new Error(`no ${title} in ${file}`);
    return found;
  };
}

/** A finding; its fingerprint tells law, object and path apart, as the judge's does. */
export function finding(law: Law, resource: Resource, path: Path, more: Partial<Finding> = {}): Finding {
  const messageId = Object.keys(law.messages)[0]!;
  const { severity } = law.messages[messageId]!;
  return {
    law: law.id, messageId, args: {}, severity: typeof severity === 'string' ? severity : severity.recommended,
    cluster: 'default', resource, container: null, path, at: 'value', range: resource.origin.locate(path, more.at ?? 'value'), related: [], repair: null,
    fingerprint: Buffer.from(`${law.id} ${resource.name} ${path.join('.')}`).toString('hex').padEnd(64, '0').slice(0, 64),
    ...more,
  };
}

export function related(message: string, resource: Resource, path: Path): Related {
  return { message, resource, path };
}

export function waived(finding: Finding, reason: string, until: string | null): WaivedFinding {
  return { ...finding, reason, until, given: { by: 'annotation', construct: null, resource: finding.resource, path: ['metadata', 'annotations', 'looplaw.dev/waive'] } };
}

export function undecided(law: Law, resource: Resource, because: string, path: Path | null = null): UndecidedAnswer {
  return { law: law.id, cluster: 'default', resource, container: null, path, because };
}

/** A verdict over findings; its counts follow from them. */
export function verdictOf(findings: readonly Finding[], more: Partial<Verdict> = {}): Verdict {
  const errors = more.accounting?.errors ?? [];
  const ids = [...new Set(findings.map((f) => f.law))];
  return {
    verdict: errors.length > 0 ? 'error' : findings.some((f) => f.severity === 'error') ? 'fail' : 'pass',
    profile: defaultProfile,
    preset: 'recommended',
    clusters: [{ name: 'default', resources: 42, note: null }],
    findings,
    waived: [],
    baselined: [],
    stale: [],
    undecided: [],
    accounting: { files: 12, documents: 42, resources: 42, examined: 42, skipped: [], errors: [] },
    laws: Object.fromEntries(ids.map((id) => {
      const broken = findings.filter((f) => f.law === id).length;
      return [id, { examined: broken + 3, kept: 3, broken, undecided: 0, waived: 0 }];
    })),
    ...more,
  };
}

export const SHOP = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: ebs.csi.aws.com
volumeBindingMode: Immediate # the default of the provisioner
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
  labels: { app: api }
spec:
  replicas: 2
  selector: { matchLabels: { app: api } }
  template:
    metadata:
      labels: { app: api }
    spec:
      containers:
        - name: api
          image: ghcr.io/acme/api:1.4.2
          env:
            - name: LOG_LEVEL
              value: debug
            - name: AWS_SECRET_ACCESS_KEY
              value: hunter2-hunter2
        - name: proxy
          image: ghcr.io/acme/proxy:3.0.1
          resources: { requests: { cpu: 100m } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: api
  namespace: shop
spec:
  maxUnavailable: 0
  selector: { matchLabels: { app: api } }
`;

/** A small shop with four broken laws in five places: what a report is looked at with. */
export function shopVerdict(): Verdict {
  const object = objectsOf('dist/shop.k8s.yaml', SHOP);
  const [fast, api, budget] = [object('StorageClass fast'), object('Deployment api'), object('PodDisruptionBudget api')];
  const containers: Path = ['spec', 'template', 'spec', 'containers'];
  const findings = [
    finding(deferred, fast, ['volumeBindingMode'], { args: { class: 'fast', provisioner: 'ebs.csi.aws.com' } }),
    finding(budgeted, api, [...containers, 0, 'resources', 'requests'], { at: 'key', container: 'api', args: { container: 'api', resources: 'cpu and memory' } }),
    finding(ephemeral, api, [...containers, 0, 'env', 1, 'value'], { container: 'api', args: { credential: 'AWS secret key (15 characters)', name: 'AWS_SECRET_ACCESS_KEY' } }),
    finding(budgeted, api, [...containers, 1, 'resources', 'requests', 'memory'], { at: 'key', container: 'proxy', args: { container: 'proxy', resources: 'memory' } }),
    finding(evictable, budget, ['spec', 'maxUnavailable'], { args: { budget: 'api', value: 0 }, related: [related('selected by this budget', api, ['metadata', 'name'])] }),
  ];
  return verdictOf(findings, {
    waived: [waived(finding(budgeted, api, ['spec'], { args: { container: 'old', resources: 'cpu' } }), 'legacy batch, JIRA-12', '2027-03-31')],
    undecided: [undecided(deferred, fast, 'zones of the cluster are not declared'), undecided(budgeted, api, 'image is ${IMAGE}', [...containers, 0, 'image'])],
    laws: {
      'compute/budgeted-pod': { examined: 9, kept: 5, broken: 2, undecided: 1, waived: 1 },
      'compute/evictable-budget': { examined: 3, kept: 2, broken: 1, undecided: 0, waived: 0 },
      'control-plane/etcd-quorum': { examined: 0, kept: 0, broken: 0, undecided: 0, waived: 0 },
      'identity/no-static-credentials': { examined: 9, kept: 8, broken: 1, undecided: 0, waived: 0 },
      'network/ready-backends': { examined: 5, kept: 5, broken: 0, undecided: 0, waived: 0 },
      'storage/deferred-binding': { examined: 2, kept: 0, broken: 1, undecided: 1, waived: 0 },
    },
  });
}
