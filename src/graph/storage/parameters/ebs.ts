import { firstOf, outside, unknownKeys, unknownValue, type ParameterFlaw, type Parameters } from './flaw';

/** @see https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/pkg/driver/controller.go (CreateVolume) */
const KEYS: ReadonlySet<string> = new Set([
  'allowautoiopspergbincrease', 'blockattachuntilinitialized', 'blockexpress', 'blocksize', 'bytesperinode', 'encrypted', 'ext4bigalloc', 'ext4clustersize', 'fstype',
  'inodesize', 'iops', 'iopspergb', 'kmskeyid', 'numberofinodes', 'throughput', 'type', 'volumeinitializationrate',
]);
const IN_TREE_KEYS: ReadonlySet<string> = new Set(['zone', 'zones']);
const TYPES = ['gp3', 'gp2', 'io1', 'io2', 'st1', 'sc1', 'standard', 'sbp1', 'sbg1'];

/**
 * Least and most IOPS by type. The driver asks AWS for the real maximum and lowers what is more; below the least it fails.
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html
 */
export const EBS_IOPS = { gp3: [3000, 80_000], io1: [100, 64_000], io2: [100, 256_000] } as const;
const IOPS: ReadonlyMap<string, readonly [number, number]> = new Map(Object.entries(EBS_IOPS));
/** MiB/s of gp3. */
const THROUGHPUT = [125, 2000] as const;
/** Of gp3, where nobody chooses. */
const BASELINE_IOPS = EBS_IOPS.gp3[0];

/** Least and most MiB/s of a gp3 volume with so many IOPS: a quarter for each. */
export function gp3Throughput(iops: number): readonly [least: number, most: number] {
  return [THROUGHPUT[0], Math.min(THROUGHPUT[1], Math.floor(Math.max(iops, BASELINE_IOPS) / 4))];
}

/** What is wrong with the parameters of a class of EBS volumes. */
export function ebsFlaws(parameters: Parameters, isInTree: boolean): readonly ParameterFlaw[] {
  const type = firstOf(parameters, ['type']);
  const kind = type?.value.toLowerCase() ?? (isInTree ? 'gp2' : 'gp3');
  const known = unknownValue(type, TYPES);
  return [
    ...unknownKeys(parameters, (key) => KEYS.has(key) || key.startsWith('tagspecification') || (isInTree && IN_TREE_KEYS.has(key))),
    ...known,
    ...exclusive(parameters),
    ...(known.length > 0 ? [] : [...iopsFlaws(parameters, kind), ...throughputFlaws(parameters, kind)]),
  ];
}

function exclusive(parameters: Parameters): readonly ParameterFlaw[] {
  const [iops, perSize] = [parameters.get('iops'), parameters.get('iopspergb')];
  return iops && perSize ? [{ is: 'exclusive', key: iops.key, args: { other: perSize.key } }] : [];
}

function iopsFlaws(parameters: Parameters, kind: string): readonly ParameterFlaw[] {
  const limits = IOPS.get(kind);
  const [iops, perSize] = [parameters.get('iops'), parameters.get('iopspergb')];
  if (limits === undefined) return [iops, perSize].flatMap((p) => (p ? [{ is: 'ignored' as const, key: p.key, args: { type: kind, types: 'gp3, io1 and io2' } }] : []));
  const mayRaise = parameters.get('allowautoiopspergbincrease')?.value === 'true';
  return [...outside(iops, mayRaise ? 0 : limits[0], limits[1]), ...outside(perSize, 0, Infinity)];
}

function throughputFlaws(parameters: Parameters, kind: string): readonly ParameterFlaw[] {
  const throughput = parameters.get('throughput');
  if (throughput === undefined) return [];
  if (kind !== 'gp3') return [{ is: 'ignored', key: throughput.key, args: { type: kind, types: 'gp3' } }];
  const iops = Number(parameters.get('iops')?.value ?? BASELINE_IOPS);
  // Where IOPS grow with the size, the size decides.
  const [least, most] = gp3Throughput(parameters.has('iopspergb') || Number.isNaN(iops) ? Infinity : iops);
  return outside(throughput, least, most);
}
