import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import { enforceLoopLaws } from '../../src/gates/cdktf';
import { ControlPlane } from './control-plane';
import { kubeadmFiles } from './kubeadm';

const app = new App();

const controlPlane = new ControlPlane(app, 'control-plane', {
  ami: 'ami-0123456789abcdef0',
  onCall: 'arn:aws:sns:eu-central-1:123456789012:on-call',
  offices: ['192.168.0.0/20'],
});
enforceLoopLaws(app, { config: { preset: 'strict', role: 'platform', cloud: 'aws' } });

app.synth();

// Beside the stacks, for whoever sets up the machines; `looplaw check cdktf.out` judges it with them.
const folder = join(app.outdir, 'kubeadm');
mkdirSync(folder, { recursive: true });
for (const [file, text] of Object.entries(kubeadmFiles(controlPlane))) writeFileSync(join(folder, file), text);
