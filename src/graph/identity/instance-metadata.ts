import type { Path } from '../../load/resource';
import type { KubeObject } from '../object/kube-object';

/** How the nodes of a class answer to requests for the credentials of their machine. */
export interface InstanceMetadata {
  /** Must a caller fetch a token first (IMDSv2)? */
  readonly requiresToken: boolean;
  /** Over how many hops an answer may travel; a pod on a network of its own is the second. */
  readonly hops: number;
  /** The field for each, written or not. */
  readonly tokenField: Path;
  readonly hopField: Path;
}

/** Says that pods of these nodes need the credentials of their machine. */
const NEEDS_METADATA = 'looplaw.dev/uses-imds';

/** Is it a kind that says how nodes of AWS answer? */
export function hasInstanceMetadata({ group, kind }: KubeObject): boolean {
  return group === 'karpenter.k8s.aws' && kind === 'EC2NodeClass';
}

/**
 * The metadata options of an `EC2NodeClass`, Karpenter's defaults included: tokens required, and one hop since v1, two before.
 * `null` where the object says that pods need the metadata, or where it is switched off.
 * @see https://karpenter.sh/docs/concepts/nodeclasses/#specmetadataoptions
 */
export function instanceMetadataOf(object: KubeObject): InstanceMetadata | null {
  const options = object.spec.in('metadataOptions');
  if (object.annotation(NEEDS_METADATA) === 'true' || options.string('httpEndpoint') === 'disabled') return null;
  return {
    requiresToken: (options.string('httpTokens') ?? 'required') === 'required',
    hops: options.number('httpPutResponseHopLimit') ?? (object.version === 'v1' ? 1 : 2),
    tokenField: ['spec', 'metadataOptions', 'httpTokens'],
    hopField: ['spec', 'metadataOptions', 'httpPutResponseHopLimit'],
  };
}
