import { hash } from 'node:crypto';
import type { Finding } from '../finding';
import { identityOf } from '../graph/clusters';
import type { Range, Resource } from '../load/resource';
import type { Breached } from './ask';

/** Gives each finding its place in the order of reports, and a fingerprint that tells it from its equals. */
export function identified(breaches: readonly Breached[]): readonly Finding[] {
  // Document by document first: places are found by reading a document again, which is then done once for all its findings.
  const placed = breaches.toSorted(byDocument).map((finding) => ({ ...finding, range: finding.resource.origin.locate(finding.path, finding.at) }));
  const seen = new Map<string, number>();
  const identities = new Map<Resource, string>();
  return placed.sort(inOrder).map((finding) => {
    const { resource } = finding;
    const identity = identities.get(resource) ?? identityOf(resource);
    identities.set(resource, identity);
    const facts = [finding.law, identity, finding.container ?? '', finding.messageId, stablePath(finding)].join('\0');
    // Counted per cluster, so that another environment in the run changes nothing.
    const counted = `${finding.cluster}\0${facts}`;
    const ordinal = seen.get(counted) ?? 0;
    seen.set(counted, ordinal + 1);
    return { ...finding, fingerprint: hash('sha256', `${facts}\0${ordinal}`) };
  });
}

type Placed = Breached & { readonly range: Range | null };

function byDocument({ resource: { origin: a } }: Breached, { resource: { origin: b } }: Breached): number {
  if (a === b) return 0;
  return compare(a.file ?? '', b.file ?? '') || a.document - b.document || (a.item ?? -1) - (b.item ?? -1)
    || compare(a.constructPath ?? '', b.constructPath ?? '');
}

function inOrder(a: Placed, b: Placed): number {
  return byDocument(a, b) || (a.range?.line ?? 0) - (b.range?.line ?? 0) || (a.range?.column ?? 0) - (b.range?.column ?? 0)
    || compare(a.law, b.law) || compare(a.messageId, b.messageId) || compare(a.cluster, b.cluster) || compare(a.path.join('\0'), b.path.join('\0'));
}

/** By code unit, never by locale: reports must not depend on the machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The path with list items by their name and never by their index, so that reordering a list changes nothing; the ordinal tells equals apart. */
function stablePath({ resource, path }: Pick<Finding, 'resource' | 'path'>): string {
  let node: unknown = resource.value;
  return path.map((step) => {
    node = typeof node === 'object' && node !== null ? (node as Record<string | number, unknown>)[step] : undefined;
    if (typeof step === 'string') return step;
    const name: unknown = typeof node === 'object' && node !== null ? (node as Record<string, unknown>)['name'] : undefined;
    return typeof name === 'string' ? `[${name}]` : '[]';
  }).join('/');
}
