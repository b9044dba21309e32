import type { InstanceMetadata } from '../../identity/instance-metadata';
import { maybe } from '../../reading/unknown';
import { amount, block, text } from '../argument';
import { cloud } from '../cloud';
import { CloudResource } from '../cloud-resource';

/** Says that pods of these nodes need the credentials of their machine. */
const NEEDS_METADATA = 'looplaw.dev/uses-imds';

/** What machines are started from. */
export class LaunchTemplate extends CloudResource {
  /** Are nodes of a cluster started from it? */
  get startsNodes(): boolean {
    return this.graph.join(cloud).seen('aws_eks_node_group').some((group) => {
      const template = block(group, 'launch_template');
      const led = (key: string) => (template.has(key) ? group.targetsAt(template, key, ['aws_launch_template'], ['id', 'name']) : []);
      // One of both is written; a plan does not know the other one yet.
      const byId = maybe(() => led('id')) ?? [];
      return byId.length > 0 ? byId.includes(this) : ['id', 'name'].some((key) => led(key).includes(this));
    });
  }

  /**
   * How its machines answer.
   * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/launch_template#metadata-options
   */
  get instanceMetadata(): InstanceMetadata | null {
    const options = block(this, 'metadata_options');
    if (this.in('tags').string(NEEDS_METADATA) === 'true' || text(options, 'http_endpoint') === 'disabled') return null;
    return {
      requiresToken: text(options, 'http_tokens') === 'required',
      hops: amount(options, 'http_put_response_hop_limit') ?? 1,
      tokenField: [...options.path, 'http_tokens'],
      hopField: [...options.path, 'http_put_response_hop_limit'],
    };
  }
}
