import { App } from 'cdk8s';
import { enforceLoopLaws } from '../../../src/gates/cdk8s';
import { FixedChart } from './chart';

const app = new App();
enforceLoopLaws(app, { config: { cloud: 'aws', preset: 'strict' } });
new FixedChart(app, 'shop');
app.synth();
