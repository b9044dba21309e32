import { createHash } from 'node:crypto';
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Budget } from '../compute/resources/budget';
import type { ImageReference } from '../compute/pod/image';
import type { Namespace } from '../compute/namespace/namespace';
import { StatelessService } from '../compute/stateless-service';
import { objectLabels, type Labels } from '../labels';
import type { Peer } from '../network/peer';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { quoted } from '../props/words';
import { demand } from '../refusal';
import { scopeOf } from '../scope';
import type { Flavour } from './flavour';
import { probeObjects, type Pace } from './probe-objects';
import { moduleOf, wayOf, type Payload, type ProbedPath, type Way } from './probed-path';

/** What a prober of paths needs. */
export interface PathProbeProps {
  readonly namespace: Namespace;
  /** Name of its Service. Default `path-probe`. */
  readonly name?: string;
  /** A build of the blackbox exporter, 0.19 or later. Serves compute/immutable-image. */
  readonly image: ImageReference;
  /** Serves compute/priority-class-assigned. */
  readonly priorityClassName: string;
  /** What is probed. Serves network/mtu-headroom. */
  readonly paths: readonly [ProbedPath, ...ProbedPath[]];
  /** Who reads monitors, as LoopSignals says it. */
  readonly flavour: Flavour['flavour'];
  /** Who scrapes; it is let in by the policy of the prober. Serves network/policy-coverage. */
  readonly by: Peer;
  /** Labels by which a Prometheus picks its monitors. Default none: it picks all. */
  readonly labels?: Labels;
  /** Bytes of a large request, 9001 to 131072: more than the largest packet of any path, less than any front door refuses. Default 16384. */
  readonly payloadBytes?: number;
  /** Default every minute, 10 s for an answer. */
  readonly pace?: Pace;
  /** Default 50m to 100m cpu, 64Mi memory. */
  readonly budget?: Budget;
}

const FILE = 'blackbox.yml';
/** That an answer came proves that the request arrived; what it says is told by `probe_http_status_code`. */
const ANSWERS = [200, 201, 202, 204, 301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 411, 413, 415, 422, 429, 500, 501, 502, 503, 504] as const;

/**
 * Asks each path a small and a large question, once a minute: a Service of the cluster, a front door by its Host header, the endpoint of tokens. Where small
 * requests arrive and large ones do not, the path is narrower than its ends believe. The large one is a request with a body, since a packet that must not be
 * fragmented needs a right that Pod Security *restricted* takes away. Feeds source `path-probe`, and `token-endpoint-probe` where such a path is named. It is
 * a StatelessService and keeps what that keeps. Keeps network/policy-coverage, observability/monitor-selects.
 */
export class PathProbe extends Construct {
  readonly service: StatelessService;
  readonly config: ApiObject;
  /** Probe, ServiceMonitor or PodMonitoring. */
  readonly probes: readonly ApiObject[];

  constructor(scope: Construct, id: string, props: PathProbeProps) {
    super(scopeOf(scope, id), id);
    checked(SHAPES, 'PathProbeProps', this.node.path, props);
    const { path } = this.node;
    const { namespace, name = 'path-probe', image, priorityClassName, paths, flavour, by, labels = {}, payloadBytes = 16384, pace = { interval: '60s', timeout: '10s' } } = props;
    demand(Number.isInteger(payloadBytes) && payloadBytes >= 9001 && payloadBytes <= 131072, path, 'network/mtu-headroom', () => ({
      found: `payloadBytes ${payloadBytes}`, expected: 'a whole number from 9001 to 131072', remedy: 'leave it out, or choose more than a jumbo frame and less than a front door refuses',
    }));
    const ways = paths.map((each) => wayOf(path, each));
    const twice = ways.find(({ slug }, i) => ways.findIndex((other) => other.slug === slug) !== i);
    demand(twice === undefined, path, 'name', () => ({ found: `${quoted(twice!.url)} twice`, expected: 'each path once', remedy: 'take one out' }));

    const text = JSON.stringify({ modules: modules(ways, payloadBytes) }, null, 2);
    // A changed configuration is a changed name, and so a rollout: the exporter reads its file once.
    const configName = `${name}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
    this.config = new ApiObject(this, 'Config', {
      apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: configName, namespace: namespace.name, labels: { ...objectLabels(name, 'configuration', namespace.name) } },
      immutable: true, data: { [FILE]: text },
    });
    this.service = new StatelessService(this, 'Service', {
      namespace, name, image, priorityClassName,
      args: [`--config.file=/conf/${FILE}`],
      port: { name: 'http', number: 9115 },
      health: { readiness: { http: '/-/healthy' } },
      // Two, apart from each other: they ask from two nodes.
      scale: { replicas: 2 },
      budget: props.budget ?? { cpu: { request: '50m', limit: '100m' }, memory: '64Mi' },
      user: 65534,
      files: { '/conf': { config: configName } },
    });
    for (const each of paths) this.service.allow.to('to' in each ? each.to : each.reach);
    this.service.admits(by);
    this.probes = probeObjects(this, flavour, this.service, ways, pace, labels);
  }
}

/** @see https://github.com/prometheus/blackbox_exporter/blob/master/CONFIGURATION.md */
function modules(ways: readonly Way[], payloadBytes: number): Readonly<Record<string, object>> {
  return Object.fromEntries(ways.flatMap((way) => way.payloads.map((payload) => [moduleOf(way, payload), module(way, payload, payloadBytes)])));
}

function module({ host }: Way, payload: Payload, payloadBytes: number): object {
  return {
    prober: 'http', timeout: '5s',
    http: {
      method: payload === 'large' ? 'POST' : 'GET',
      valid_status_codes: ANSWERS, follow_redirects: false, preferred_ip_protocol: 'ip4',
      ...((payload === 'large' || host !== undefined) && {
        headers: { ...(host !== undefined && { Host: host }), ...(payload === 'large' && { 'Content-Type': 'application/octet-stream' }) },
      }),
      ...(host !== undefined && { tls_config: { server_name: host } }),
      ...(payload === 'large' && { body: '-'.repeat(payloadBytes) }),
    },
  };
}
