import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile/index.js';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { ClusterNetwork, EtcdNodes } from '../../constructs/aws';
import { ApiServers } from './api-servers';

/** A control plane that is run by hand. */
export interface ControlPlaneProps {
  /** Image with containerd, kubelet and kubeadm of one version. */
  readonly ami: string;
  /** SNS topic of those who are on call. */
  readonly onCall: string;
  /** Networks that reach the API, and that share no address with this one. */
  readonly offices: readonly `${string}/${number}`[];
}

const VPC = '10.20.0.0/16';

/** A control plane for hundreds of nodes: etcd on three machines of its own with io2 disks, an API server in each zone, and a network for all of it. */
export class ControlPlane extends TerraformStack {
  readonly network: ClusterNetwork;
  readonly etcd: EtcdNodes;
  readonly apiServers: ApiServers;

  constructor(scope: Construct, id: string, { ami, onCall, offices }: ControlPlaneProps) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'eu-central-1' });
    this.network = new ClusterNetwork(this, 'Network', {
      name: 'platform', zones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'], cidr: VPC, services: '10.96.0.0/16', peers: offices, alarmTopics: [onCall],
      cni: { plugin: 'cilium', pods: '10.128.0.0/14' },
      // People come in by Session Manager: no key, no open port.
      endpoints: ['ssm', 'ssmmessages', 'ec2messages'],
      flowLogs: 'arn:aws:s3:::acme-flow-logs/platform',
    });
    const role = new IamRole(this, 'MachineRole', {
      name: 'platform-machine',
      assumeRolePolicy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } }] }),
    });
    new IamRolePolicyAttachment(this, 'SessionManager', { role: role.name, policyArn: 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore' });
    const profile = new IamInstanceProfile(this, 'MachineProfile', { name: 'platform-machine', role: role.name });

    this.apiServers = new ApiServers(this, 'ApiServers', { network: this.network, ami, callers: [VPC, ...offices], instanceProfile: profile.name });
    this.etcd = new EtcdNodes(this, 'Etcd', {
      size: 'from100Nodes', members: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'], addresses: ['10.20.0.10', '10.20.64.10', '10.20.128.10'],
      network: this.network, name: 'platform-etcd', ami, instanceProfile: profile.name,
      disk: { type: 'io2', gib: 40, iops: 8000 },
      apiServers: { api: this.apiServers.group.id },
      // Certificates and the configuration of kubeadm are brought by whoever holds the CA, once the machine is up.
      bootstrap: 'systemctl enable --now kubelet',
    });
    new TerraformOutput(this, 'Endpoint', { value: `${this.apiServers.balancer.dnsName}:6443`, description: 'controlPlaneEndpoint of kubeadm' });
  }
}
