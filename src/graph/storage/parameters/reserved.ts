import { RESERVED, type ParameterFlaw, type Parameters } from './flaw';

/** @see https://github.com/kubernetes-csi/external-provisioner/blob/master/pkg/controller/controller.go (removePrefixedParameters) */
const KNOWN: ReadonlySet<string> = new Set([
  'fstype', 'secret-name', 'secret-namespace',
  ...['controller-expand', 'controller-modify', 'controller-publish', 'node-expand', 'node-publish', 'node-stage', 'provisioner']
    .flatMap((step) => [`${step}-secret-name`, `${step}-secret-namespace`]),
].map((name) => RESERVED + name));

/** Parameters in the provisioner's own name space that it does not know, `csi.storage.k8s.io/fsType` among them. */
export function reservedFlaws(parameters: Parameters): readonly ParameterFlaw[] {
  return [...parameters.values()].filter(({ key }) => key.startsWith(RESERVED) && !KNOWN.has(key)).map(({ key }) => ({ is: 'reservedKey', key, args: {} }));
}
