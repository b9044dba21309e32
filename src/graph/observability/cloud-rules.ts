import type { Graph } from '../graph';
import type { Join } from '../join';
import type { KubeObject } from '../object/kube-object';
import type { Subject } from '../reading/subject';
import { maybe } from '../reading/unknown';

/**
 * Texts of rules for a cloud's own Prometheus, which are written through its operator: Amazon's as one text for all, Azure's with an expression each. They
 * are not taken apart: the name of a metric in the text will do.
 * @see https://aws-controllers-k8s.github.io/community/reference/prometheusservice/v1alpha1/rulegroupsnamespace/
 * @see https://azure.github.io/azure-service-operator/reference/alertsmanagement/v1api20230301
 */
export const cloudRules: Join<readonly string[]> = (graph) => [
  ...amazonTexts(graph),
  ...azureRules(graph).flatMap(expressionOf),
];

/** Of these, the texts that alert: what is only recorded tells nobody. */
export const cloudAlerts: Join<readonly string[]> = (graph) => [
  // Written in YAML, or in JSON, which is YAML.
  ...amazonTexts(graph).filter((text) => /(?:^[ \t]*- |["'])alert["']?\s*:/m.test(text)),
  ...azureRules(graph).filter((rule) => maybe(() => rule.has('alert')) === true).flatMap(expressionOf),
];

/** The first object that holds such rules. */
export const cloudRuleHolder: Join<KubeObject | null> = (graph) => [...amazonHolders(graph), ...azureHolders(graph)][0] ?? null;

function amazonHolders(graph: Graph): readonly KubeObject[] {
  return graph.ofKind('RuleGroupsNamespace', 'prometheusservice.services.k8s.aws');
}

function azureHolders(graph: Graph): readonly KubeObject[] {
  return graph.ofKind('PrometheusRuleGroup', 'alertsmanagement.azure.com');
}

function amazonTexts(graph: Graph): readonly string[] {
  return amazonHolders(graph).flatMap(({ spec }) => maybe(() => spec.string('configuration')) ?? []);
}

function azureRules(graph: Graph): readonly Subject[] {
  return azureHolders(graph).flatMap(({ spec }) => maybe(() => spec.list('rules')) ?? []);
}

function expressionOf(rule: Subject): readonly string[] {
  return [maybe(() => rule.string('expression')) ?? ''];
}
