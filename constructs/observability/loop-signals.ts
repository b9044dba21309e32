import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Source } from '../../src/signals/alert-rule';
import { dashboards } from '../../src/signals/dashboard/dashboard';
import type { GrafanaDashboard } from '../../src/signals/dashboard/grafana';
import type { Namespace } from '../compute/namespace/namespace';
import type { Server } from '../compute/workload/server';
import { objectLabels, type Labels } from '../labels';
import { checkName } from '../name';
import type { Peer } from '../network/peer';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { quoted } from '../props/words';
import { demand } from '../refusal';
import { scopeOf } from '../scope';
import { dashboardObjects, type DashboardHome } from './dashboard-home';
import { ruleObjects, type Flavour } from './flavour';
import { omittedAlerts, ruleGroups, type OmittedAlert } from './rule-groups';

/** Services that are scraped, and by whom. */
export interface Scrapes {
  readonly servers: readonly [Server, ...Server[]];
  /** Who scrapes; it is let in by their policies. Serves network/policy-coverage. */
  readonly by: Peer;
  /** Default `/metrics`. */
  readonly path?: `/${string}`;
  /** Default `30s`. */
  readonly interval?: `${number}s` | `${number}m`;
}

/** What signals are made of, and where they lead. */
export type LoopSignalsProps = Flavour & {
  /** Where rules are kept; monitors are beside what they select. */
  readonly namespace: Namespace;
  /** Name of the rules. Default `looplaw`. */
  readonly name?: string;
  /** What is scraped in this cluster. An alert that asks for more is not made, see {@link LoopSignals.omitted}. Serves observability/signature-alerts, use-signals. */
  readonly sources: readonly Source[];
  /** Where the pages of `looplaw runbook --out` are served; alerts lead to `<runbookBaseUrl>/S4.md#claim-pending`. Serves observability/alert-runbook. @refused with how to serve them */
  readonly runbookBaseUrl: `https://${string}` | `http://${string}`;
  /** Labels by which a Prometheus picks its rules and monitors, e.g. `{ release: 'kube-prometheus-stack' }`. Default none: it picks all. */
  readonly labels?: Labels;
  /** Default: none of this app. Serves observability/red-signals, monitor-selects. */
  readonly scrapes?: Scrapes;
  /** Who brings the dashboards to Grafana. Default: nobody; they are {@link LoopSignals.grafana}, for a Grafana that takes files. */
  readonly dashboards?: DashboardHome;
};

/**
 * The signals of a cluster, in the words of its laws: RED of its services and USE of its nodes as recording rules, the alerts of signatures S1 to S6, each
 * with its severity, its layer (the control plane first), a wait and its runbook, and a dashboard for each loop. Keeps observability/signature-alerts, alert-runbook, alert-thresholds,
 * promql-current, managed-api-latency, red-signals and monitor-selects.
 */
export class LoopSignals extends Construct {
  readonly rules: readonly ApiObject[];
  readonly monitors: readonly ApiObject[];
  /** Alerts that are not made, and the sources each would need. Their names are on the rules, too, as annotation `looplaw.dev/omitted-alerts`. */
  readonly omitted: readonly OmittedAlert[];
  /** A dashboard for each loop, as Grafana imports it: the expressions and thresholds of the alerts, of what the sources feed. */
  readonly grafana: readonly GrafanaDashboard[];
  /** What holds them in the cluster. */
  readonly dashboards: readonly ApiObject[];

  constructor(scope: Construct, id: string, props: LoopSignalsProps) {
    super(scopeOf(scope, id), id);
    checked(SHAPES, 'LoopSignalsProps', this.node.path, props);
    const { namespace, name = 'looplaw', labels = {}, scrapes } = props;
    const { path } = this.node;
    checkName(path, name);
    demand(/^https?:\/\/[^\s/]+/.test(props.runbookBaseUrl), path, 'observability/alert-runbook', () => ({
      found: `runbookBaseUrl ${quoted(props.runbookBaseUrl)}`, expected: 'the address of the runbooks', remedy: 'serve what `looplaw runbook --out DIR` writes, and name that address',
    }));
    const sources = new Set<Source>(props.sources);
    const groups = ruleGroups(sources, props.runbookBaseUrl);
    demand(groups.some(({ rules }) => rules.some(({ alert }) => alert !== undefined)), path, 'observability/signature-alerts', () => ({
      found: `sources [${props.sources.join(', ')}], which feed no alert`, expected: 'what Prometheus scrapes here', remedy: 'name kube-state-metrics at least, and run it',
    }));
    this.omitted = omittedAlerts(sources);
    const marks = objectLabels(name, 'signals', namespace.name);
    this.grafana = dashboards({ name, sources, runbookBaseUrl: props.runbookBaseUrl });
    this.dashboards = props.dashboards === undefined ? [] : dashboardObjects(this, props.dashboards, { name, namespace: namespace.name, labels: marks, annotations: {} }, this.grafana);
    this.rules = ruleObjects(this, props, {
      name, namespace: namespace.name, labels: { ...marks, ...labels },
      annotations: this.omitted.length > 0 ? { 'looplaw.dev/omitted-alerts': this.omitted.map(({ alert }) => alert).join(',') } : {},
    }, groups);
    this.monitors = scrapes === undefined ? [] : scrapes.servers.map((server) => this.monitor(server, scrapes, props.flavour, labels));
  }

  private monitor(server: Server, { by, path = '/metrics', interval = '30s' }: Scrapes, flavour: Flavour['flavour'], labels: Labels): ApiObject {
    server.admits(by);
    const isOfPods = flavour === 'gmp';
    const group = { 'operator': 'monitoring.coreos.com', 'amp': 'monitoring.coreos.com', 'azure-managed': 'azmonitoring.coreos.com', 'gmp': 'monitoring.googleapis.com' }[flavour];
    return new ApiObject(this, `Monitor-${server.namespace.name}-${server.name}`, {
      apiVersion: `${group}/v1`,
      kind: isOfPods ? 'PodMonitoring' : 'ServiceMonitor',
      metadata: { name: server.name, namespace: server.namespace.name, labels: { ...server.labels, ...labels } },
      // The labels of a Service are those of its workload, which include what selects the pods.
      spec: { selector: { matchLabels: server.selector }, endpoints: [{ port: server.port.name, path, interval }] },
    });
  }
}
