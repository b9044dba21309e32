import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EksPodIdentity, EtcdNodes, Irsa, IrsaRole, NodePools, PodIdentityRole, loopReadyEks } from '../../../constructs/aws';
import { ACCOUNT, ZONES, clusterIn, networkOf, newStack, written } from './stack';

const hasTerraform = spawnSync('terraform', ['version']).status === 0;

/** What `terraform init` says of a configuration. Nothing is downloaded: the registry is set to a host that cannot be. */
function init(json: string): { readonly status: number | null; readonly out: string } {
  const folder = mkdtempSync(join(tmpdir(), 'looplaw-terraform-'));
  writeFileSync(join(folder, 'cdk.tf.json'), json);
  writeFileSync(join(folder, 'terraformrc'), 'provider_installation {\n  network_mirror {\n    url = "https://mirror.invalid/"\n  }\n}\n');
  const { status, stdout, stderr } = spawnSync('terraform', ['init', '-backend=false', '-input=false', '-no-color'], {
    cwd: folder, encoding: 'utf8', env: { ...process.env, TF_CLI_CONFIG_FILE: join(folder, 'terraformrc'), CHECKPOINT_DISABLE: '1' },
  });
  return { status, out: `${stdout}${stderr}` };
}

const errorsIn = (out: string) => [...out.matchAll(/^(?:│ )?Error: (.*)$/gm)].map(([, text]) => text);

describe.skipIf(!hasTerraform)(`terraform init reads what is written${hasTerraform ? '' : ' (skipped: no terraform on PATH)'}`, () => {
  test('up to the download of the provider, and no further: that is the only error', () => {
    const stack = newStack();
    const network = networkOf(stack, { cni: { plugin: 'amazon-vpc-cni', pods: '100.64.0.0/16' } });
    const cluster = clusterIn(stack, network);
    const { issuer } = cluster.identity.get(0).oidc.get(0);
    loopReadyEks(stack, { name: cluster.name, issuer }, { vpcCni: network.vpcCniValues });
    new NodePools(stack, 'Pools', { cluster: cluster.name, network, pools: { apps: { for: 'stateless', instanceTypes: ['m7i.xlarge'], min: 2, max: 20 }, db: { for: 'stateful', instanceTypes: ['r7i.xlarge'], min: 1, max: 3 } } });
    const who = { namespace: 'shop', serviceAccount: 'api', account: ACCOUNT };
    new IrsaRole(stack, 'Api', { identity: new Irsa({ ...who, issuer }), permissions: [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::shop/*'] }] });
    new PodIdentityRole(stack, 'Orders', { identity: new EksPodIdentity({ ...who, serviceAccount: 'orders', cluster: cluster.name }) });
    new EtcdNodes(stack, 'Etcd', { size: 'from100Nodes', members: ZONES, network, ami: 'ami-1' });
    const { status, out } = init(written(stack));
    expect(status).not.toBe(0);
    expect(errorsIn(out)).toEqual(['Failed to query available provider packages']);
    expect(out).toMatch(/hashicorp\/aws/);
  });

  test('and would tell what is no Terraform', () => {
    expect(errorsIn(init('{"resources": {}}').out)).toContain('Extraneous JSON object property');
  });
});
