import type { Join } from '../join';
import { maybe } from '../reading/unknown';

/**
 * Texts of rules for a cloud's own Prometheus, which are written through its operator: Amazon's as one text for all, Azure's with an expression each. They
 * are not taken apart: the name of a metric in the text will do.
 * @see https://aws-controllers-k8s.github.io/community/reference/prometheusservice/v1alpha1/rulegroupsnamespace/
 * @see https://azure.github.io/azure-service-operator/reference/alertsmanagement/v1api20230301
 */
export const cloudRules: Join<readonly string[]> = (graph) => [
  ...graph.ofKind('RuleGroupsNamespace', 'prometheusservice.services.k8s.aws').flatMap(({ spec }) => maybe(() => spec.string('configuration')) ?? []),
  ...graph.ofKind('PrometheusRuleGroup', 'alertsmanagement.azure.com').flatMap(({ spec }) => maybe(() => spec.list('rules').map((rule) => rule.string('expression') ?? '')) ?? []),
];
