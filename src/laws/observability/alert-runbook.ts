import { defineLaw } from '../../law';

export default defineLaw({
  id: 'observability/alert-runbook',
  title: 'Every alert waits a while and names its runbook',
  owner: 'app',
  presets: ['strict'],
  because: 'Informs, in strict only: an alert without them is not wrong, it costs whoever is woken.',
  signature: 'S6',
  why: 'An alert without for fires on one bad sample; one without a runbook leaves whoever is woken to think of everything.',
  remedy: 'Give each alert a for and an annotation runbook_url.',
  keptBy: 'LoopSignals gives each alert a wait, and the address of the runbook for its symptom.',
  sources: ['https://prometheus.io/docs/practices/alerting/', 'https://runbooks.prometheus-operator.dev/'],
  on: 'RuleSet',
  messages: {
    bare: { text: 'alert {alert} is without {lacks}', severity: 'info' },
  },
  judge(set, { broken }) {
    for (const alert of set.alerts) {
      const { lacks } = alert;
      if (lacks.length > 0 && alert.isOn) broken('bare', { path: [...alert.path, 'alert'], args: { alert: alert.name, lacks: lacks.join(' and ') } });
    }
  },
});
