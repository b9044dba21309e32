import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadPaths, loadText } from '../../src/load/load';
import type { Loaded } from '../../src/load/resource';
import { expectSums } from './accounting';

let cwd: string;
beforeEach(() => {
  cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'terraform-'));
});
afterEach(() => fs.rmSync(cwd, { recursive: true, force: true }));

function load(files: Record<string, unknown>, paths: readonly string[] = ['.']): Loaded {
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
    fs.writeFileSync(path.join(cwd, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }
  const loaded = loadPaths(paths, { cwd });
  expectSums(loaded);
  return loaded;
}
const found = ({ resources }: Loaded): string[] => resources.map(({ kind, name, origin }) => `${origin.file} ${kind} ${name}`);
const skipped = ({ skipped: all }: Loaded): string[] => all.map(({ file, document, reason }) => `${file} ${document} ${reason}`);
const failed = ({ errors }: Loaded): string[] => errors.map(({ file, code }) => `${file} ${code}`);

describe('what cdktf and its successor write', () => {
  const stack = {
    '//': { metadata: { backend: 'local', stackName: 'shop', version: '0.21.0' }, outputs: {} },
    terraform: { required_providers: { aws: { source: 'aws', version: '6.25.0' } } },
    provider: { aws: [{ region: 'eu-west-1' }] },
    data: { aws_iam_policy_document: { trust: { statement: [] } } },
    resource: { aws_ebs_volume: { etcd: { '//': { metadata: { path: 'shop/Etcd/Volume', uniqueId: 'etcd' } }, type: 'gp2' } } },
    output: { id: { value: '${aws_ebs_volume.etcd.id}' } },
  };

  test('is read block by block, each at its place in the file, the JSON and the tree of constructs', () => {
    const loaded = load({ 'cdktf.out/stacks/shop/cdk.tf.json': stack, 'cdktf.out/manifest.json': { version: '0.21.0', stacks: { shop: {} } } });
    expect(found(loaded)).toEqual([
      'cdktf.out/stacks/shop/cdk.tf.json aws_ebs_volume aws_ebs_volume.etcd',
      'cdktf.out/stacks/shop/cdk.tf.json aws_iam_policy_document data.aws_iam_policy_document.trust',
    ]);
    expect(skipped(loaded)).toEqual(['cdktf.out/manifest.json null not-kubernetes']);
    const [{ origin, declaration, value }] = loaded.resources as [Loaded['resources'][0]];
    expect(origin.constructPath).toBe('shop/Etcd/Volume');
    expect(value['type']).toBe('gp2');
    const at = origin.locate(['type']);
    expect(origin.lines(at!.line, at!.line)[0]!.slice(at!.column - 1)).toBe('"gp2"');
    expect(declaration?.stack).toMatchObject({ key: 'cdktf.out/stacks/shop', isPlanned: false, providers: { aws: [{ region: 'eu-west-1' }] }, outputs: { id: '${aws_ebs_volume.etcd.id}' } });
  });

  test('is known through a pipe, where no name of a file tells', () => {
    expect(found(loadText('<stdin>', JSON.stringify(stack)))).toHaveLength(2);
  });
});

describe('Terraform in JSON', () => {
  test('may write lists for blocks, calls modules, and counts each block once', () => {
    const loaded = load({
      'infra/main.tf.json': {
        resource: [{ aws_subnet: { a: [{ cidr_block: '10.0.0.0/24' }] } }, { aws_subnet: { b: {} } }],
        module: { vpc: { source: 'terraform-aws-modules/vpc/aws' } },
        locals: { zone: 'a' },
      },
    });
    expect(found(loaded).map((line) => line.split(' ')[2])).toEqual(['aws_subnet.a', 'aws_subnet.b', 'module.vpc']);
    expect(loaded.documents).toBe(1);
  });

  test('without a resource is passed over, and told so; a block of another form is an error; both sums hold', () => {
    const loaded = load({ 'providers.tf.json': { provider: { aws: {} } }, 'odd.tf.json': { resource: { aws_subnet: { a: 5, b: {} } } }, 'torn.tf.json': '{"resource": {' });
    expect(skipped(loaded)).toEqual(['providers.tf.json 0 no-resource']);
    expect(failed(loaded)).toEqual(['odd.tf.json not-an-object', 'torn.tf.json invalid-json']);
    expect(found(loaded)).toEqual(['odd.tf.json aws_subnet aws_subnet.b']);
  });

  test('in which a key above the blocks is written twice is an error, because the blocks of the first are lost; one in a block is of the block', () => {
    const loaded = load({
      'a.tf.json': '{"resource": {"aws_subnet": {"a": {}}}, "resource": {"aws_subnet": {"b": {}}}}',
      'b.tf.json': '{"resource": {"aws_subnet": {"a": {}, "a": {"cidr_block": "10.0.0.0/24"}}}}',
      'c.tf.json': '{"resource": {"aws_subnet": {"a": {"cidr_block": "10.0.0.0/24", "cidr_block": "10.0.1.0/24"}}}}',
    });
    expect(loaded.errors.map(({ file, code, message }) => `${file} ${code} ${message}`)).toEqual([
      'a.tf.json not-a-resource The key `resource` is written twice, and only the last one is read here. Write what both hold into one.',
      'b.tf.json not-a-resource The key `a` is written twice, and only the last one is read here. Write what both hold into one.',
    ]);
    expect(loaded.resources.at(-1)!.duplicateKeys.map(({ path }) => path)).toEqual([['cidr_block']]);
  });

  test('is not mistaken for other files with such keys', () => {
    const loaded = load({ 'a.json': { resource: 'x', data: [1] }, 'package.json': { name: 'x', data: {} } });
    expect(skipped(loaded)).toEqual(['a.json null not-kubernetes', 'package.json null not-kubernetes']);
  });
});

describe('Terraform in HCL', () => {
  test('is passed over in a folder, and told; one that is named is an error with the command to run', () => {
    const files = { 'main.tf': 'resource "aws_vpc" "a" {}\n', '.terraform/modules/x/main.tf': '', 'k.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n' };
    expect(skipped(load(files))).toEqual(['main.tf null terraform-source']);
    const loaded = load({}, ['main.tf']);
    expect(failed(loaded)).toEqual(['main.tf not-rendered']);
    expect(loaded.errors[0]!.message).toContain('terraform show -json');
  });

  test('so is the state as it is stored', () => {
    const loaded = load({ 'terraform.tfstate': { version: 4, terraform_version: '1.11.4', lineage: 'x', resources: [] } }, ['terraform.tfstate']);
    expect(failed(loaded)).toEqual(['terraform.tfstate not-a-resource']);
    expect(loaded.errors[0]!.message).toContain('terraform show -json');
  });
});

describe('a plan', () => {
  const plan = {
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: {
      root_module: {
        resources: [{ address: 'aws_kms_key.a', mode: 'managed', type: 'aws_kms_key', name: 'a', values: { description: 'x' }, sensitive_values: {} }],
        child_modules: [{
          address: 'module.eks',
          resources: [
            { address: 'module.eks.aws_iam_role.this[0]', mode: 'managed', type: 'aws_iam_role', name: 'this', index: 0, values: { name: 'n', tags: { a: 'b' } }, sensitive_values: { tags: { a: true } } },
            { address: 'module.eks.aws_eks_node_group.this["app"]', mode: 'managed', type: 'aws_eks_node_group', name: 'this', index: 'app', values: { scaling_config: [{ min_size: 1 }] }, sensitive_values: {} },
          ],
        }],
      },
    },
    resource_changes: [
      { address: 'module.eks.aws_iam_role.this[0]', change: { actions: ['create'], after_unknown: { arn: true, inline_policy: [{ name: true }] }, after_sensitive: { name: true } } },
      { address: 'module.eks.aws_eks_node_group.this["app"]', change: { actions: ['create'], after_unknown: { node_role_arn: true, subnet_ids: true, cluster_name: true, version: true } } },
    ],
    configuration: {
      root_module: {
        module_calls: {
          eks: {
            expressions: { subnets: { references: ['module.vpc.private', 'module.vpc'] }, version: { references: ['local.v'] } },
            module: {
              resources: [{
                address: 'aws_eks_node_group.this', mode: 'managed', type: 'aws_eks_node_group', name: 'this',
                expressions: {
                  node_role_arn: { references: ['aws_iam_role.this[0].arn', 'aws_iam_role.this[0]', 'aws_iam_role.this'] },
                  subnet_ids: { references: ['var.subnets'] }, version: { references: ['var.version'] }, cluster_name: { references: ['var.missing'] },
                },
              }],
            },
          },
          vpc: { expressions: {}, module: { outputs: { private: { expression: { references: ['aws_subnet.private'] } } } } },
        },
      },
    },
  };

  test('is read with its modules; what is not known yet is an expression, made of the references that lead to it', () => {
    const loaded = load({ 'plan.json': plan });
    expect(found(loaded)).toEqual([
      'plan.json aws_kms_key aws_kms_key.a',
      'plan.json aws_iam_role module.eks.aws_iam_role.this[0]',
      'plan.json aws_eks_node_group module.eks.aws_eks_node_group.this["app"]',
    ]);
    const [, role, group] = loaded.resources;
    expect(role!.value).toEqual({ name: 'n', tags: { a: 'b' }, arn: '${unknown}', inline_policy: [{ name: '${unknown}' }] });
    expect(group!.value).toEqual({
      scaling_config: [{ min_size: 1 }],
      node_role_arn: '${module.eks.aws_iam_role.this[0].arn}',
      subnet_ids: '${module.vpc.aws_subnet.private[*]}',
      cluster_name: '${unknown}',
      version: '${unknown}',
    });
    expect(role!.declaration).toMatchObject({ block: 'module.eks.aws_iam_role.this', sensitive: [['tags', 'a'], ['name']] });
    expect(role!.origin.locate(['name'])).toMatchObject({ line: expect.any(Number) as number });
  });

  test('tells what an argument of a block is made of, or that none is written, where there is one block', () => {
    const of = (template: readonly object[]) => load({ 'plan.json': {
      format_version: '1.2', terraform_version: '1.11.4',
      planned_values: { root_module: { resources: [{ address: 'aws_eks_node_group.a', mode: 'managed', type: 'aws_eks_node_group', name: 'a', values: { launch_template: template.map(() => ({})) } }] } },
      resource_changes: [{ address: 'aws_eks_node_group.a', change: { actions: ['create'], after_unknown: { launch_template: template.map(() => ({ id: true, name: true })) } } }],
      configuration: { root_module: { resources: [{ address: 'aws_eks_node_group.a', mode: 'managed', type: 'aws_eks_node_group', name: 'a', expressions: { launch_template: template } }] } },
    } }).resources[0]!.value;
    // A plan of a configuration in JSON tells its text, too.
    const template = { id: { constant_value: '${aws_launch_template.a.id}', references: ['aws_launch_template.a.id', 'aws_launch_template.a'] }, version: { references: ['aws_launch_template.a.latest_version', 'aws_launch_template.a'] } };
    expect(of([template])).toEqual({ launch_template: [{ id: '${aws_launch_template.a.id}', name: '${unwritten}' }] });
    expect(of([template, template])).toEqual({ launch_template: Array.from({ length: 2 }, () => ({ id: '${unknown}', name: '${unknown}' })) });
  });

  test('takes a block for not written only where a provider would fill it in: another mark is left by a dynamic block', () => {
    const of = (type: string, block: string) => load({ 'plan.json': {
      format_version: '1.2', terraform_version: '1.11.4',
      planned_values: { root_module: { resources: [{ address: `${type}.a`, mode: 'managed', type, name: 'a', values: {} }] } },
      resource_changes: [{ address: `${type}.a`, change: { actions: ['create'], after_unknown: { [block]: true } } }],
      configuration: { root_module: { resources: [{ address: `${type}.a`, mode: 'managed', type, name: 'a', expressions: {} }] } },
    } }).resources[0]!.value;
    expect(of('aws_instance', 'ebs_block_device')).toEqual({ ebs_block_device: '${unwritten}' });
    expect(of('aws_eks_node_group', 'launch_template')).toEqual({ launch_template: '${unknown}' });
  });

  test('takes an argument for not written whatever is read, because no dynamic block makes one, and a block only where nothing open is read but its own', () => {
    const of = (read: string) => load({ 'plan.json': {
      format_version: '1.2', terraform_version: '1.11.4',
      planned_values: { root_module: { resources: [{ address: 'aws_instance.a', mode: 'managed', type: 'aws_instance', name: 'a', values: {} }] } },
      resource_changes: ['aws_instance.a', 'aws_subnet.a'].map((address) => ({ address, change: { actions: ['create'], after_unknown: { id: true, iops: true, ebs_block_device: true } } })),
      configuration: { root_module: { resources: [{ address: 'aws_instance.a', mode: 'managed', type: 'aws_instance', name: 'a', expressions: { subnet_id: { references: ['aws_subnet.a.id', 'aws_subnet.a'] } } }] } },
      relevant_attributes: [{ resource: read, attribute: ['id'] }],
    } }).resources[0]!.value;
    expect(of('aws_subnet.a')).toMatchObject({ iops: '${unwritten}', ebs_block_device: '${unknown}' });
    expect(of('aws_instance.a')).toMatchObject({ iops: '${unwritten}', ebs_block_device: '${unwritten}' });
  });

  test('so is a state', () => {
    const { planned_values: values } = plan;
    expect(found(load({ 'state.json': { format_version: '1.0', terraform_version: '1.11.4', values } }))).toHaveLength(3);
  });

  test('with odd parts is an error at them, and never a crash', () => {
    const loaded = load({ 'plan.json': { format_version: '1.2', planned_values: { root_module: { resources: [5, { address: 'a.b' }, null] } }, resource_changes: 5, configuration: [] } });
    expect(failed(loaded)).toEqual(['plan.json not-an-object', 'plan.json not-an-object', 'plan.json not-an-object']);
  });
});
