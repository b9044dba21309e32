import { firstOf, unknownKeys, unknownValue, type ParameterFlaw, type Parameters } from './flaw';

/** @see https://github.com/kubernetes-sigs/gcp-compute-persistent-disk-csi-driver/blob/master/pkg/parameters/parameters.go */
const KEYS: ReadonlySet<string> = new Set([
  'access-mode', 'availability-class', 'csiprovisionersecretname', 'csiprovisionersecretnamespace', 'data-cache-mode', 'data-cache-size', 'disk-encryption-kms-key', 'disk-type-preference',
  'enable-confidential-storage', 'enable-multi-zone-provisioning', 'hyperdisk-type', 'labels', 'pd-type', 'provisioned-iops-on-create', 'provisioned-throughput-on-create', 'replication-type',
  'resource-tags', 'storage-pools', 'type', 'use-allowed-disk-topology',
]);
const IN_TREE_KEYS: ReadonlySet<string> = new Set(['fstype', 'zone', 'zones']);
const PD_TYPES = ['pd-standard', 'pd-balanced', 'pd-ssd', 'pd-extreme'];
const HYPERDISK = 'hyperdisk-';
/** The driver chooses among several. */
const DYNAMIC = 'dynamic';
const REPLICATIONS = ['none', 'regional-pd'];

/** What is wrong with the parameters of a class of Google disks. */
export function persistentDiskFlaws(parameters: Parameters, isInTree: boolean): readonly ParameterFlaw[] {
  const type = firstOf(parameters, ['type']);
  const kind = type?.value.toLowerCase() ?? 'pd-standard';
  const isHyperdisk = kind.startsWith(HYPERDISK);
  const replication = parameters.get('replication-type');
  return [
    ...unknownKeys(parameters, (key) => KEYS.has(key) || (isInTree && IN_TREE_KEYS.has(key))),
    ...(isHyperdisk || kind === DYNAMIC ? [] : unknownValue(type, PD_TYPES)),
    ...unknownValue(replication ?? null, REPLICATIONS),
    ...(replication?.value === 'regional-pd' && (isHyperdisk || kind === 'pd-extreme')
      ? [{ is: 'misplaced' as const, key: replication.key, args: { type: kind, types: 'pd-standard, pd-balanced and pd-ssd' } }] : []),
    ...provisionedFlaws(parameters, kind, isHyperdisk),
  ];
}

function provisionedFlaws(parameters: Parameters, kind: string, isHyperdisk: boolean): readonly ParameterFlaw[] {
  const [iops, throughput] = [parameters.get('provisioned-iops-on-create'), parameters.get('provisioned-throughput-on-create')];
  const isChosen = isHyperdisk || kind === DYNAMIC;
  return [
    ...(iops && !isChosen && kind !== 'pd-extreme' ? [{ is: 'misplaced' as const, key: iops.key, args: { type: kind, types: 'pd-extreme and hyperdisks' } }] : []),
    ...(throughput && !isChosen ? [{ is: 'misplaced' as const, key: throughput.key, args: { type: kind, types: 'hyperdisks' } }] : []),
  ];
}
