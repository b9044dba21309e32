/** The label that names the zone of a node. */
export const ZONE = 'topology.kubernetes.io/zone';

/** Labels of nodes that name a zone: the one of Kubernetes, and those of the drivers of disks. */
const ZONE_KEYS: ReadonlySet<string> = new Set([
  ZONE,
  'topology.disk.csi.azure.com/zone',
  'topology.ebs.csi.aws.com/zone',
  'topology.gke.io/zone',
  'topology.k8s.aws/zone-id',
]);

/** What it was called up to Kubernetes 1.17. */
export const DEPRECATED_ZONE = 'failure-domain.beta.kubernetes.io/zone';

/** Does this label of a node name its zone? */
export function isZoneKey(key: string): boolean {
  return ZONE_KEYS.has(key);
}
