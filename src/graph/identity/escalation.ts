import { Doubts } from '../reading/doubts';
import type { PolicyRule } from './policy-rule';
import type { Role } from './role';

/** Rights of one rule by which its holder becomes more than the role says. */
export interface Escalation {
  readonly rule: PolicyRule;
  /** What it allows, each as the object of "may". */
  readonly rights: readonly string[];
}

/** Verbs, group, resource, and what they let their holder do. */
type Danger = readonly [verbs: readonly string[], group: string, resource: string, right: string];

const RBAC = 'rbac.authorization.k8s.io';
const CERTIFICATES = 'certificates.k8s.io';
const CHANGE = ['create', 'update', 'patch'];
const READ = ['get', 'list', 'watch'];
const SECRETS = 'read every Secret';

/** @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks */
const DANGERS: readonly Danger[] = [
  ...['roles', 'clusterroles'].flatMap((resource): readonly Danger[] => [
    [['escalate'], RBAC, resource, 'give a role more rights than its holder has'],
    [['bind'], RBAC, resource, 'bind roles its holder does not have'],
  ]),
  ...['users', 'groups', 'serviceaccounts'].map((resource): Danger => [['impersonate'], '', resource, `act as other ${resource}`]),
  [['create'], '', 'serviceaccounts/token', 'make tokens of other ServiceAccounts'],
  ...['exec', 'attach', 'portforward'].map((way): Danger => [['create', 'get'], '', `pods/${way}`, `enter pods by ${way}`]),
  [CHANGE, '', 'pods/ephemeralcontainers', 'add containers to running pods'],
  [['get', 'create'], '', 'nodes/proxy', 'talk to every kubelet past admission and audit'],
  [['update', 'patch'], CERTIFICATES, 'certificatesigningrequests/approval', 'approve client certificates'],
  [['approve', 'sign'], CERTIFICATES, 'signers', 'have client certificates signed'],
  ...['validatingwebhookconfigurations', 'mutatingwebhookconfigurations']
    .map((resource): Danger => [CHANGE, 'admissionregistration.k8s.io', resource, 'change what admission lets pass']),
];

/**
 * The rules of a role that let its holder become more, certain ones first; throws `Undecided` at the end where more may. A rule about
 * objects of certain names is a grant somebody thought about; wildcard resources are left to the law about wildcards.
 */
export function* escalationsOf(role: Role): Generator<Escalation> {
  const doubts = new Doubts();
  for (const rule of doubts.attempt(() => role.rules) ?? []) {
    if (doubts.attempt(() => rule.namesObjects) !== false) continue;
    const rights = [...dangersWhere((verbs, group, resource) => (doubts.attempt(() => rule.allowed(verbs, group, resource)) ?? null) !== null)];
    if (doubts.attempt(() => createsSystemPods(role, rule))) rights.push('create pods beside the control plane');
    if (doubts.attempt(() => readsSecrets(role, rule))) rights.push(SECRETS);
    if (rights.length > 0) yield { rule, rights: [...new Set(rights)] };
  }
  doubts.settle();
}

/** Rights of Kubernetes by which a holder becomes more, of those that are allowed, each as the object of "may". */
export function dangersWhere(isAllowed: (verbs: readonly string[], group: string, resource: string) => boolean): readonly string[] {
  return DANGERS.filter(([verbs, group, resource]) => isAllowed(verbs, group, resource)).map(([, , , right]) => right);
}

/** What the holder of these verbs on these resources becomes, each as the object of "may"; wildcards are left to the law about wildcards. */
export function dangersOf(verbs: readonly string[], group: string, resources: readonly string[], isClusterWide: boolean): readonly string[] {
  const allows = (of: readonly string[], g: string, resource: string): boolean => g === group && resources.includes(resource) && of.some((verb) => verbs.includes(verb));
  return [...dangersWhere(allows), ...(isClusterWide && allows(READ, '', 'secrets') ? [SECRETS] : [])];
}

function createsSystemPods(role: Role, rule: PolicyRule): boolean {
  return role.namespace === 'kube-system' && rule.allowed(['create'], '', 'pods') !== null;
}

/** Only where it holds in every namespace; who binds the role is not known when nobody of the set does. */
function readsSecrets(role: Role, rule: PolicyRule): boolean {
  if (!role.isClusterRole || rule.allowed(READ, '', 'secrets') === null) return false;
  if (role.bindings.length === 0) role.graph.assertComplete('ClusterRoleBinding', `to ${role.name}`);
  return role.isHeldClusterWide;
}
