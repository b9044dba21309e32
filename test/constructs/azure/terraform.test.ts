import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { ClusterNetwork, EtcdNodes, FederatedIdentity, Federation, NodePools, loopReadyAks } from '../../../constructs/azure';
import { errorsIn, hasTerraform, init } from '../terraform-init';
import { CLIENT, NETWORK, POOLS, ZONES, newStack, teamCluster } from './stacks';

describe.skipIf(!hasTerraform)(`terraform init reads what is written${hasTerraform ? '' : ' (skipped: no terraform on PATH)'}`, () => {
  test('up to the download of the provider, and no further: that is the only error', () => {
    const stack = newStack();
    const network = new ClusterNetwork(stack, 'Network', { ...NETWORK, endpoints: { vault: { id: '/vault', service: 'vault' } } });
    const cluster = teamCluster(stack, network);
    const { issuer } = loopReadyAks(cluster);
    new NodePools(stack, 'Pools', { cluster, network, pools: POOLS });
    const identity = new Federation({ namespace: 'shop', serviceAccount: 'api', issuer, clientId: CLIENT });
    new FederatedIdentity(stack, 'Api', { identity, managedIdentity: { name: 'shop-api', resourceGroup: 'shop' } });
    new FederatedIdentity(stack, 'Made', { identity, managedIdentity: { name: 'shop-made', resourceGroup: 'shop', createIn: 'westeurope' } });
    new EtcdNodes(stack, 'Etcd', { size: 'from100Nodes', members: ZONES, network, resourceGroup: 'shop', image: '/image', sshKey: 'ssh-ed25519 AAAA', bootstrap: 'echo "${HOME}"' });
    const { status, out } = init(JSON.stringify(stack.toTerraform()));
    expect(status).not.toBe(0);
    expect(errorsIn(out)).toEqual(['Failed to query available provider packages']);
    expect(out).toMatch(/hashicorp\/azurerm/);
  });
});

test('constructs load of the provider only the resources they make', () => {
  const program = `
    const { readdirSync } = require('node:fs');
    require('./lib/constructs-azure.js');
    const loaded = Object.keys(require.cache).map((file) => /provider-azurerm.lib.([^/\\\\]+)/.exec(file)?.[1]).filter((name) => name !== undefined);
    console.log(JSON.stringify({ submodules: [...new Set(loaded)].length, whole: loaded.includes('index.js'), all: readdirSync('node_modules/@cdktf/provider-azurerm/lib').length,
      cdk8s: Object.keys(require.cache).some((file) => /node_modules.cdk8s./.test(file)), aws: Object.keys(require.cache).some((file) => /provider-aws/.test(file)) }));`;
  const { stdout } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
  const { submodules, all, ...rest } = JSON.parse(stdout) as { readonly submodules: number; readonly all: number; readonly whole: boolean; readonly cdk8s: boolean; readonly aws: boolean };
  expect(rest).toEqual({ whole: false, cdk8s: false, aws: false });
  expect(submodules).toBeGreaterThan(15);
  expect(submodules).toBeLessThan(all / 20);
});
