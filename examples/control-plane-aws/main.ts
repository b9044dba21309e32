import { App } from 'cdktf';
import { enforceLoopLaws } from '../../src/gates/cdktf';
import { ControlPlane } from './control-plane';

const app = new App();

new ControlPlane(app, 'control-plane', {
  ami: 'ami-0123456789abcdef0',
  onCall: 'arn:aws:sns:eu-central-1:123456789012:on-call',
  offices: ['192.168.0.0/20'],
});
enforceLoopLaws(app, { config: { preset: 'strict', role: 'platform', cloud: 'aws' } });

app.synth();
