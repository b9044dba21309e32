import { createHash } from 'node:crypto';
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { CONTEXT_FIELDS, ZONE_FIELD, ZONE_LABEL } from '../../src/graph/observability/context-fields';
import type { Budget } from '../compute/resources/budget';
import type { SecretKey } from '../compute/pod/environment';
import type { ImageReference } from '../compute/pod/image';
import type { Namespace } from '../compute/namespace/namespace';
import { StatelessService } from '../compute/stateless-service';
import { ApiRole } from '../identity/api-role';
import { objectLabels } from '../labels';
import type { External } from '../network/external';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { scopeOf } from '../scope';
import { OTLP_PORT } from './log-context';

/** Where the collector sends what it has. */
export interface Backend {
  /** OTLP over HTTP, e.g. `https://otlp.vendor.example`. */
  readonly endpoint: `https://${string}` | `http://${string}`;
  /** The way out, opened in the policy of the collector: `external({ fqdn | cidr | namespace, port })`. */
  readonly reach: External;
  /** Value of the `authorization` header. Default: none is sent. */
  readonly authorization?: SecretKey;
}

/** What a collector needs. */
export interface ContextCollectorProps {
  readonly namespace: Namespace;
  /** Name of its Service; the platform's `telemetry` names it, too. Default `otel-collector`. */
  readonly name?: string;
  /** A build of the OpenTelemetry collector that holds k8sattributes, such as `otel/opentelemetry-collector-k8s`. Serves compute/immutable-image. */
  readonly image: ImageReference;
  readonly backend: Backend;
  /** Serves compute/priority-class-assigned. */
  readonly priorityClassName: string;
  /** Namespaces whose pods send to it. Serves network/policy-allows-front-door. */
  readonly from: readonly [string, ...string[]];
  /** Default 2 to 6 pods. */
  readonly scale?: { readonly min: number; readonly max: number };
  /** Default 200m to 800m cpu, 512Mi memory. */
  readonly budget?: Budget;
}

/** Where the collector answers for itself. */
const HEALTH = { name: 'health', number: 13133 } as const;

/**
 * Adds pod, namespace, node and zone to logs, traces and metrics on their way, on every version: it asks the API which pod a sender is, and
 * which zone its node. For apps that send OTLP; lines on standard output are read by the agent of the cloud, which does the same. It is a
 * StatelessService and keeps what that keeps. Keeps observability/zone-context, identity/no-wildcard-rbac, rbac-escalation.
 */
export class ContextCollector extends Construct {
  readonly service: StatelessService;
  readonly config: ApiObject;
  readonly role: ApiRole;

  constructor(scope: Construct, id: string, props: ContextCollectorProps) {
    super(scopeOf(scope, id), id);
    checked(SHAPES, 'ContextCollectorProps', this.node.path, props);
    const { namespace, name = 'otel-collector', image, backend, priorityClassName, from, scale = { min: 2, max: 6 } } = props;
    const budget = props.budget ?? { cpu: { request: '200m', limit: '800m' }, memory: '512Mi' };
    this.role = new ApiRole(this, 'Role', {
      namespace,
      name,
      clusterWide: true,
      allows: [
        { verbs: ['get', 'list', 'watch'], resources: ['pods', 'namespaces', 'nodes'] },
        { verbs: ['get', 'list', 'watch'], resources: ['replicasets'], group: 'apps' },
      ],
    });
    const text = JSON.stringify(configuration(backend), null, 2);
    // A changed configuration is a changed name, and so a rollout: the collector reads its file once.
    const configName = `${name}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
    this.config = new ApiObject(this, 'Config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: configName, namespace: namespace.name, labels: { ...objectLabels(name, 'configuration', namespace.name) } },
      immutable: true,
      data: { 'config.yaml': text },
    });
    this.service = new StatelessService(this, 'Service', {
      namespace,
      name,
      image,
      args: ['--config=/conf/config.yaml'],
      port: { name: 'otlp', number: OTLP_PORT },
      health: { port: HEALTH, readiness: { http: '/' } },
      scale,
      budget,
      priorityClassName,
      role: this.role,
      user: 10001,
      files: { '/conf': { config: configName } },
      ...(backend.authorization && { secretEnv: { BACKEND_AUTHORIZATION: backend.authorization } }),
    });
    for (const each of from) this.service.allow.from({ namespace: each });
    this.service.allow.to(backend.reach);
  }
}

/**
 * JSON is YAML, and needs no indentation to be right.
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/k8sattributesprocessor/README.md
 */
function configuration({ endpoint, authorization }: Backend): object {
  const pipeline = { receivers: ['otlp'], processors: ['memory_limiter', 'k8sattributes', 'batch'], exporters: ['otlphttp'] };
  const named = (...attributes: readonly string[]): object => ({ sources: attributes.map((name) => ({ from: 'resource_attribute', name })) });
  const [pod, namespace] = CONTEXT_FIELDS.map(({ attribute }) => attribute) as [string, string];
  return {
    receivers: { otlp: { protocols: { grpc: { endpoint: `0.0.0.0:${OTLP_PORT}` } } } },
    processors: {
      memory_limiter: { check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 20 },
      k8sattributes: {
        auth_type: 'serviceAccount',
        extract: {
          metadata: [...CONTEXT_FIELDS.map(({ attribute }) => attribute), 'k8s.deployment.name'],
          labels: [{ tag_name: ZONE_FIELD.attribute, key: ZONE_LABEL, from: 'node' }],
        },
        // By what the sender says of itself, else by the address it sends from.
        pod_association: [named(pod, namespace), { sources: [{ from: 'connection' }] }],
      },
      batch: {},
    },
    exporters: { otlphttp: { endpoint, ...(authorization && { headers: { authorization: '${env:BACKEND_AUTHORIZATION}' } }) } },
    extensions: { health_check: { endpoint: `0.0.0.0:${HEALTH.number}` } },
    service: { extensions: ['health_check'], pipelines: { logs: pipeline, traces: pipeline, metrics: pipeline } },
  };
}
