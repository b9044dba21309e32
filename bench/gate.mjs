// `node bench/gate.mjs`: what the gate adds to `app.synth()`, 50 charts of 10 Deployments with Services and budgets, median of several runs.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const { ApiObject, App, Chart } = require('cdk8s');
const { enforceLoopLaws } = require('../lib/cdk8s.js');

/** A Deployment with all it needs to keep the laws, so that what is timed is asking and not telling. */
function addService(chart, c, i) {
  const labels = { app: `app-${c}-${i}` };
  const metadata = { name: labels.app, namespace: `team-${c}` };
  const fieldRef = (name, fieldPath) => ({ name, valueFrom: { fieldRef: { fieldPath } } });
  const container = {
    name: 'app',
    image: 'registry.example.com/app:1.2.3',
    ports: [{ name: 'http', containerPort: 8080 }],
    env: [fieldRef('POD_NAME', 'metadata.name'), fieldRef('POD_NAMESPACE', 'metadata.namespace'), fieldRef('NODE_NAME', 'spec.nodeName')],
    resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '64Mi' } },
    readinessProbe: { httpGet: { path: '/readyz', port: 'http' } },
  };
  const topologySpreadConstraints = [{ maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: labels } }];
  const template = { metadata: { labels }, spec: { topologySpreadConstraints, containers: [container] } };
  const add = (id, apiVersion, kind, spec) => new ApiObject(chart, `${id}${i}`, { apiVersion, kind, metadata, spec });
  add('d', 'apps/v1', 'Deployment', { replicas: 2, selector: { matchLabels: labels }, template });
  add('s', 'v1', 'Service', { selector: labels, ports: [{ port: 80, targetPort: 'http' }] });
  add('b', 'policy/v1', 'PodDisruptionBudget', { maxUnavailable: 1, selector: { matchLabels: labels } });
}

function app(isGated) {
  const outdir = mkdtempSync(join(tmpdir(), 'looplaw-gate-'));
  const root = new App({ outdir });
  if (isGated) enforceLoopLaws(root, { mode: 'warn', config: { platformProvides: ['default-deny'] }, write: () => undefined });
  for (let c = 0; c < 50; c++) {
    const chart = new Chart(root, `chart-${c}`);
    for (let i = 0; i < 10; i++) addService(chart, c, i);
  }
  return { root, outdir };
}

function time(isGated) {
  const { root, outdir } = app(isGated);
  const before = performance.now();
  root.synth();
  const took = performance.now() - before;
  rmSync(outdir, { recursive: true });
  return took;
}

// Ratios pair by pair, so that a drifting machine does not decide. The first pair warms up.
const pairs = Array.from({ length: 8 }, () => ({ plain: time(false), gated: time(true) })).slice(1);
const median = (xs) => xs.toSorted((a, b) => a - b)[Math.floor(xs.length / 2)];
console.log(`synth of 50 charts, 1500 objects: ${median(pairs.map((p) => p.plain)).toFixed(0)} ms plain, ${median(pairs.map((p) => p.gated)).toFixed(0)} ms gated, ratio ${median(pairs.map((p) => p.gated / p.plain)).toFixed(2)}   (slice: 1.28 to 1.32)`);
