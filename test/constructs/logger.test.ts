import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT_CONTEXT, context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { KubeVersion } from '../../constructs';
import { createLogger, traceIds, traceparent, whereabouts, withTrace, type LoggerOptions } from '../../constructs/logger';
import { CONTEXT_FIELDS } from '../../src/graph/observability/context-fields';
import { find, platforms, serviceWith } from './manifests';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const HEADER = `00-${TRACE}-00f067aa0ba902b7-01`;
/** The pod of a cluster, as the kubelet knows it. */
const POD: Readonly<Record<string, string>> = {
  'metadata.name': 'api-6d5f9c7b8-x2x4z', 'metadata.namespace': 'shop', 'spec.nodeName': 'ip-10-0-3-7.ec2.internal', "metadata.labels['topology.kubernetes.io/zone']": 'us-east-1b',
};

/** The environment of a container as the kubelet makes it: fields are looked up, and `$(NAME)` stands for what came before. */
function environmentOn(kubeVersion: KubeVersion): Record<string, string> {
  const { env } = find(serviceWith({}, platforms(kubeVersion).aws), 'Deployment').spec.template.spec.containers[0];
  const made: Record<string, string> = {};
  for (const { name, value, valueFrom } of env) {
    made[name] = valueFrom?.fieldRef ? POD[valueFrom.fieldRef.fieldPath] ?? '' : (value ?? '').replaceAll(/\$\((\w+)\)/g, (all, earlier: string) => made[earlier] ?? all);
  }
  return made;
}

describe('a service in a process of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'logger-'));
  const app = join(folder, 'app.cjs');
  afterAll(() => rmSync(folder, { recursive: true }));

  beforeAll(() => {
    writeFileSync(app, `
      const { createServer } = require('node:http');
      const { setTimeout } = require('node:timers/promises');
      const { createLogger, withTrace } = require(${JSON.stringify(join(__dirname, '../../lib/logger.js'))});
      const log = createLogger();
      const server = createServer((request, response) => withTrace(request.headers.traceparent, async () => {
        await setTimeout(5);
        log.info('order taken', { order: 17 });
        response.end();
      })).listen(0, () => log.info('listening', { port: server.address().port }));
    `);
  });

  test.each([['1.36', true], ['1.35', true], ['1.34', false]] as const)('on %s writes lines an incident is found by', async (kubeVersion, isZoneKnown) => {
    const process = spawn(globalThis.process.execPath, [app], { env: environmentOn(kubeVersion), stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const lines = createInterface({ input: process.stdout })[Symbol.asyncIterator]();
      const read = async () => JSON.parse((await lines.next()).value as string) as Record<string, unknown>;
      const { port } = await read();
      await fetch(`http://127.0.0.1:${String(port)}/`, { headers: { traceparent: HEADER } });
      const line = await read();
      expect(line).toEqual({
        time: expect.stringMatching(/^\d{4}-.*Z$/) as string, level: 'info', message: 'order taken', order: 17, service: 'api',
        trace_id: TRACE, span_id: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
        pod_name: 'api-6d5f9c7b8-x2x4z', node_name: 'ip-10-0-3-7.ec2.internal', namespace: 'shop',
        ...(isZoneKnown && { zone: 'us-east-1b' }),
      });
      expect(line['span_id']).not.toBe('00f067aa0ba902b7');
    } finally {
      process.kill();
      await once(process, 'exit');
    }
  });
});

function linesOf(options: LoggerOptions, log: (logger: ReturnType<typeof createLogger>) => void): readonly Record<string, unknown>[] {
  const lines: string[] = [];
  log(createLogger({ ...options, write: (line) => lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('a logger', () => {
  afterEach(() => vi.unstubAllEnvs());

  test('writes what is grave enough', () => {
    const all = (level?: 'warn') => linesOf(level ? { level } : {}, (log) => {
      log.debug('a'); log.info('b'); log.warn('c'); log.error('d');
    }).map((line) => line['message']);
    expect(all('warn')).toEqual(['c', 'd']);
    expect(all()).toEqual(['b', 'c', 'd']);
    vi.stubEnv('LOG_LEVEL', 'DEBUG');
    expect(all()).toEqual(['a', 'b', 'c', 'd']);
  });

  test('hands its fields on, and lets none of them say where it runs', () => {
    vi.stubEnv('POD_NAME', 'api-0');
    const [line] = linesOf({ fields: { team: 'orders' } }, (log) => log.child({ order: 1 }).info('x', { order: 2, pod_name: 'elsewhere', message: 'y' }));
    expect(line).toMatchObject({ team: 'orders', order: 2, pod_name: 'api-0', message: 'x' });
  });

  test('writes what JSON cannot say', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    const [error, big, cycle] = linesOf({}, (log) => {
      log.error('failed', { error: new TypeError('no order') }); log.info('big', { n: 10n }); log.info('cycle', { loop });
    });
    expect(error).toMatchObject({ error: { name: 'TypeError', message: 'no order', stack: expect.stringContaining('logger.test') as string } });
    expect(big).toMatchObject({ n: '10' });
    expect(cycle).toMatchObject({ message: 'cycle', unwritable: ['loop'] });
  });
});

describe('where a process runs', () => {
  test('is read from the variables, or from the attributes that quote them', () => {
    expect(whereabouts({ K8S_POD_NAME: 'a', POD_NAMESPACE: '', ZONE: '' })).toEqual({ pod_name: 'a' });
    expect(whereabouts({ OTEL_RESOURCE_ATTRIBUTES: 'service.name=api, k8s.node.name=n=1 ,cloud.availability_zone=eu-1' })).toEqual({ service: 'api', node_name: 'n=1', zone: 'eu-1' });
    expect(whereabouts({})).toEqual({});
  });

  test('has names the law asks for', () => {
    expect(CONTEXT_FIELDS.map(({ key }) => key)).toEqual(['pod_name', 'namespace', 'node_name']);
  });
});

describe('the trace a line belongs to', () => {
  test('is that of the caller, and goes on with the next request', () => {
    withTrace(HEADER, () => {
      expect(traceIds().trace_id).toBe(TRACE);
      expect(traceparent()).toBe(`00-${TRACE}-${String(traceIds().span_id)}-01`);
    });
    expect([traceIds(), traceparent()]).toEqual([{}, undefined]);
  });

  test.each([undefined, '', 'nonsense', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, `00-${TRACE}-${'0'.repeat(16)}-01`, [HEADER, HEADER]])('begins anew where the header is %o', (header) => {
    const { trace_id } = withTrace(header, traceIds);
    expect(trace_id).toMatch(/^[0-9a-f]{32}$/);
    expect(trace_id).not.toBe(TRACE);
  });

  test('is that of OpenTelemetry where its SDK runs', () => {
    const manager = new AsyncLocalStorageContextManager().enable();
    context.setGlobalContextManager(manager);
    const span = trace.wrapSpanContext({ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1 });
    expect(context.with(trace.setSpan(ROOT_CONTEXT, span), () => withTrace(HEADER, traceIds))).toEqual({ trace_id: 'a'.repeat(32), span_id: 'b'.repeat(16) });
    expect(withTrace(HEADER, traceIds).trace_id).toBe(TRACE);
    context.disable();
  });
});
