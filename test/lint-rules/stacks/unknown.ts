// What nobody can know of blocks of Terraform without running the code: nothing may be told that synthesis does not tell.
import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster/index.js';
import { LaunchTemplate, type LaunchTemplateConfig } from '@cdktf/provider-aws/lib/launch-template/index.js';
import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway/index.js';
import { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import { Fn, Lazy, TerraformStack, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';

interface Props {
  readonly tokens?: string;
  readonly zones?: readonly string[];
  readonly metadata?: Partial<LaunchTemplateConfig>;
}

function hardened(template: LaunchTemplate): LaunchTemplate {
  template.putMetadataOptions({ httpTokens: 'required', httpPutResponseHopLimit: 1 });
  return template;
}

export class Fixture extends TerraformStack {
  constructor(scope: Construct, id: string, { tokens = 'required', zones = ['eu-west-1a', 'eu-west-1b'], metadata = { metadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: 1 } } }: Props = {}) {
    super(scope, id);
    const role = new IamRole(this, 'role', { assumeRolePolicy: Fn.templatefile('trust.json', {}) });
    const cluster = new EksCluster(this, 'cluster', { name: 'shop', roleArn: role.arn, vpcConfig: { subnetIds: Lazy.listValue({ produce: () => ['subnet-1'] }) } });
    const variable = new TerraformVariable(this, 'tokens', { type: 'string', default: 'required' });

    const templates = [
      hardened(new LaunchTemplate(this, 'handed', {})),
      new LaunchTemplate(this, 'parameter', { metadataOptions: { httpTokens: tokens, httpPutResponseHopLimit: 1 } }),
      new LaunchTemplate(this, 'spread', { ...metadata }),
      new LaunchTemplate(this, 'variable', { metadataOptions: { httpTokens: variable.stringValue, httpPutResponseHopLimit: 1 } }),
    ];
    const put = new LaunchTemplate(this, 'put', {});
    put.putMetadataOptions({ httpTokens: 'required', httpPutResponseHopLimit: 1 });
    const overridden = new LaunchTemplate(this, 'overridden', {});
    overridden.addOverride('metadata_options', { http_tokens: 'required', http_put_response_hop_limit: 1 });
    const assigned = new LaunchTemplate(this, 'assigned', { metadataOptions: { httpPutResponseHopLimit: 1 } });
    assigned.metadataOptions.httpTokens = 'required';
    const open = new LaunchTemplate(this, 'open', { metadataOptions: { httpTokens: 'optional', httpPutResponseHopLimit: 1 } });

    for (const template of [...templates, put, overridden, assigned, open]) {
      new EksNodeGroup(this, `of-${template.node.id}`, { clusterName: cluster.name, nodeRoleArn: role.arn, subnetIds: zones.map((zone) => `subnet-${zone}`), scalingConfig: { minSize: 1, maxSize: 2, desiredSize: 1 }, launchTemplate: { id: template.id, version: '1' } });
    }
    const subnets = zones.map((zone, i) => new Subnet(this, `subnet-${zone}`, { vpcId: 'vpc-1', cidrBlock: `10.0.${i}.0/24`, availabilityZone: zone }));
    for (const subnet of subnets) new NatGateway(this, `nat-${subnet.node.id}`, { subnetId: subnet.id });
  }
}
