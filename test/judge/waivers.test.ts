import { expect, test } from 'vitest';
import { check } from '../../src/judge/check';
import { loadText } from '../../src/load/load';
import type { Preset } from '../../src/law';

const DEPLOYMENT = (waiver: string, request = '') => `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: orders
  annotations:
    looplaw.dev/waive: ${waiver}
spec:
  selector: {matchLabels: {app: orders}}
  template:
    metadata: {labels: {app: orders}}
    spec:
      containers:
        - name: orders
          image: registry.example.com/shop/orders:1.4.2
          resources: {requests: {cpu: 100m${request}}}
`;
const today = '2026-11-20';

function findingsOf(text: string, preset: Preset) {
  const verdict = check(loadText('orders.yaml', text), { config: { preset }, today, only: ['compute/budgeted-pod', 'manifest/waiver'] });
  return { open: verdict.findings.map((f) => `${f.severity} ${f.law} ${f.messageId}`), waived: verdict.waived.map((f) => f.law) };
}

test('a waiver that accepts nothing is told to go', () => {
  expect(findingsOf(DEPLOYMENT('compute/budgeted-pod=measured next week', ', memory: 64Mi'), 'recommended'))
    .toEqual({ open: ['warning manifest/waiver unused'], waived: [] });
});

test('a waiver without an expiry accepts errors in recommended, and none in strict', () => {
  const text = DEPLOYMENT('compute/budgeted-pod=measured next week');
  expect(findingsOf(text, 'recommended')).toEqual({ open: [], waived: ['compute/budgeted-pod'] });
  expect(findingsOf(text, 'strict').open.sort()).toEqual(['error compute/budgeted-pod missing', 'error manifest/waiver no-expiry']);
});

test('with an expiry it accepts them in strict, too', () => {
  expect(findingsOf(DEPLOYMENT('compute/budgeted-pod=measured next week;until=2026-12-01'), 'strict'))
    .toEqual({ open: [], waived: ['compute/budgeted-pod'] });
});

test('findings about waivers can not be waived', () => {
  expect(findingsOf(DEPLOYMENT('manifest/waiver=no thanks', ', memory: 64Mi'), 'recommended').open).toEqual(['warning manifest/waiver unused']);
});
