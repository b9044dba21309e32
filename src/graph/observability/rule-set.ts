import { blocks, flag } from '../cloud/argument';
import type { Graph } from '../graph';
import type { Join } from '../join';
import type { Declared } from '../object/declared';
import { isMap, Subject } from '../reading/subject';
import { Undecided, answered, every, maybe, some } from '../reading/unknown';
import { yamlIn } from '../reading/yaml-text';
import { Alert } from './alert';
import { Rule } from './rule';

/** How a kind writes its rules. */
interface RuleForm {
  /** The field that holds an expression. */
  readonly field: 'expr' | 'expression';
  readonly rules: (holder: Subject) => readonly Subject[];
  /** Does it run, where a set and each rule of it can be switched off? */
  readonly isOn?: { readonly set: (holder: Subject) => boolean; readonly rule: (rule: Subject) => boolean };
}

/** A set of rules of Prometheus, as its operator and the managed services of clouds take them: alerts, and series that are recorded. */
export class RuleSet extends Subject {
  private rulesOnce: readonly Rule[] | undefined;
  private alertsOnce: readonly Alert[] | undefined;

  constructor(readonly holder: Declared, private readonly form: RuleForm) {
    super(holder.node, holder, [], holder.type);
  }

  /** Alerting and recording rules of all groups, but for those that are switched off: nobody runs them. Of the others each says whether it runs. */
  get rules(): readonly Rule[] {
    return this.written.filter((rule) => maybe(() => rule.isOn) !== false);
  }

  get alerts(): readonly Alert[] {
    return (this.alertsOnce ??= this.rules.filter((rule) => rule.isAlert).map((rule) => new Alert(rule)));
  }

  /** Alerts that are written and switched off. */
  get silenced(): readonly Alert[] {
    return this.written.filter((rule) => maybe(() => rule.isOn) === false && maybe(() => rule.isAlert) === true).map((rule) => new Alert(rule));
  }

  /** Can an expression be replaced by another one where it stands? Not in a text, nor in what Terraform planned. */
  get isEditable(): boolean {
    return this.holder.resource.declaration === undefined && this.form !== AMAZON;
  }

  private get written(): readonly Rule[] {
    const { field, rules, isOn } = this.form;
    return (this.rulesOnce ??= rules(this).map((at) => new Rule(at, field, () => isOn === undefined || every([() => isOn.set(this), () => isOn.rule(at)], (ask) => ask()))));
  }
}

const OPERATOR: RuleForm = { field: 'expr', rules: (holder) => inGroups(holder.in('spec')) };
const AMAZON: RuleForm = { field: 'expr', rules: (holder) => inGroups(inText(holder.in('spec'), 'configuration')) };
/** @see https://learn.microsoft.com/azure/azure-monitor/essentials/prometheus-rule-groups */
const AZURE: RuleForm = {
  field: 'expression', rules: (holder) => holder.in('spec').list('rules'),
  isOn: { set: (holder) => holder.in('spec').boolean('enabled') ?? true, rule: (rule) => rule.boolean('enabled') ?? true },
};
/**
 * What is not written in azurerm is sent as `false`.
 * @see https://github.com/hashicorp/terraform-provider-azurerm/blob/main/internal/services/monitor/monitor_alert_prometheus_rule_group_resource.go
 */
const AZURERM: RuleForm = {
  field: 'expression', rules: (holder) => blocks(holder, 'rule'),
  isOn: { set: (holder) => flag(holder, 'rule_group_enabled') ?? false, rule: (rule) => flag(rule, 'enabled') ?? false },
};

/**
 * Kinds of objects, by group.
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusRule
 * @see https://github.com/GoogleCloudPlatform/prometheus-engine/blob/main/doc/api.md
 * @see https://aws-controllers-k8s.github.io/community/reference/prometheusservice/v1alpha1/rulegroupsnamespace/
 * @see https://azure.github.io/azure-service-operator/reference/alertsmanagement/v1api20230301
 */
const KINDS: readonly (readonly [group: string, kind: string, form: RuleForm])[] = [
  ['monitoring.coreos.com', 'PrometheusRule', OPERATOR],
  ['monitoring.googleapis.com', 'Rules', OPERATOR],
  ['monitoring.googleapis.com', 'ClusterRules', OPERATOR],
  ['monitoring.googleapis.com', 'GlobalRules', OPERATOR],
  ['prometheusservice.services.k8s.aws', 'RuleGroupsNamespace', AMAZON],
  ['alertsmanagement.azure.com', 'PrometheusRuleGroup', AZURE],
];

/**
 * Types of Terraform.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/prometheus_rule_group_namespace
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/monitor_alert_prometheus_rule_group
 */
const TYPES: ReadonlyMap<string, RuleForm> = new Map([
  ['aws_prometheus_rule_group_namespace', { field: 'expr', rules: (holder) => inGroups(inText(holder, 'data')) }],
  ['azurerm_monitor_alert_prometheus_rule_group', AZURERM],
]);

/** The sets of rules at hand; a part of a cluster may have more. */
export const ruleSets: Join<readonly RuleSet[]> = (graph) => [
  ...KINDS.flatMap(([group, kind, form]) => graph.seenOfKind(kind, group).map((object) => new RuleSet(object, form))),
  ...graph.cloudResources.flatMap((resource) => {
    const form = resource.isManaged ? TYPES.get(resource.kind) : undefined;
    return form === undefined ? [] : [new RuleSet(resource, form)];
  }),
];

/** All sets of rules. Undecided in a part of a cluster: there may be more of them. */
export function allRuleSets(graph: Graph): readonly RuleSet[] {
  for (const [, kind] of KINDS) graph.assertAllSeen(kind);
  return graph.join(ruleSets);
}

/** Is there such a rule, of those that run? Undecided where none is certain to be, and one of those that are not known may. */
export function someRule(graph: Graph, test: (rule: Rule) => boolean): boolean {
  return someOf(graph, (set) => set.rules, test);
}

/** Is there such an alert, of those that run? Undecided where none is certain to be, and one of those that are not known may. */
export function someAlert(graph: Graph, test: (alert: Alert) => boolean): boolean {
  return someOf(graph, (set) => set.alerts, test);
}

function someOf<R extends Rule>(graph: Graph, rulesOf: (set: RuleSet) => readonly R[], test: (rule: R) => boolean): boolean {
  return some(allRuleSets(graph), (set) => {
    // What a rule asks for tells most of them apart, whether it runs or not.
    const has = answered(() => some(rulesOf(set), (rule) => test(rule) && rule.isOn));
    if (has instanceof Undecided) throw new Undecided(`in ${set.holder.title} ${has.because}`);
    return has;
  });
}

function inGroups(file: Subject): readonly Subject[] {
  return file.list('groups').flatMap((group) => group.list('rules'));
}

/** What a text says, which stands where the text does. */
function inText(at: Subject, key: string): Subject {
  const value = yamlIn(at, key);
  if (!isMap(value)) throw at.unknown(key);
  return new Subject(value, at, [key], null);
}
