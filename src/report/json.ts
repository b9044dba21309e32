import type { Finding, Related, UndecidedAnswer, WaivedFinding } from '../finding';
import type { Verdict } from '../judge/verdict';
import type { InputError, Path, Resource, Skipped } from '../load/resource';
import { loopOf } from '../loop';
import { jsonText } from './json-text';
import { placeIn, placeOf, placesOf, shownFile, type Place } from './place';
import type { Report, ReportContext } from './report';
import { docsOf, messageOf, plain } from './words';

/** Version of the format: raised when a key goes or changes its meaning, not when one is added. */
const VERSION = 1;

/** For programs. `verdict.schema.json` beside this file describes every key. */
export const json: Report = (verdict, context) => {
  const { accounting: { files, documents, resources, examined, skipped, errors } } = verdict;
  return `${jsonText({
    version: VERSION,
    verdict: verdict.verdict,
    findings: verdict.findings.map((f) => findingOf(f, context)),
    waived: verdict.waived.map((f) => waivedOf(f, context)),
    baselined: verdict.baselined.map((f) => findingOf(f, context)),
    stale: verdict.stale.map(({ fingerprint, law, severity, object }) => ({ fingerprint, law, severity, object: plain(object) })),
    undecided: undecidedOf(verdict.undecided),
    accounting: { files, documents, resources, examined, skipped: skipped.map(skippedOf), errors: errors.map(errorOf) },
    laws: Object.fromEntries(Object.entries(verdict.laws).sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, count]) => {
      const { examined: asked, kept, broken, undecided, waived } = count;
      return [id, { examined: asked, kept, broken, undecided, waived }];
    })),
    clusters: verdict.clusters.map(({ name, resources: objects, note }) => ({ name, resources: objects, note })),
    profile: profileOf(verdict),
  })}\n`;
};

function profileOf({ preset, profile }: Verdict): object {
  const { kubeVersion, cloud, zones, nodes, cni, environment, role, platformProvides, closedWorld, logContext, etcd } = profile;
  return { preset, kubeVersion, cloud, zones, nodes, cni, environment, role, platformProvides, closedWorld, logContext, etcd };
}

function findingOf(finding: Finding, { laws, docsBaseUrl }: ReportContext): object {
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
    resource: resourceOf(resource, container),
    ...whereOf(resource, path, placeOf(finding)),
    related: related.map(relatedOf),
    repair,
    fingerprint,
  };
}

function waivedOf(finding: WaivedFinding, context: ReportContext): object {
  return { ...findingOf(finding, context), reason: plain(finding.reason), until: finding.until };
}

function undecidedOf(answers: readonly UndecidedAnswer[]): readonly object[] {
  const places = placesOf(answers);
  return answers.map(({ law, cluster, resource, container, path, because }, i) => ({
    law,
    loop: loopOf(law),
    because: plain(because),
    cluster,
    resource: resourceOf(resource, container),
    ...whereOf(resource, path, places[i]!),
  }));
}

function resourceOf({ apiVersion, kind, namespace, name }: Resource, container: string | null): object {
  return { apiVersion, kind, namespace, name, container };
}

function whereOf({ origin: { document, item } }: Resource, path: Path | null, { file, constructPath, range }: Place): object {
  const { line, column, endLine, endColumn } = range ?? { line: null, column: null, endLine: null, endColumn: null };
  return { path, constructPath, file, document: file === null ? null : document, item, line, column, endLine, endColumn };
}

function relatedOf({ message, resource, path }: Related): object {
  const { file, range } = placeIn(resource.origin, path);
  return { message: plain(message), resource: resourceOf(resource, null), file, line: range?.line ?? null, column: range?.column ?? null };
}

function skippedOf({ file, document, reason }: Skipped): object {
  return { file: shownFile(file), document, reason };
}

function errorOf({ file, document, line, column, code, message }: InputError): object {
  return { file: shownFile(file), document, line, column, code, message: plain(message) };
}
