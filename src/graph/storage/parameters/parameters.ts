import { driverFamily, type DriverFamily } from '../driver';
import { inTreePlugin } from '../in-tree';
import type { Subject } from '../../reading/subject';
import { azureDiskFlaws } from './azure-disk';
import { ebsFlaws } from './ebs';
import type { Parameter, ParameterFlaw, Parameters } from './flaw';
import { persistentDiskFlaws } from './persistent-disk';
import { reservedFlaws } from './reserved';

const FLAWS: Readonly<Record<DriverFamily, (parameters: Parameters, isInTree: boolean) => readonly ParameterFlaw[]>> = {
  ebs: ebsFlaws,
  azureDisk: azureDiskFlaws,
  persistentDisk: persistentDiskFlaws,
};

/** The parameters of a class. Undecided when one is not known. */
export function parametersOf(at: Subject): Parameters {
  return new Map(at.keys().map((key): [string, Parameter] => [key.toLowerCase(), { key, value: at.string(key) ?? '' }]));
}

/** What the provisioner, or the driver, will refuse or ignore. Of drivers without a table only what is reserved is judged. */
export function parameterFlaws(provisioner: string, parameters: Parameters): readonly ParameterFlaw[] {
  const family = driverFamily(provisioner);
  const isInTree = inTreePlugin(provisioner) !== null;
  return [
    ...(isInTree || !provisioner.includes('.csi.') ? [] : reservedFlaws(parameters)),
    ...(family === null ? [] : FLAWS[family](parameters, isInTree)),
  ];
}
