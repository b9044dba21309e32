import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { dangersOf } from '../../src/graph/identity/escalation';
import { clusterObject } from '../cluster-object';
import type { Namespace } from '../compute/namespace/namespace';
import { objectLabels, type Labels } from '../labels';
import { checkName } from '../name';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { demand } from '../refusal';
import { checkHolder, scopeOf } from '../scope';

/** What may be asked of the API. Those that make their holder more than the role says (`escalate`, `bind`, `impersonate`, `*`) do not compile. */
export type Verb = (typeof VERBS)[number];

const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'] as const;

/** Verbs on resources of one API group. */
export interface ApiRight {
  /** @refused beside these, with what their holder could become */
  readonly verbs: readonly [Verb, ...Verb[]];
  /** Plural, lower case: `pods`, `pods/log`, `leases`. */
  readonly resources: readonly [string, ...string[]];
  /** Default: the core group. @empty that, too */
  readonly group?: string;
  /** Only objects of these names; then neither `create` nor `deletecollection`. Default: all. */
  readonly names?: readonly [string, ...string[]];
}

/** What a role is for. */
export interface ApiRoleProps {
  readonly namespace: Namespace;
  /** Name of the role. A cluster-wide one is called `<namespace>-<name>`. */
  readonly name: string;
  /** Verbs and resources, each by name. Serves identity/no-wildcard-rbac, rbac-escalation. */
  readonly allows: readonly [ApiRight, ...ApiRight[]];
  /** In every namespace. Default `false`: only in its own. */
  readonly clusterWide?: boolean;
}

/** Who is given a role. */
interface Holder {
  readonly node: { readonly path: string };
  readonly metadata: ApiObjectMetadata;
  readonly namespace: Namespace;
  readonly labels: Labels;
  readonly name: string;
  readonly serviceAccountName: string;
}

const RBAC = 'rbac.authorization.k8s.io';

/**
 * The least a program needs of the Kubernetes API: a Role, or a ClusterRole, that names every verb and resource. It is bound to the
 * ServiceAccounts of the workloads it is given to, which then, and only then, mount a token. Keeps identity/no-wildcard-rbac,
 * rbac-escalation, role-exists and no-cluster-admin.
 */
export class ApiRole extends Construct {
  readonly namespace: Namespace;
  readonly name: string;
  readonly resource: ApiObject;
  private readonly isClusterWide: boolean;

  constructor(scope: Construct, id: string, props: ApiRoleProps) {
    super(scopeOf(scope, id), id);
    const { namespace, name, allows, clusterWide = false } = checked(SHAPES, 'ApiRoleProps', this.node.path, props);
    checkName(this.node.path, name);
    for (const right of allows) this.check(right, clusterWide);
    this.namespace = namespace;
    this.isClusterWide = clusterWide;
    this.name = clusterWide ? `${namespace.name}-${name}` : name;
    const rules = allows.map(({ verbs, resources, group = '', names }) => ({ apiGroups: [group], resources, verbs, ...(names && { resourceNames: names }) }));
    const labels = { ...objectLabels(name, 'role', namespace.name) };
    this.resource = clusterWide
      ? clusterObject(this, 'Resource', { apiVersion: `${RBAC}/v1`, kind: 'ClusterRole', metadata: { name: this.name, labels }, rules })
      : new ApiObject(this, 'Resource', { apiVersion: `${RBAC}/v1`, kind: 'Role', metadata: { name, namespace: namespace.name, labels }, rules });
  }

  /** Gives the role to the pods of a workload, and to nobody else. @throws Refusal for what is no workload, and for a Role of another namespace. */
  bindTo(holder: Holder & Construct): void {
    checkHolder(this.node.path, holder, ['node', 'namespace', 'serviceAccountName']);
    demand(this.isClusterWide || holder.namespace.name === this.namespace.name, holder.node.path, 'identity/role-exists', () => ({
      found: `role "${this.name}" of namespace "${this.namespace.name}" for a workload in "${holder.namespace.name}"`,
      expected: 'both in one namespace: a binding finds a Role beside it only', remedy: 'make the role in the namespace of the workload',
    }));
    const props = {
      apiVersion: `${RBAC}/v1`,
      roleRef: { apiGroup: RBAC, kind: this.resource.kind, name: this.name },
      subjects: [{ kind: 'ServiceAccount', name: holder.serviceAccountName, namespace: holder.namespace.name }],
    };
    if (!this.isClusterWide) new ApiObject(holder, 'RoleBinding', { ...props, kind: 'RoleBinding', metadata: holder.metadata });
    else clusterObject(holder, 'ClusterRoleBinding', { ...props, kind: 'ClusterRoleBinding', metadata: { name: `${holder.namespace.name}-${holder.name}`, labels: { ...holder.labels } } });
  }

  private check({ verbs, resources, group = '', names }: ApiRight, isClusterWide: boolean): void {
    const { path } = this.node;
    const found = `${verbs.join(', ')} on ${resources.join(', ')}${group === '' ? '' : ` of ${group}`}`;
    demand(![...resources, ...verbs, group].includes('*'), path, 'identity/no-wildcard-rbac', () => ({
      found, expected: 'verbs, resources and groups by name: a wildcard grants what does not exist yet', remedy: 'list what the program asks for; its 403 answers tell',
    }));
    const dangers = names === undefined ? dangersOf(verbs, group, resources, isClusterWide) : [];
    const odd = verbs.find((verb) => !VERBS.includes(verb));
    demand(dangers.length > 0 || (odd === undefined && verbs.length > 0), path, 'identity/no-wildcard-rbac', () => ({
      found: odd === undefined ? `no verb on ${resources.join(', ')}` : `verb "${odd}" on ${resources.join(', ')}`, expected: `one of ${VERBS.join(', ')}`, remedy: 'name what the program does; its 403 answers tell',
    }));
    demand(names === undefined || !verbs.some((verb) => verb === 'create' || verb === 'deletecollection'), path, 'identity/rbac-escalation', () => ({
      found: `${found}, by name`, expected: 'no create and no deletecollection by name: such a right never matches', remedy: 'split the right in two',
    }));
    demand(dangers.length === 0, path, 'identity/rbac-escalation', () => ({
      found: `${found}: who may do that may ${dangers.join(' and ')}`, expected: 'rights by which nobody becomes more than the role says',
      remedy: 'name the objects in `names`, or take the right away',
    }));
  }
}
