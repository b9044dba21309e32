import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Testing } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { ControlPlane } from '../../examples/control-plane-aws/control-plane';
import { kubeadmFiles } from '../../examples/control-plane-aws/kubeadm';
import { looplaw } from '../cli/command';
import { judged } from '../constructs/aws/stack';

const ROOT = join(__dirname, '../..');

function controlPlane(): ControlPlane {
  return new ControlPlane(Testing.app(), 'control-plane', { ami: 'ami-1', onCall: 'arn:aws:sns:eu-central-1:111122223333:on-call', offices: ['192.168.0.0/20'] });
}

describe('a control plane on AWS', () => {
  test('keeps every law in strict, with nothing undecided', () => {
    const { faults, undecided, kept } = judged(controlPlane(), undefined, { role: 'platform', cloud: 'aws' });
    expect({ faults, undecided }).toEqual({ faults: [], undecided: [] });
    expect(kept).toMatchObject({ 'control-plane/etcd-volume-class': 3, 'control-plane/etcd-dedicated-disk': 3, 'network/nat-per-zone': 3 });
  });

  test('as a program passes its gate, and what it writes passes the command', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'control-plane-'));
    const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'node_modules/jiti/lib/jiti-cli.mjs'), join(ROOT, 'examples/control-plane-aws/main.ts')], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, CDKTF_OUTDIR: outdir } });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(readdirSync(join(outdir, 'kubeadm')).sort()).toEqual(['control-plane.yaml', 'platform-etcd-0.yaml', 'platform-etcd-1.yaml', 'platform-etcd-2.yaml']);
    const ran = looplaw(['check', outdir, '--preset', 'strict', '--role', 'platform', '--cloud', 'aws', '--no-config', '-f', 'concise']);
    expect(ran).toMatchObject({ code: 0, out: expect.stringMatching(/^0 errors, 0 warnings, 0 info;/) as string });
  });

  test('tells kubeadm the members at the addresses their machines get', () => {
    const stack = controlPlane();
    const files = kubeadmFiles(stack);
    const { resource } = JSON.parse(Testing.synth(stack)) as { resource: { aws_instance: Readonly<Record<string, Readonly<Record<string, unknown>>>> } };
    const addresses = Object.values(resource.aws_instance).flatMap(({ private_ip: address }) => (typeof address === 'string' ? [address] : []));
    expect(addresses).toHaveLength(3);
    for (const address of addresses) expect(files['control-plane.yaml']).toContain(`https://${address}:2379`);
    expect(files['platform-etcd-1.yaml']).toContain('https://10.20.64.10:2380');
  });

  test('with one slow disk ends at its gate, and no file is there', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'control-plane-'));
    const program = `
      import { App } from 'cdktf';
      import { ControlPlane } from ${JSON.stringify(join(ROOT, 'examples/control-plane-aws/control-plane.ts'))};
      import { enforceLoopLaws } from ${JSON.stringify(join(ROOT, 'src/gates/cdktf.ts'))};
      const app = new App();
      const stack = new ControlPlane(app, 'control-plane', { ami: 'ami-1', onCall: 'arn:aws:sns:eu-central-1:111122223333:on-call', offices: [] });
      stack.etcd.volumes.volumes[1].type = 'gp2';
      enforceLoopLaws(app, { config: { preset: 'strict' } });
      app.synth();`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', `import('jiti').then(({ createJiti }) => createJiti(${JSON.stringify(join(ROOT, 'main.mjs'))}).evalModule(${JSON.stringify(program)}, { async: true, filename: ${JSON.stringify(join(ROOT, 'main.ts'))} })).catch((error) => { console.error(error.message); process.exitCode = 1; })`], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, CDKTF_OUTDIR: outdir } });
    expect(status).toBe(1);
    expect(stderr).toMatch(/control-plane\/Etcd\/Volumes\/Member1: control-plane\/etcd-volume-class: etcd on aws_ebs_volume\.\w+ writes to gp2/);
    expect(existsSync(join(outdir, 'stacks/control-plane/cdk.tf.json'))).toBe(false);
  });

  test('has a machine and a disk for each member in its zone, and lets nobody but API servers at etcd', () => {
    const { resource } = JSON.parse(Testing.synth(controlPlane())) as { resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>> };
    const of = (type: string) => Object.values(resource[type] ?? {});
    expect(of('aws_ebs_volume').map((disk) => [disk['availability_zone'], disk['type'], disk['iops'], disk['encrypted']])).toEqual(['a', 'b', 'c'].map((zone) => [`eu-central-1${zone}`, 'io2', 8000, true]));
    expect(of('aws_volume_attachment')).toHaveLength(3);
    const clients = of('aws_vpc_security_group_ingress_rule').filter((rule) => rule['from_port'] === 2379).map((rule) => String(rule['referenced_security_group_id']).replace(/_Group_.*/, ''));
    expect(clients.sort()).toEqual(['${aws_security_group.ApiServers', '${aws_security_group.Etcd_Firewall']);
  });
});
