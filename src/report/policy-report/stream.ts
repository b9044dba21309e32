import { createHash } from 'node:crypto';
import { dump } from 'js-yaml';
import { isClusterScoped } from '../../graph/object/cluster-scoped';
import type { Verdict } from '../../judge/verdict';
import type { ReportContext } from '../report';
import { printable } from '../sanitize';
import { plain } from '../words';
import { accountOf, resultsOf, type Placed, type Result } from './results';

/** A version of the API that policy reports are objects of. */
export interface ReportApi {
  readonly apiVersion: string;
  /** Kind of a report on a namespace. */
  readonly kind: string;
  /** Kind of a report on what is in no namespace. */
  readonly clusterKind: string;
  /** Whether a report names its maker itself, besides its results. */
  readonly namesSource: boolean;
}

/** Results of one report: an object of many more would come near the 1.5 MiB that etcd takes. */
const MOST_RESULTS = 500;

/** Where results go: a cluster of the run where there are several, and a namespace in it. */
interface Group {
  readonly cluster: string | null;
  /** The empty text is whichever namespace the set is applied to; `null` is no namespace. */
  readonly namespace: string | null;
  readonly results: Result[];
}

/**
 * Reports as a stream of YAML documents: one for what is in no namespace, which holds the account of the run too, and one for each
 * namespace that anything is said about; with several clusters, those of each apart.
 */
export function reportStream(verdict: Verdict, context: ReportContext, api: ReportApi): string {
  const account: Group = { cluster: null, namespace: null, results: [] };
  const groups = new Map<string, Group>([[keyOf(account), account]]);
  for (const placed of [...accountOf(verdict, context), ...resultsOf(verdict, context)]) {
    const group = groupOf(placed, verdict);
    const own = groups.get(keyOf(group)) ?? group;
    groups.set(keyOf(own), own);
    own.results.push(placed.result);
  }
  const kept = Object.values(verdict.laws).reduce((n, tally) => n + tally.kept, 0);
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
  const documents = sorted.flatMap((group) => documentsOf(group, group === account ? kept : null, api));
  return printable(documents.map((document) => `---\n${yamlOf(document)}`).join(''), { unicode: true });
}

function groupOf({ cluster, resource }: Placed, { clusters }: Verdict): Group {
  return { cluster: clusters.length > 1 ? cluster : null, namespace: namespaceOf(resource), results: [] };
}

/** A namespace that can be none, such as one that is not rendered yet, makes no report of its own: its objects name it. */
function namespaceOf(resource: Placed['resource']): string | null {
  if (resource === null || isClusterScoped(resource)) return null;
  const { namespace } = resource;
  if (namespace === null) return '';
  return /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/.test(namespace) ? namespace : null;
}

function keyOf({ cluster, namespace }: Group): string {
  return JSON.stringify([cluster !== null, cluster ?? '', namespace !== null, namespace ?? '']);
}

/** A report, in parts where it is long. Kept answers are counted by law, not by namespace: only the account of the run tells them. */
function documentsOf({ cluster, namespace, results }: Group, kept: number | null, api: ReportApi): readonly object[] {
  const parts = Array.from({ length: Math.max(1, Math.ceil(results.length / MOST_RESULTS)) }, (_, i) => results.slice(i * MOST_RESULTS, (i + 1) * MOST_RESULTS));
  return parts.map((part, i) => {
    const count = (outcome: Result['result']) => part.filter(({ result }) => result === outcome).length;
    return {
      apiVersion: api.apiVersion,
      kind: namespace === null ? api.clusterKind : api.kind,
      metadata: {
        // A dot, which no slug holds, parts the number from the name of a cluster.
        name: `looplaw${cluster === null ? '' : `-${slug(cluster)}`}${i > 0 ? `.${i + 1}` : ''}`,
        ...(namespace && { namespace }),
        labels: { 'app.kubernetes.io/managed-by': 'looplaw' },
        ...(cluster !== null && { annotations: { 'looplaw.dev/cluster': plain(cluster) } }),
      },
      ...(api.namesSource && { source: 'looplaw' }),
      ...(namespace && { scope: { apiVersion: 'v1', kind: 'Namespace', name: namespace } }),
      summary: {
        ...(kept !== null && { pass: i === 0 ? kept : 0 }),
        fail: count('fail'), warn: count('warn'), error: count('error'), skip: count('skip'),
      },
      results: part,
    };
  });
}

/** A name as a part of the name of an object. What had to be changed gets a digest, so that no two clusters have one name. */
function slug(name: string): string {
  const safe = name.toLowerCase().replace(/[^a-z\d]+/g, '-').replace(/^-|-$/g, '').slice(0, 40).replace(/-$/, '');
  return safe === name && safe !== '' ? safe : [...(safe === '' ? [] : [safe]), createHash('sha256').update(name).digest('hex').slice(0, 8)].join('-');
}

/** YAML that reads as it was written whatever reads it: every text is in quotes. */
function yamlOf(document: object): string {
  return dump(document, { lineWidth: -1, noRefs: true, quoteStyle: 'double', forceQuotes: true });
}
