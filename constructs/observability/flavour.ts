import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { clusterObject } from '../cluster-object';
import type { Labels } from '../labels';
import type { Rule, RuleGroup } from './rule-groups';

/** Who reads monitors and rules, and what it needs to be told. */
export type Flavour =
  | { /** The Prometheus operator: ServiceMonitor and PrometheusRule. */ readonly flavour: 'operator' }
  | {
    /** Azure Monitor: ServiceMonitor of its own group; rules are made in Azure by Azure Service Operator. */
    readonly flavour: 'azure-managed';
    /** The Account of monitor.azure.com that holds the series, a resource of the same namespace. */
    readonly account: string;
    /** The ResourceGroup of Azure Service Operator that owns the rules, in the same namespace. */
    readonly resourceGroup: string;
    /** E.g. `westeurope`. */
    readonly location: string;
    /** Name of the cluster whose series count. Default: all that write to the account. */
    readonly cluster?: string;
  }
  | {
    /** Amazon's: ServiceMonitor for a collector that reads them; rules are written to the workspace by the ACK controller. */
    readonly flavour: 'amp';
    readonly workspaceId: `ws-${string}`;
  }
  | { /** Google's: PodMonitoring and ClusterRules. */ readonly flavour: 'gmp' };

/** Name, namespace and labels of what is made. */
export interface Placed {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The most rules Azure takes in one group. @see https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits */
const AZURE_RULES = 20;
/** How grave an alert is in Azure, where 0 is worst. */
const AZURE_SEVERITY: Readonly<Record<string, number>> = { critical: 1, warning: 2, info: 4 };

/**
 * Rules, as the flavour takes them.
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusRule
 * @see https://github.com/GoogleCloudPlatform/prometheus-engine/blob/main/doc/api.md#clusterrules
 * @see https://azure.github.io/azure-service-operator/reference/alertsmanagement/v1api20230301
 * @see https://aws-controllers-k8s.github.io/community/reference/prometheusservice/v1alpha1/rulegroupsnamespace/
 */
export function ruleObjects(scope: Construct, to: Flavour, placed: Placed, groups: readonly RuleGroup[]): readonly ApiObject[] {
  const { name, namespace, ...marks } = placed;
  const metadata = { name, namespace, ...marks };
  switch (to.flavour) {
    case 'operator':
      return [new ApiObject(scope, 'Rules', { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata, spec: { groups } })];
    case 'gmp':
      return [clusterObject(scope, 'Rules', {
        apiVersion: 'monitoring.googleapis.com/v1', kind: 'ClusterRules', metadata: { name, ...marks }, spec: { groups: groups.map((group) => ({ ...group, interval: '30s' })) },
      })];
    case 'amp':
      return [new ApiObject(scope, 'Rules', {
        apiVersion: 'prometheusservice.services.k8s.aws/v1alpha1', kind: 'RuleGroupsNamespace', metadata,
        // JSON is YAML.
        spec: { name, workspaceID: to.workspaceId, configuration: JSON.stringify({ groups }, null, 2) },
      })];
    case 'azure-managed':
      return groups.flatMap(pieces).map((group) => new ApiObject(scope, `Rules-${group.name}`, {
        apiVersion: 'alertsmanagement.azure.com/v1api20230301', kind: 'PrometheusRuleGroup',
        metadata: { ...metadata, name: `${name}-${group.name.replace('looplaw.', '')}` },
        spec: {
          location: to.location, owner: { name: to.resourceGroup }, enabled: true, interval: 'PT1M',
          ...(to.cluster !== undefined && { clusterName: to.cluster }),
          scopesReferences: [{ group: 'monitor.azure.com', kind: 'Account', name: to.account }],
          rules: group.rules.map(azureRule),
        },
      }));
  }
}

/** A group in pieces Azure takes. */
function pieces({ name, rules }: RuleGroup): readonly RuleGroup[] {
  const count = Math.ceil(rules.length / AZURE_RULES);
  return Array.from({ length: count }, (_, i) => ({ name: i === 0 ? name : `${name}-${i + 1}`, rules: rules.slice(i * AZURE_RULES, (i + 1) * AZURE_RULES) }));
}

function azureRule({ expr, for: wait, ...rule }: Rule): object {
  const severity = AZURE_SEVERITY[rule.labels?.['severity'] ?? ''];
  return { ...rule, enabled: true, expression: expr, ...(wait !== undefined && { for: `PT${wait.toUpperCase()}` }), ...(severity !== undefined && { severity }) };
}
