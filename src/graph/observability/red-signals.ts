import type { Join } from '../join';
import type { Workload } from '../workload/workload';
import { Undecided, every, some } from '../reading/unknown';
import { monitorsByWorkload } from './monitors-by-workload';
import { someRule } from './rule-set';

const SCRAPE = 'prometheus.io/scrape';

/** How a workload's requests are counted: by whom they are collected, and whether rules make rates of them. */
export class RedSignals {
  constructor(private readonly workload: Workload) {}

  /** Does a monitor of the set have it scraped? Undecided where one may. */
  get isMonitored(): boolean {
    const { certain = [], possible = [] } = this.workload.graph.join(monitorsByWorkload).get(this.workload) ?? {};
    const [doubtful] = possible;
    if (certain.length === 0 && doubtful) throw new Undecided(`whether ${doubtful.title} selects its pods is not known`);
    return certain.length > 0;
  }

  /** Does an annotation of its pods or Services ask to be scraped? */
  get isAnnotated(): boolean {
    const { pod, services } = this.workload;
    return pod.annotation(SCRAPE) === 'true' || some(services.certain, (service) => service.annotation(SCRAPE) === 'true');
  }

  /** Does it send its metrics by itself, as OpenTelemetry's SDKs do? */
  get isPushing(): boolean {
    return some(this.workload.pod.appContainers, ({ traceContext }) => traceContext.isInjected || traceContext.isExporting);
  }

  /** Do recording rules or alerts of the set make a rate, an error ratio and a duration of something? */
  get hasRules(): boolean {
    return this.workload.graph.join(hasRedRules);
  }
}

/** Rate, errors and duration, as expressions show them: a rate, a condition on a status, a quantile. */
const RED = [/\b(?:rate|increase|irate)\s*\(/, /(?:code|status|status_code|grpc_code|result|reason)\s*(?:=~|!~|=|!=)|error|fail/i, /histogram_quantile|duration|latency|seconds/];

const hasRedRules: Join<boolean> = (graph) => every(RED, (sign) => someRule(graph, (rule) => sign.test(rule.text ?? '')));
