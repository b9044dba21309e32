import type { KubeObject } from '../object/kube-object';
import { parseQuantity } from '../reading/quantity';
import type { Subject } from '../reading/subject';

const GIB = 1024n ** 3n;
/** What Karpenter keeps of a disk for the kubelet, and the tenth of it below which pods are evicted. */
const RESERVED = GIB;
/** The disk pods write to, by family of images. Custom images have theirs wherever they want. */
const DEVICES: ReadonlyMap<string, string> = new Map([['al2', '/dev/xvda'], ['al2023', '/dev/xvda'], ['bottlerocket', '/dev/xvdb']]);
const DEFAULT_OF_AWS = 20n * GIB;
const DEFAULT_OF_AZURE = 128;

/**
 * Bytes of ephemeral storage that a pod can request at most on a node of this class; `null` = not known.
 * @see https://karpenter.sh/docs/concepts/nodeclasses/#specblockdevicemappings
 * @see https://learn.microsoft.com/azure/aks/node-auto-provisioning-aksnodeclass
 */
export function diskOf({ group, kind, spec }: KubeObject): bigint | null {
  if (group === 'karpenter.azure.com' && kind === 'AKSNodeClass') {
    const size = spec.number('osDiskSizeGB') ?? DEFAULT_OF_AZURE;
    return Number.isSafeInteger(size) ? BigInt(size) * GIB : null;
  }
  if (group !== 'karpenter.k8s.aws' || kind !== 'EC2NodeClass') return null;
  const size = sizeOfVolume(spec);
  return size === null || isReservedOtherwise(spec.in('kubelet')) ? size : size - RESERVED - (size + 9n) / 10n;
}

/** The volume that is marked as the root of the kubelet, else the one where its family of images keeps what pods write. */
function sizeOfVolume(spec: Subject): bigint | null {
  // Disks of the machine itself take its place, and are as large as the machine has them.
  if (spec.has('instanceStorePolicy')) return null;
  const mappings = spec.list('blockDeviceMappings');
  const root = mappings.find((mapping) => mapping.boolean('rootVolume') === true);
  const device = DEVICES.get(familyOf(spec));
  if (root === undefined && device === undefined) return null;
  const ebs = (root ?? mappings.find((mapping) => mapping.string('deviceName') === device))?.in('ebs');
  const written = ebs?.get('volumeSize');
  if (written !== undefined) return parseQuantity(written)?.value() ?? null;
  // A snapshot brings its own size.
  return device === undefined || ebs?.has('snapshotID') === true ? null : DEFAULT_OF_AWS;
}

function familyOf(spec: Subject): string {
  const alias = spec.list('amiSelectorTerms').map((term) => term.string('alias')).find((written) => written !== undefined);
  return (alias?.split('@')[0] ?? spec.string('amiFamily') ?? '').toLowerCase();
}

/** Does the class change what is kept of the disk? Then all of it is the bound that holds. */
function isReservedOtherwise(kubelet: Subject): boolean {
  return ['kubeReserved', 'systemReserved', 'evictionHard', 'evictionSoft'].some((field) => kubelet.has(field));
}
