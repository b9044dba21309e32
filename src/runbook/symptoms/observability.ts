import type { Symptom } from '../symptom';

/** S6: nobody can tell which loop began it. */
export const observabilitySymptoms: readonly Symptom[] = [
  {
    id: 'no-correlation',
    signature: 'S6',
    title: 'An incident crosses loops, and nobody can put it together',
    words: ['cannot correlate', 'nobody can correlate', 'cross-loop incident', 'logs without context', 'log lines without context', 'no trace_id', 'trace_id missing', 'domino effect', 'team blames the application', 'random bugs', 'dashboards look busy', 'last loop to shout'],
    commands: [
      { run: 'kubectl get events -A --sort-by=.lastTimestamp', tells: 'what happened first, over all namespaces; events are kept for an hour' },
      { run: 'kubectl -n "$NS" logs "$POD" --tail=5', tells: 'whether a line carries trace_id, span_id, pod_name, node_name, namespace and zone' },
      { run: 'kubectl -n "$NS" get pod "$POD" -o jsonpath=\'{range .spec.containers[*].env[*]}{.name}{"\\t"}{.valueFrom.fieldRef.fieldPath}{"\\n"}{end}\'', tells: 'whether the process is told where it runs' },
      { run: 'kubectl get nodes -L topology.kubernetes.io/zone', tells: 'the zone of each node, to put beside the lines' },
    ],
    decisions: [
      { seen: 'lines without pod, node and namespace', means: 'the process does not know, or does not say', fix: 'Fill them from the downward API, or have a collector add them.', laws: ['observability/log-context'] },
      { seen: 'lines without zone', means: 'before 1.35 a pod does not know its zone', fix: 'Have the collector add it by the node.', laws: ['observability/zone-context'] },
      { seen: 'lines without trace_id', means: 'the logger is not joined to the tracer', fix: 'Log through a logger that takes it from the active span.', laws: ['observability/trace-context'] },
      { seen: 'several alerts at once', means: 'control plane signals lead, restarts of workloads come last', fix: 'Begin with the first in time, and with S5 before S1 to S4.', laws: ['observability/signature-alerts'] },
    ],
  },
  {
    id: 'blind',
    signature: 'S6',
    title: 'A loop fails and no signal shows it',
    words: ['no alert fired', 'alert never fires', 'no metrics', 'metrics missing', 'no data', 'target missing in Prometheus', 'ServiceMonitor selects nothing', 'RED and USE missing', 'metrics source vanished', 'exporter is down', 'target down'],
    commands: [
      { run: 'kubectl get servicemonitors,podmonitors,prometheusrules -A', tells: 'what is collected, and which rules there are' },
      { run: 'kubectl get pods -A -o wide | grep -E "kube-state-metrics|node-exporter|blackbox|prometheus"', tells: 'whether exporters run, and on how many nodes; Prometheus shows on its page of targets which of them it reaches' },
      { run: 'kubectl -n "$NS" get service --show-labels', tells: 'the labels a ServiceMonitor must select: those of the Service' },
      { run: 'kubectl -n "$NS" get service "$SERVICE" -o jsonpath=\'{range .spec.ports[*]}{.name}{"\\t"}{.port}{"\\n"}{end}\'', tells: 'the names of ports a ServiceMonitor must name' },
    ],
    decisions: [
      { seen: 'a monitor without targets', means: 'it selects labels of pods, or a number for a port', fix: 'Select labels of the Service, and its port by name.', laws: ['observability/monitor-selects'] },
      { seen: 'all series of one source are gone, and its pods do not run', means: 'its alerts are silent, whatever happens', fix: 'Bring it back before you trust any green tile. looplaw explain Pending', laws: ['observability/use-signals'] },
      { seen: 'its pods run, and Prometheus does not reach them', means: 'a policy, a certificate, a changed port or name of a job stands between them', fix: 'Let Prometheus in, and keep the job as the alerts name it.', laws: ['network/policy-coverage', 'observability/monitor-selects'] },
      { seen: 'the target is up, and the series is missing', means: 'a filter drops it: managed services keep few series by default', fix: 'Add the series that alerts ask for to what is kept.' },
      { seen: 'an alert on a metric that is in no answer', means: 'the metric was renamed or removed', fix: 'Ask for the current name.', laws: ['observability/promql-current'] },
      { seen: 'services or nodes without series', means: 'half of the picture is missing', fix: 'Rate, errors and duration for services; utilisation, saturation and errors for nodes.', laws: ['observability/red-signals', 'observability/use-signals'] },
    ],
  },
];
