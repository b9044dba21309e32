import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Server } from '../compute/workload/server';
import type { Labels } from '../labels';
import type { Flavour } from './flavour';
import { moduleOf, type Payload, type Way } from './probed-path';

/** How often, and how long an answer is waited for, in the words of Prometheus. */
export interface Pace {
  readonly interval: `${number}s` | `${number}m`;
  readonly timeout: `${number}s`;
}

/** One request of the prober. */
interface Request {
  readonly way: Way;
  readonly payload: Payload;
}

/**
 * What asks the prober: a Probe of the Prometheus operator for each request. Where there is none, the prober's own monitor names what it is to ask:
 * Azure Monitor and collectors of Amazon read ServiceMonitors, Google PodMonitorings, whose name is the job.
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Probe
 * @see https://learn.microsoft.com/azure/azure-monitor/containers/prometheus-metrics-scrape-crd
 * @see https://github.com/GoogleCloudPlatform/prometheus-engine/blob/main/doc/api.md#scrapeendpoint
 */
export function probeObjects(scope: Construct, flavour: Flavour['flavour'], prober: Server, ways: readonly Way[], pace: Pace, labels: Labels): readonly ApiObject[] {
  const requests = ways.flatMap((way) => way.payloads.map((payload) => ({ way, payload })));
  const metadata = { namespace: prober.namespace.name, labels: { ...prober.labels, ...labels } };
  switch (flavour) {
    case 'operator':
      return requests.map(({ way, payload }) => new ApiObject(scope, `Probe-${way.slug}-${payload}`, {
        apiVersion: 'monitoring.coreos.com/v1', kind: 'Probe', metadata: { ...metadata, name: `${prober.name}-${way.slug}-${payload}` },
        spec: {
          jobName: way.job, interval: pace.interval, scrapeTimeout: pace.timeout, module: moduleOf(way, payload),
          prober: { url: `${prober.host}:${prober.port.number}` },
          targets: { staticConfig: { static: [way.url], labels: { ...way.labels, payload } } },
        },
      }));
    case 'amp':
    case 'azure-managed':
      return [new ApiObject(scope, 'Monitor', {
        apiVersion: flavour === 'amp' ? 'monitoring.coreos.com/v1' : 'azmonitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata: { ...metadata, name: prober.name },
        spec: {
          selector: { matchLabels: prober.selector },
          endpoints: requests.map((request) => ({
            ...asked(request, prober, pace), scrapeTimeout: pace.timeout,
            relabelings: Object.entries({ ...marks(request), job: request.way.job, instance: request.way.url }).map(([targetLabel, replacement]) => ({ action: 'replace', targetLabel, replacement })),
          })),
        },
      })];
    case 'gmp': {
      const jobs = [...new Set(ways.map(({ job }) => job))];
      return jobs.map((job) => new ApiObject(scope, `Monitor-${job}`, {
        apiVersion: 'monitoring.googleapis.com/v1', kind: 'PodMonitoring', metadata: { ...metadata, name: job },
        spec: {
          selector: { matchLabels: prober.selector },
          endpoints: requests.filter(({ way }) => way.job === job).map((request) => ({
            ...asked(request, prober, pace), timeout: pace.timeout,
            metricRelabeling: Object.entries(marks(request)).map(([targetLabel, replacement]) => ({ action: 'replace', targetLabel, replacement })),
          })),
        },
      }));
    }
  }
}

function asked({ way, payload }: Request, prober: Server, { interval }: Pace): object {
  return { port: prober.port.name, path: '/probe', interval, params: { module: [moduleOf(way, payload)], target: [way.url] } };
}

function marks({ way, payload }: Request): Readonly<Record<string, string>> {
  return { ...way.labels, payload };
}
