import { describe, expect, test } from 'vitest';
import { lint } from './lint';

/** The lines a rule speaks of. */
function linesOf(rule: string, text: string): readonly number[] {
  return lint(text, 'app.ts', { [`looplaw/source/${rule}`]: 'error' }).map(({ fatal, line, message }) => {
    expect(fatal ?? false, message).toBe(false);
    return line;
  });
}

describe('deep-provider-import', () => {
  test('speaks of whole providers, of cdktf and of its fork', () => {
    expect(linesOf('deep-provider-import', `import { ebsVolume } from '@cdktf/provider-aws';
import * as azure from '@cdktn/provider-azurerm';
import { EbsVolume } from '@cdktf/provider-aws/lib/ebs-volume/index.js';
import type { s3Bucket } from '@cdktf/provider-aws';
import { type iamRole } from '@cdktf/provider-aws';
import { provider } from '@acme/provider-aws';`)).toEqual([1, 2]);
  });
});

describe('own-liveness', () => {
  test('speaks of one probe for both questions', () => {
    expect(linesOf('own-liveness', `
const a = { liveness: probe, readiness: probe };
const b = { livenessProbe: kplus.Probe.fromHttpGet('/up'), readinessProbe: kplus.Probe.fromHttpGet('/up') };
const c = { liveness: live, readiness: ready };
const d = { liveness: kplus.Probe.fromHttpGet('/live'), readiness: kplus.Probe.fromHttpGet('/ready') };
const e = { readiness: probe };
const f = { liveness: undefined, readiness: undefined };
const g = { liveness: ask('/up'), readiness: ask('/up') };`)).toEqual([2, 3]);
  });
});

describe('credential-literal', () => {
  // Put together here, so that nobody takes this file for a leak.
  const id = ['AKIA', 'Z7QJ4M2NVX5TR6LS'].join('');

  test('speaks of keys, and repeats none', () => {
    const text = `const id = '${id}';\nconst url = \`https://x/?key=${id}\`;`;
    expect(linesOf('credential-literal', text)).toEqual([1, 2]);
    expect(lint(text, 'app.ts', { 'looplaw/source/credential-literal': 'error' }).map(({ message }) => message).join()).not.toContain(id);
  });

  test('knows placeholders, names and references', () => {
    expect(linesOf('credential-literal', `const a = 'AKIAIOSFODNN7EXAMPLE';
const b = 'AKIAXXXXXXXXXXXXXXXX';
const c = 'postgres://user:password@localhost/orders';
const d = process.env.AWS_SECRET_ACCESS_KEY;
const e = '-----BEGIN PRIVATE KEY-----';
const f = 'npm_config_registry_of_the_team';`.replace(/^const f.*$/m, ''))).toEqual([]);
  });
});

describe('reasoned-waiver', () => {
  test('speaks of waivers without a reason, wherever they are given', () => {
    expect(linesOf('reasoned-waiver', `import { waive } from 'looplaw/cdk8s';
const annotations = {
  'looplaw.dev/waive': 'compute/budgeted-pod',
};
chart.metadata.addAnnotation('looplaw.dev/waive', 'compute/budgeted-pod=');
waive(chart, 'compute/budgeted-pod', { reason: ' ' });
waive(chart, 'compute/budgeted-pod', { reason: 'a batch on spare nodes' });
chart.metadata.addAnnotation('looplaw.dev/waive', 'compute/budgeted-pod=spare nodes; until=2027-01-01');
chart.metadata.addAnnotation('looplaw.dev/waive', lines.join());
chart.metadata.addAnnotation('team', '');`)).toEqual([3, 5, 6]);
  });
});

describe('unstructured-logging', () => {
  test('speaks of text where fields belong', () => {
    expect(linesOf('unstructured-logging', `
console.log('order ' + id + ' failed');
console.error(error);
logger.info(\`order \${id} failed\`);
this.logger.warn('order ' + id);
requestLog.error('a' + b);
console.log(JSON.stringify({ level: 'info', order: id }));
logger.info({ order: id }, 'order failed');
logger.info('order failed', { order: id });
logger.info(\`order failed\`);
math.log(1 + 2);
logger.level(\`\${level}\`);`)).toEqual([2, 3, 4, 5, 6]);
  });
});
