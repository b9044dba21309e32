import { firstOf, unknownKeys, unknownValue, type Parameter, type ParameterFlaw, type Parameters } from './flaw';

/** @see https://github.com/kubernetes-sigs/azuredisk-csi-driver/blob/master/pkg/azureutils/azure_disk_utils.go (ParseDiskParameters) */
const KEYS: ReadonlySet<string> = new Set([
  'attachdiskinitialdelay', 'cachingmode', 'dataaccessauthmode', 'diskaccessid', 'diskencryptionsetid', 'diskencryptiontype', 'diskiopsreadwrite', 'diskmbpsreadwrite', 'diskname',
  'enableasyncattach', 'enablebursting', 'enableperformanceplus', 'fstype', 'incremental', 'kind', 'location', 'logicalsectorsize', 'maxshares', 'networkaccesspolicy',
  'perfprofile', 'publicnetworkaccess', 'resourcegroup', 'skuname', 'storageaccounttype', 'subscriptionid', 'tags', 'tagvaluedelimiter', 'useragent', 'writeacceleratorenabled',
  'zoned',
]);
const IN_TREE_KEYS: ReadonlySet<string> = new Set(['storageaccount', 'zone', 'zones']);
/** Settings of the block device, by their place in `/sys`. */
const DEVICE_SETTINGS = 'device-setting/';
const SKUS = ['Standard_LRS', 'StandardSSD_LRS', 'Premium_LRS', 'StandardSSD_ZRS', 'Premium_ZRS', 'UltraSSD_LRS', 'PremiumV2_LRS'];
const CACHES = ['None', 'ReadOnly', 'ReadWrite'];
/** Disks whose performance is chosen apart from their size; the host caches none of it. */
const PROVISIONED: ReadonlySet<string> = new Set(['ultrassd_lrs', 'premiumv2_lrs']);
const PREMIUM: ReadonlySet<string> = new Set(['premium_lrs', 'premium_zrs']);

/** What is wrong with the parameters of a class of Azure disks. */
export function azureDiskFlaws(parameters: Parameters, isInTree: boolean): readonly ParameterFlaw[] {
  const sku = firstOf(parameters, ['skuname', 'storageaccounttype']);
  const cache = parameters.get('cachingmode');
  const known = unknownValue(sku, SKUS);
  return [
    ...unknownKeys(parameters, (key) => KEYS.has(key) || key.startsWith(DEVICE_SETTINGS) || (isInTree && IN_TREE_KEYS.has(key))),
    ...known,
    ...unknownValue(cache ?? null, CACHES),
    ...(known.length > 0 ? [] : performanceFlaws(parameters, sku)),
    ...(cache?.value.toLowerCase() === 'readwrite' ? [{ is: 'deprecated' as const, key: cache.key, args: { value: cache.value } }] : []),
  ];
}

function performanceFlaws(parameters: Parameters, sku: Parameter | null): readonly ParameterFlaw[] {
  const kind = sku?.value.toLowerCase() ?? 'standardssd_lrs';
  const type = sku?.value ?? 'StandardSSD_LRS';
  const misplaced = (keys: readonly string[], types: string): readonly ParameterFlaw[] => keys.flatMap((key) => {
    const found = parameters.get(key);
    return found === undefined ? [] : [{ is: 'misplaced' as const, key: found.key, args: { type, types } }];
  });
  const bursts = parameters.get('enablebursting')?.value.toLowerCase() === 'true' && !PREMIUM.has(kind);
  return [
    ...(bursts ? misplaced(['enablebursting'], 'Premium_LRS and Premium_ZRS') : []),
    ...(PROVISIONED.has(kind) ? cacheFlaws(parameters, sku) : misplaced(['diskiopsreadwrite', 'diskmbpsreadwrite'], 'UltraSSD_LRS and PremiumV2_LRS')),
  ];
}

/** Unset is `ReadOnly`, which such a disk refuses when it is attached. */
function cacheFlaws(parameters: Parameters, sku: Parameter | null): readonly ParameterFlaw[] {
  const cache = parameters.get('cachingmode');
  if (sku === null || cache?.value.toLowerCase() === 'none') return [];
  return [{ is: 'hostCache', key: (cache ?? sku).key, args: { type: sku.value, cache: cache?.value ?? 'ReadOnly, the default' } }];
}
