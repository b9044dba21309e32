import { Subject } from '../reading/subject';

/** Groups of Kubernetes itself. */
const OWN_GROUPS = /^$|^(?:admissionregistration|apiextensions|apiregistration|authentication|authorization|certificates|coordination|discovery|events|flowcontrol\.apiserver|internal\.apiserver|networking|node|rbac\.authorization|resource|scheduling|storage|storagemigration)\.k8s\.io$|^(?:apps|autoscaling|batch|extensions|policy)$/;

/** One rule of a role: verbs on resources of API groups, or on URLs that are no resources. */
export class PolicyRule extends Subject {
  constructor(at: Subject) {
    super(at.node, at.up, at.steps, at.type);
  }

  get verbs(): readonly string[] {
    return this.strings('verbs');
  }

  get resources(): readonly string[] {
    return this.strings('resources');
  }

  get groups(): readonly string[] {
    return this.strings('apiGroups');
  }

  /** Is it about objects of these names only? */
  get namesObjects(): boolean {
    return this.items('resourceNames').length > 0;
  }

  /** The first of these fields that is a wildcard; `null` = none. */
  wildcard(...fields: readonly ('verbs' | 'resources' | 'apiGroups' | 'nonResourceURLs')[]): string | null {
    return fields.find((field) => this.strings(field).includes('*')) ?? null;
  }

  /** Is it about groups that are not Kubernetes' own, such as those of an operator's resources? */
  get isOfOtherGroups(): boolean {
    const { groups } = this;
    return groups.length > 0 && groups.every((group) => group !== '*' && !OWN_GROUPS.test(group));
  }

  /** The first of these verbs that it allows on the resource, which it names, with its group. Wildcard verbs and groups allow all. */
  allowed(verbs: readonly string[], group: string, resource: string): string | null {
    if (!this.resources.includes(resource)) return null;
    if (!this.groups.some((g) => g === group || g === '*')) return null;
    return verbs.find((verb) => this.verbs.includes(verb) || this.verbs.includes('*')) ?? null;
  }

  /** A verb that never matches because the rule names objects: who creates an object, or deletes them all, names none. */
  get unmatchedVerb(): string | null {
    if (!this.namesObjects || this.resources.some((resource) => resource.includes('/'))) return null;
    return ['create', 'deletecollection'].find((verb) => this.verbs.includes(verb)) ?? null;
  }
}
