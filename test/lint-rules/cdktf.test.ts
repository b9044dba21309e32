import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { blockOfClass, MAPS, snake } from '../../lint-rules/lift/terraform-class';
import { lint } from './lint';

const LIB = join(__dirname, '../../node_modules/@cdktf');
const DISK = "new Disk(this, 'etcd', { availabilityZone: 'eu-west-1a', type: 'gp2' });";

/** What is told of a stack with these imports and these statements. */
function told(imports: string, body: string): readonly string[] {
  const text = `import { TerraformStack } from 'cdktf';\n${imports}\nexport class S extends TerraformStack { constructor(scope, id) { super(scope, id); ${body} } }`;
  return lint(text, 'stack.ts', { 'looplaw/control-plane/etcd-volume-class': 'error', 'looplaw/identity/imds-guard': 'error', 'looplaw/network/nat-per-zone': 'error' }).map(({ message }) => message);
}

describe('a resource of a provider', () => {
  test.each([
    ['a module of its own', "import { EbsVolume } from '@cdktf/provider-aws/lib/ebs-volume';", 'EbsVolume'],
    ['the file of one', "import { EbsVolume } from '@cdktf/provider-aws/lib/ebs-volume/index.js';", 'EbsVolume'],
    ['another name', "import { EbsVolume as Volume } from '@cdktf/provider-aws/lib/ebs-volume';", 'Volume'],
    ['the whole provider', "import * as aws from '@cdktf/provider-aws';", 'aws.ebsVolume.EbsVolume'],
    ['a part of it', "import { ebsVolume } from '@cdktf/provider-aws';", 'ebsVolume.EbsVolume'],
    ['the fork', "import { EbsVolume } from '@cdktn/provider-aws/lib/ebs-volume/index.js';", 'EbsVolume'],
    ['what cdktf get wrote', "import { EbsVolume } from './.gen/providers/aws/ebs-volume';", 'EbsVolume'],
    ['what it wrote, as a whole', "import * as aws from '../../.gen/providers/aws/index.js';", 'aws.ebsVolume.EbsVolume'],
    ['what it wrote long ago', "import { EbsVolume } from './.gen/providers/aws';", 'EbsVolume'],
    ['require', "const aws = require('@cdktf/provider-aws');", 'aws.ebsVolume.EbsVolume'],
  ])('is known from %s', (_, imports, name) => {
    expect(told(imports, DISK.replace('Disk', name))).toEqual(['etcd on aws_ebs_volume.etcd writes to gp2, whose latency is neither low nor steady']);
  });

  test.each([
    ['a part of a resource', "import { EbsVolumeTimeoutsOutputReference } from '@cdktf/provider-aws/lib/ebs-volume';", 'EbsVolumeTimeoutsOutputReference'],
    ['another module', "import { EbsVolume } from './volumes';", 'EbsVolume'],
    ['another provider', "import { EbsVolume } from '@cdktf/provider-random/lib/ebs-volume';", 'EbsVolume'],
    ['the provider itself', "import { AwsProvider } from '@cdktf/provider-aws/lib/provider';", 'AwsProvider'],
  ])('is not taken for one: %s', (_, imports, name) => {
    expect(told(imports, DISK.replace('Disk', name))).toEqual([]);
  });

  test('is read from the source of data, too', () => {
    expect(blockOfClass({ module: '@cdktf/provider-azurerm/lib/data-azurerm-subnet/index.js', names: ['DataAzurermSubnet'] })).toEqual({ mode: 'data', type: 'azurerm_subnet' });
    expect(blockOfClass({ module: '@cdktf/provider-google-beta', names: ['googleContainerCluster', 'GoogleContainerCluster'] })).toEqual({ mode: 'managed', type: 'google_container_cluster' });
  });
});

describe('what is done to a block', () => {
  const imports = "import { EbsVolume as Disk } from '@cdktf/provider-aws/lib/ebs-volume';\nimport { Aspects } from 'cdktf';";
  const made = `const disk = ${DISK}`;

  test.each([
    ['it is read', 'use(disk.arn); disk.toString();'],
    ['others depend on it', "new Disk(this, 'b', { dependsOn: [disk], snapshotId: disk.snapshotId });"],
    ['its stack is told where to keep its state', "this.addOverride('terraform.backend', { local: {} });"],
  ])('changes nothing where %s', (_, done) => {
    expect(told(imports, `${made} ${done}`)).toHaveLength(1);
  });

  test.each([
    ['an argument is set', "disk.type = 'gp3';"],
    ['it is overridden', "disk.addOverride('type', 'gp3');"],
    ['it is handed over', 'speedUp(disk);'],
    ['its stack is overridden', "this.addOverride('resource.aws_ebs_volume.etcd.type', 'gp3');"],
    ['an aspect looks at all', 'Aspects.of(this).add(new Faster());'],
  ])('makes it unknown where %s', (_, done) => {
    expect(told(imports, `${made} ${done}`)).toEqual([]);
  });
});

/** Resources whose arguments laws read. */
const READ = {
  'provider-aws': ['data-aws-iam-policy-document', 'ebs-volume', 'eks-addon', 'eks-cluster', 'eks-node-group', 'eks-pod-identity-association', 'iam-role', 'instance', 'launch-template', 'nat-gateway', 'route', 'route-table', 'route-table-association', 'subnet', 'vpc', 'vpc-endpoint', 'vpc-peering-connection'],
  'provider-azurerm': ['federated-identity-credential', 'kubernetes-cluster', 'kubernetes-cluster-node-pool', 'linux-virtual-machine', 'managed-disk', 'nat-gateway', 'private-endpoint', 'subnet', 'user-assigned-identity', 'virtual-network', 'virtual-network-peering'],
};

describe.each(Object.entries(READ))('%s', (provider, resources) => {
  test.each(resources)('%s: arguments are called as Terraform calls them, and maps are known as such', (resource) => {
    const text = readFileSync(join(LIB, provider, 'lib', resource, 'index.js'), 'utf8');
    const written = [...text.matchAll(/^ +(\w+): (cdktf\.\S+|\w+ToTerraform)\((?:struct\.|this\._)(\w+)/gm)].filter(([, name]) => name !== 'value');
    expect(written.length).toBeGreaterThan(1);
    expect(written.filter(([, name, , argument]) => snake(argument!) !== name).map(([line]) => line.trim())).toEqual([]);
    const maps = [...text.matchAll(/^ +(\w+): cdktf\.hashMapper\(/gm)].map(([, name]) => name!).filter((name) => name !== 'value');
    expect(maps.filter((name) => !MAPS.has(name))).toEqual([]);
  });
});
