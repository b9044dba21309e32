import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(__dirname, '../..');
const { exports: entries } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly exports: Readonly<Record<string, string | { readonly default: string }>> };

/** The packages that an entry loads, by the part of each that is loaded where that is a part. */
function loadedBy(entry: string): readonly string[] {
  const target = entries[entry];
  const file = join(ROOT, typeof target === 'object' ? target.default : '');
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', `require(${JSON.stringify(file)}); process.stdout.write(JSON.stringify(Object.keys(require.cache)))`], { cwd: ROOT, encoding: 'utf8' });
  expect(stderr).toBe('');
  const files = JSON.parse(stdout) as readonly string[];
  return [...new Set(files.flatMap((path) => /node_modules\/((?:@cdktf\/provider-\w+\/lib\/)?(?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []))].sort();
}

const submodules = (loaded: readonly string[]) => loaded.filter((name) => name.startsWith('@cdktf/')).map((name) => name.split('/').at(-1));

describe('what an entry loads', () => {
  test.each(['.', './cdk8s', './cdktf', './logger'])('looplaw%s: neither cdk8s nor cdktf nor a provider', (entry) => {
    expect(loadedBy(entry).filter((name) => /cdk|constructs/.test(name))).toEqual([]);
  });

  // What reads options is for the command alone: a logger runs in services of users.
  test.each(Object.keys(entries).filter((entry) => typeof entries[entry] === 'object'))('looplaw%s: nothing of the command line', (entry) => {
    expect(loadedBy(entry)).not.toContain('commander');
  });

  test('looplaw/constructs: neither cdktf nor a provider', () => {
    const loaded = loadedBy('./constructs');
    expect(loaded).toContain('cdk8s');
    expect(loaded.filter((name) => name.includes('cdktf'))).toEqual([]);
  });

  test('looplaw/constructs/aws: of its provider the resources it makes, and no cdk8s', () => {
    const loaded = loadedBy('./constructs/aws');
    expect(loaded.filter((name) => /cdk8s|azurerm/.test(name))).toEqual([]);
    expect(submodules(loaded)).toEqual([
      'cloudwatch-metric-alarm', 'data-aws-iam-policy-document', 'default-security-group', 'ebs-volume', 'eip', 'eks-addon', 'eks-node-group', 'eks-pod-identity-association', 'flow-log',
      'iam-openid-connect-provider', 'iam-role', 'iam-role-policy', 'iam-role-policy-attachment', 'instance', 'internet-gateway', 'launch-template', 'nat-gateway',
      'route-table', 'route-table-association', 'security-group', 'subnet', 'volume-attachment', 'vpc', 'vpc-endpoint', 'vpc-ipv4-cidr-block-association',
      'vpc-security-group-egress-rule', 'vpc-security-group-ingress-rule',
    ]);
  });
});
