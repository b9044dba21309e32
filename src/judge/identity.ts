import { createHash } from 'node:crypto';
import type { Finding } from '../finding';
import { identityOf } from '../graph/clusters';
import type { Range } from '../load/resource';
import type { Breached } from './ask';

/** Gives each finding its place in the order of reports, and a fingerprint that tells it from its equals. */
export function identified(breaches: readonly Breached[]): readonly Finding[] {
  // Document by document first: places are found by reading a document again, which is then done once for all its findings.
  const byDocument = sorted(breaches, ({ resource: { origin } }) => [origin.file ?? '', origin.document, origin.item ?? -1, origin.constructPath ?? '']);
  const placed = byDocument.map((finding) => ({ ...finding, range: finding.resource.origin.locate(finding.path, finding.at) }));
  const seen = new Map<string, number>();
  return sorted(placed, sortKey).map((finding) => {
    const facts = [finding.law, identityOf(finding.resource), finding.container ?? '', finding.messageId, stablePath(finding)].join('\0');
    const ordinal = seen.get(facts) ?? 0;
    seen.set(facts, ordinal + 1);
    return { ...finding, fingerprint: createHash('sha256').update(`${facts}\0${ordinal}`).digest('hex') };
  });
}

type SortKey = readonly (string | number)[];

function sortKey({ resource: { origin }, range, law, messageId, path, cluster }: Breached & { readonly range: Range | null }): SortKey {
  return [
    origin.file ?? '', origin.document, origin.item ?? -1, range?.line ?? 0, range?.column ?? 0, origin.constructPath ?? '',
    law, messageId, cluster, path.join('\0'),
  ];
}

function sorted<T>(items: readonly T[], keyOf: (item: T) => SortKey): readonly T[] {
  return items.map((item) => ({ item, key: keyOf(item) })).sort((a, b) => compare(a.key, b.key)).map(({ item }) => item);
}

/** By code unit, never by locale: reports must not depend on the machine. */
function compare(a: SortKey, b: SortKey): number {
  for (const [i, left] of a.entries()) {
    const right = b[i] as string | number;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** The path with list items by their name where they have one, so that reordering a list changes nothing. */
function stablePath({ resource, path }: Pick<Finding, 'resource' | 'path'>): string {
  let node: unknown = resource.value;
  return path.map((step) => {
    node = typeof node === 'object' && node !== null ? (node as Record<string | number, unknown>)[step] : undefined;
    const name: unknown = typeof step === 'number' && typeof node === 'object' && node !== null ? (node as Record<string, unknown>)['name'] : undefined;
    return typeof name === 'string' ? `[${name}]` : String(step);
  }).join('/');
}
