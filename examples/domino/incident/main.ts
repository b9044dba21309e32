import { App } from 'cdk8s';
import { enforceLoopLaws } from '../../../src/gates/cdk8s';
import { IncidentChart } from './chart';

// Synthesis fails and writes nothing: that is the example.
const app = new App();
enforceLoopLaws(app, { config: { cloud: 'aws' } });
new IncidentChart(app, 'shop');
app.synth();
