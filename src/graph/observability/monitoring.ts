import { isClosedFor } from '../../profile';
import type { SignatureId } from '../../signature';
import type { Graph } from '../graph';
import type { Join } from '../join';
import type { Declared } from '../object/declared';
import type { KubeObject } from '../object/kube-object';
import { Subject } from '../reading/subject';
import { Undecided, maybe, some } from '../reading/unknown';
import { Workload } from '../workload/workload';
import { Monitor } from './monitor';
import { allRuleSets, ruleSets, someAlert } from './rule-set';
import { SIGNATURE_METRICS } from './signature-metrics';

/** What shows how nodes fare: the node's own counters, the state of objects, and those of containers. */
export type NodeSource = 'node-exporter' | 'kube-state-metrics' | 'kubelet';

const SERVERS = ['Prometheus', 'PrometheusAgent'];

/** How a cluster is watched: what of Prometheus, its monitors and its rules the set holds. Findings stand at the server. */
export class Monitoring extends Subject {
  private ruleFilesOnce: readonly string[] | undefined;

  constructor(readonly graph: Graph, readonly anchor: Declared) {
    super(anchor.node, anchor, [], null);
  }

  /** Undecided unless the set holds the Prometheus it speaks of, or is complete: rules and exporters come with it. */
  assertIsOfThisSet(): void {
    const { graph } = this;
    const chart = graph.objects.find(isPrometheusChart);
    if (chart !== undefined) throw new Undecided(`${chart.title} brings the rules and exporters of a chart, which are not read`);
    if (serverOf(graph) === undefined) graph.assertComplete('PrometheusRule', 'of this cluster');
  }

  /**
   * Does an alert that runs ask for a metric of such a name? Rules in a file of a ConfigMap are not taken apart: the name in its text will do. Throws
   * `Undecided` where none does, and one of those that are not known may.
   */
  watches(metric: RegExp): boolean {
    return this.ruleFiles.some((text) => metric.test(text)) || someAlert(this.graph, (alert) => alert.asksFor(metric));
  }

  /** The signatures no alert would tell of, neither by its metrics nor by a label `looplaw_signature`. */
  get untoldSignatures(): readonly SignatureId[] {
    const { graph } = this;
    const isTold = (id: string, metrics: RegExp): boolean => some(
      [() => this.watches(metrics), () => someAlert(graph, (alert) => alert.in('labels').string('looplaw_signature') === id)], (ask) => ask(),
    );
    return (Object.entries(SIGNATURE_METRICS) as [SignatureId, RegExp][]).filter(([id, metrics]) => !isTold(id, metrics)).map(([id]) => id);
  }

  /** What is switched off and would watch metrics of such names; `null` where nothing is. */
  silenced(metrics: readonly (RegExp | undefined)[]): string | null {
    const all = allRuleSets(this.graph).flatMap((set) => maybe(() => set.silenced) ?? []);
    const asking = all.filter((alert) => metrics.some((metric) => metric !== undefined && maybe(() => alert.asksFor(metric)) === true));
    if (asking.length === 0) return null;
    const hint = asking.some(({ object }) => object.resource.kind.startsWith('azurerm_')) ? '; azurerm enables only what says so' : '';
    return `${asking.map((alert) => maybe(() => alert.name) ?? 'one').join(', ')}${hint}`;
  }

  /** What of the three nothing in the set gives. */
  get missingNodeSources(): readonly NodeSource[] {
    const { graph } = this;
    const runs = (image: RegExp): boolean => some(graph.all(Workload), ({ pod }) => some(pod.containers, (c) => image.test(c.string('image') ?? '')));
    const gives: Readonly<Record<NodeSource, () => boolean>> = {
      'node-exporter': () => runs(/node-exporter/),
      'kube-state-metrics': () => runs(/kube-state-metrics/),
      kubelet: () => some(graph.all(Monitor), (m) => /kubelet/.test(m.name)),
    };
    const missing = (Object.keys(gives) as NodeSource[]).filter((source) => !gives[source]() && !some(graph.ofKind('ConfigMap'), (map) => isScraped(map, source)));
    if (missing.length > 0 && this.in('spec').has('additionalScrapeConfigs')) throw this.in('spec').unknown('additionalScrapeConfigs');
    return missing;
  }

  private get ruleFiles(): readonly string[] {
    return (this.ruleFilesOnce ??= this.graph.ofKind('ConfigMap').flatMap((map) => maybe(() => textsOf(map)) ?? []).filter((text) => /^[ \t]*- alert:/m.test(text)));
  }
}

/** One, where the set holds some of what watches a cluster, or all there is. */
export const monitoring: Join<readonly Monitoring[]> = (graph) => {
  const anchor = serverOf(graph) ?? graph.join(ruleSets)[0]?.holder ?? graph.objects.find(isPrometheusChart)
    ?? (isClosedFor(graph.profile, 'PrometheusRule') ? graph.all(Workload)[0] : undefined);
  return anchor === undefined ? [] : [new Monitoring(graph, anchor)];
};

function serverOf(graph: Graph): KubeObject | undefined {
  const declared = SERVERS.flatMap((kind) => graph.ofKind(kind, 'monitoring.coreos.com'))[0];
  return declared ?? graph.all(Workload).find(({ pod }) => maybe(() => some(pod.containers, (c) => /(?:^|\/)prometheus(?:[:@]|$)/.test(c.string('image') ?? ''))) === true);
}

/** Charts of Flux and Argo CD that install a whole Prometheus. */
function isPrometheusChart({ kind, spec }: KubeObject): boolean {
  if (kind !== 'HelmRelease' && kind !== 'Application') return false;
  const chart = maybe(() => (kind === 'HelmRelease' ? spec.in('chart').in('spec').string('chart') : spec.in('source').string('chart')));
  return chart?.includes('prometheus') === true;
}

function textsOf(map: KubeObject): readonly string[] {
  const data = map.in('data');
  return data.keys().map((key) => data.string(key) ?? '');
}

/** What a configuration of Prometheus calls a source, or finds it by. */
const SCRAPED_AS: Readonly<Record<NodeSource, RegExp>> = {
  'node-exporter': /\bnode-exporter\b/,
  'kube-state-metrics': /\bkube-state-metrics\b/,
  kubelet: /cadvisor|\brole: *['"]?node\b/,
};

/** Does a configuration of Prometheus scrape it, whoever runs it? */
function isScraped(map: KubeObject, source: NodeSource): boolean {
  const data = map.in('data');
  return some(data.keys().filter((key) => key.includes('prometheus') && /\.ya?ml$/.test(key)), (key) => SCRAPED_AS[source].test(data.string(key) ?? ''));
}
