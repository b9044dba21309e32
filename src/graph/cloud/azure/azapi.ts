import type { Path, Resource } from '../../../load/resource';
import { isMap, type Node } from '../../reading/subject';
import { MAYBE, OPEN, SOME } from '../../reading/unknown';

/** A block as laws read it: as it is written, or in the words of azurerm, whose questions it can then answer. */
export interface Lifted {
  readonly kind: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** From the block to values of it that are sensitive. */
  readonly sensitive: readonly Path[];
}

type Words = Readonly<Record<string, string>>;

/** What azurerm calls the properties of a pool. */
const POOL: Words = {
  name: 'name', mode: 'mode', availabilityZones: 'zones', vnetSubnetID: 'vnet_subnet_id', podSubnetID: 'pod_subnet_id', nodeLabels: 'node_labels', nodeTaints: 'node_taints', scaleSetPriority: 'priority',
  enableAutoScaling: 'auto_scaling_enabled', count: 'node_count', minCount: 'min_count', maxCount: 'max_count', maxPods: 'max_pods', vmSize: 'vm_size',
};
const NETWORK: Words = {
  networkPlugin: 'network_plugin', networkPluginMode: 'network_plugin_mode', networkPolicy: 'network_policy', networkDataplane: 'network_data_plane', podCidr: 'pod_cidr', serviceCidr: 'service_cidr',
};
const RULES: Words = { enabled: 'rule_group_enabled' };
const CREDENTIAL: Words = { issuer: 'issuer', subject: 'subject', audiences: 'audience' };
/** Arguments that Terraform itself knows. */
const META: Words = { location: 'location', tags: 'tags', count: 'count', for_each: 'for_each', name: 'name' };
/** All that is read of a block. */
const READ: ReadonlySet<string> = new Set(['body', 'parent_id', 'type', ...Object.keys(META)]);

/** A type of Azure's own API that laws would have a say in. */
export interface AzureType {
  readonly of: RegExp;
  /** As people call it, with its article. */
  readonly what: string;
  /** What azurerm calls it. */
  readonly kinds: readonly string[];
  /** What a block says in the words of azurerm, where laws read that, and what it leaves open by saying nothing. */
  readonly lift?: { readonly read: (block: Node, properties: Node) => Node; readonly otherwise?: Node };
}

const TYPES: readonly AzureType[] = [
  {
    of: /^Microsoft\.ContainerService\/managedClusters@/i, what: 'a cluster of AKS', kinds: ['azurerm_kubernetes_cluster'],
    // What is not written is as the version of the API has it, and not as that of azurerm.
    lift: { read: (_, properties) => cluster(properties), otherwise: { oidc_issuer_enabled: SOME, default_node_pool: '${unknown}' } },
  },
  {
    of: /^Microsoft\.ContainerService\/managedClusters\/agentPools@/i, what: 'a pool of AKS', kinds: ['azurerm_kubernetes_cluster_node_pool'],
    lift: { read: (block, properties) => ({ kubernetes_cluster_id: block['parent_id'], ...said(properties, POOL) }) },
  },
  {
    of: /^Microsoft\.ManagedIdentity\/userAssignedIdentities\/federatedIdentityCredentials@/i, what: 'a federated credential', kinds: ['azurerm_federated_identity_credential'],
    lift: { read: (block, properties) => ({ user_assigned_identity_id: block['parent_id'], ...said(properties, CREDENTIAL) }) },
  },
  { of: /^Microsoft\.AlertsManagement\/prometheusRuleGroups@/i, what: 'a group of alerts', kinds: ['azurerm_monitor_alert_prometheus_rule_group'], lift: { read: (_, properties) => ruleGroup(properties) } },
  { of: /^Microsoft\.Authorization\/roleAssignments@/i, what: 'a role assignment', kinds: ['azurerm_role_assignment'] },
  { of: /^Microsoft\.Compute\/(?:disks|virtualMachines)@/i, what: 'a machine or a disk', kinds: ['azurerm_linux_virtual_machine', 'azurerm_managed_disk'] },
  { of: /^Microsoft\.Network\/natGateways@/i, what: 'a NAT gateway', kinds: ['azurerm_nat_gateway'] },
];

/** The type of Azure's API that laws would have a say in, if it is one. */
export function azureTypeOf(type: string): AzureType | undefined {
  return TYPES.find(({ of }) => of.test(type));
}

/**
 * A block of azapi in the words of azurerm; `null` = its type is none of these, or its body is no map: a text, an expression, or in part a secret.
 *
 * @see https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/resource
 * @see https://learn.microsoft.com/azure/templates/microsoft.containerservice/managedclusters
 */
export function liftedFrom({ kind, value, declaration }: Resource): Lifted | null {
  const { type, body, sensitive_body: hidden } = value;
  if (kind !== 'azapi_resource' || declaration?.mode !== 'managed' || typeof type !== 'string' || !isMap(body) || hidden != null || isAutomatic(body)) return null;
  const properties = body['properties'] ?? (body[OPEN] === true ? { [OPEN]: true } : {});
  if (!isMap(properties) || declaration.sensitive.some(([first]) => first === undefined || READ.has(String(first)))) return null;
  const { lift, kinds: [as] = [] } = azureTypeOf(type) ?? {};
  if (lift === undefined || as === undefined) return null;
  // The body may say again what the block says.
  return { kind: as, value: { ...said(body, META), ...said(value, META), ...lift.otherwise, ...lift.read(value, properties) }, sensitive: [] };
}

/** Is it a cluster of which Azure chooses what is not written: issuer, policies, pools? */
function isAutomatic({ sku }: Node): boolean {
  return sku !== undefined && (!isMap(sku) || sku['name'] !== 'Base');
}

function cluster(properties: Node): Node {
  const pools = properties['agentPoolProfiles'];
  const [only, another] = Array.isArray(pools) ? pools as readonly unknown[] : [pools];
  const network = properties['networkProfile'];
  const makes = properties['nodeProvisioningProfile'];
  return {
    ...at(properties, ['oidcIssuerProfile', 'enabled'], 'oidc_issuer_enabled'),
    ...at(properties, ['securityProfile', 'workloadIdentity', 'enabled'], 'workload_identity_enabled'),
    ...(network !== undefined && { network_profile: isMap(network) ? said(network, NETWORK) : SOME }),
    ...(makes !== undefined && { node_provisioning_profile: makes }),
    ...(properties[OPEN] === true && { [OPEN]: true }),
    // Of several pools azurerm knows one in the cluster: what the others are is then not known.
    ...(pools !== undefined && { default_node_pool: isMap(only) && another === undefined ? said(only, POOL) : '${unknown}' }),
  };
}

/** Azure runs what does not say whether it is enabled, and azurerm would not. */
function ruleGroup(properties: Node): Node {
  const { rules } = properties;
  const enabled = (node: Node): unknown => (node[OPEN] === true ? SOME : true);
  return {
    rule_group_enabled: enabled(properties),
    ...said(properties, RULES),
    ...(rules !== undefined && { rule: Array.isArray(rules) ? rules.map((rule: unknown) => (isMap(rule) ? { enabled: enabled(rule), ...rule } : rule)) : rules }),
  };
}

/** The properties that are written, by their names in azurerm. There may be more where more may be written. */
function said(node: Node, words: Words): Node {
  const known = Object.fromEntries(Object.entries(words).flatMap(([from, to]) => (Object.hasOwn(node, from) ? [[to, node[from]]] : [])));
  return node[OPEN] === true ? { ...known, [OPEN]: true } : known;
}

/** What is written down some steps, under its name in azurerm; nothing where a step is not written, and something where one is no map. */
function at(node: Node, steps: readonly string[], to: string): Node {
  let value: unknown = node;
  for (const step of steps) {
    if (!isMap(value)) return { [to]: SOME };
    if (!Object.hasOwn(value, step)) return value[OPEN] === true ? { [to]: MAYBE } : {};
    value = value[step];
  }
  return { [to]: value };
}
