import type { Finding, Related, UndecidedAnswer, WaivedFinding } from '../../finding';
import type { Verdict } from '../../judge/verdict';
import type { InputError, Path, Resource, Skipped } from '../../load/resource';
import { loopOf } from '../../loop';
import { placeIn, placeOf, placesOf, shownFile, type Place } from '../place';
import type { ReportContext } from '../report';
import { docsOf, messageOf, plain } from '../words';

/** Version of the data: raised when a key goes or changes its meaning, not when one is added. */
export const VERSION = 1;

/** What a run was judged for. */
export function profileRecord({ preset, profile }: Verdict): object {
  const { kubeVersion, cloud, zones, nodes, nodePools, cni, environment, role, platformProvides, closedWorld, logContext, etcd } = profile;
  return { preset, kubeVersion, cloud, zones, nodes, nodePools, cni, environment, role, platformProvides, closedWorld, logContext, etcd };
}

/** What every law answered, in order of id. */
export function lawRecords({ laws }: Verdict): object {
  return Object.fromEntries(Object.entries(laws).sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, count]) => {
    const { examined, kept, broken, undecided, waived } = count;
    return [id, { examined, kept, broken, undecided, waived }];
  }));
}

/** Clusters of a run. */
export function clusterRecords({ clusters }: Verdict): readonly object[] {
  return clusters.map(({ name, resources, note }) => ({ name, resources, note }));
}

/** A finding with every key written; `null` where a thing is not known. */
export function findingRecord(finding: Finding, { laws, docsBaseUrl }: ReportContext): object {
  const { resource, container, path, related, repair, fingerprint } = finding;
  const law = laws.get(finding.law);
  return {
    law: finding.law,
    loop: loopOf(finding.law),
    owner: law?.owner ?? null,
    severity: finding.severity,
    signature: law?.signature ?? null,
    message: messageOf(finding, law),
    remedy: law?.remedy ?? null,
    docs: law === undefined ? null : docsOf(law.id, docsBaseUrl),
    cluster: finding.cluster,
    resource: resourceRecord(resource, container),
    ...whereOf(resource, path, placeOf(finding)),
    related: related.map(relatedRecord),
    repair,
    fingerprint,
  };
}

/** A finding that is accepted, with the reason, its last day, and who gave the waiver. */
export function waivedRecord(finding: WaivedFinding, context: ReportContext): object {
  return { ...findingRecord(finding, context), reason: plain(finding.reason), until: finding.until, given: giverRecord(finding) };
}

/** What could not be decided, and why. */
export function undecidedRecords(answers: readonly UndecidedAnswer[]): readonly object[] {
  const places = placesOf(answers);
  return answers.map(({ law, cluster, resource, container, path, because }, i) => ({
    law,
    loop: loopOf(law),
    because: plain(because),
    cluster,
    resource: resourceRecord(resource, container),
    ...whereOf(resource, path, places[i]!),
  }));
}

/** A document, or a file, with nothing in it to judge. */
export function skippedRecord({ file, document, reason }: Skipped): object {
  return { file: shownFile(file), document, reason };
}

/** An input that was not examined. */
export function errorRecord({ file, document, line, column, code, message }: InputError): object {
  return { file: shownFile(file), document, line, column, code, message: plain(message) };
}

function resourceRecord({ apiVersion, kind, namespace, name }: Resource, container: string | null): object {
  return { apiVersion, kind, namespace, name, container };
}

function whereOf({ origin: { document, item } }: Resource, path: Path | null, { file, constructPath, range }: Place): object {
  const { line, column, endLine, endColumn } = range ?? { line: null, column: null, endLine: null, endColumn: null };
  return { path, constructPath, file, document: file === null ? null : document, item, line, column, endLine, endColumn };
}

function giverRecord({ given: { by, construct, resource, path } }: WaivedFinding): object {
  const { file, range } = placeIn(resource.origin, path);
  return { by, construct, file, line: range?.line ?? null, column: range?.column ?? null };
}

function relatedRecord({ message, resource, path }: Related): object {
  const { file, range } = placeIn(resource.origin, path);
  return { message: plain(message), resource: resourceRecord(resource, null), file, line: range?.line ?? null, column: range?.column ?? null };
}

/** Entries of the baseline that match nothing any more. */
export function staleRecords({ stale }: Verdict): readonly object[] {
  return stale.map(({ fingerprint, law, severity, object }) => ({ fingerprint, law, severity, object: plain(object) }));
}
