import type { Graph } from '../graph';
import { roleAt } from '../cloud/account-identity';
import { isWorkload } from '../cloud/admin-grant';
import { block, text } from '../cloud/argument';
import type { CloudResource } from '../cloud/cloud-resource';
import type { Join } from '../join';
import type { Path } from '../../load/resource';
import type { Declared } from '../object/declared';
import { isMap, Subject } from '../reading/subject';
import { maybe } from '../reading/unknown';
import { yamlIn } from '../reading/yaml-text';

/** One of AWS whom a cluster takes for a member of `system:masters`. */
export interface Master {
  readonly is: 'nodes' | 'workload' | 'named';
  /** The ARN of a role or user, or the address of a role of the set. */
  readonly holder: string;
  /** From the root of the object. */
  readonly path: Path;
}

/** Texts of the map, and what names one of AWS in their entries. */
const TEXTS: readonly (readonly [key: string, arn: string])[] = [['mapRoles', 'rolearn'], ['mapUsers', 'userarn']];

/**
 * The ConfigMap by which EKS takes roles and users of AWS for users and groups of Kubernetes.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html
 */
export class AwsAuth extends Subject {
  constructor(readonly holder: Declared) {
    super(holder.node, holder, [], holder.type);
  }

  get title(): string {
    return this.holder.title;
  }

  /** Whom it makes an admin of the whole cluster. Throws `Undecided` for a text that is no YAML, or has variables where it names groups. */
  get masters(): readonly Master[] {
    const data = this.in('data');
    return TEXTS.flatMap(([key, arn]) => (data.has(key) ? entriesIn(data, key).filter(isMaster).map((entry) => this.master(entry, arn)) : []));
  }

  private master(entry: Subject, arn: string): Master {
    const named = maybe(() => entry.string(arn)) ?? 'whom a variable names';
    const role = roleAt(this.holder.graph, named);
    const isOfNodes = entry.strings('groups').includes('system:nodes');
    return { is: isOfNodes ? 'nodes' : role !== null && isWorkload(role) ? 'workload' : 'named', holder: role?.title ?? named, path: [...entry.path, 'groups'] };
  }
}

/** The provider of Kubernetes writes the same object, or its data. */
const TYPES: ReadonlySet<string> = new Set(['kubernetes_config_map', 'kubernetes_config_map_v1', 'kubernetes_config_map_v1_data']);

/** Those at hand, of both planes. */
export const awsAuths: Join<readonly AwsAuth[]> = (graph) => [...objectsOf(graph), ...graph.cloudResources.filter(isAwsAuth)].map((holder) => new AwsAuth(holder));

function objectsOf(graph: Graph): readonly Declared[] {
  const object = graph.found('', 'ConfigMap', 'kube-system', 'aws-auth');
  return object === null ? [] : [object];
}

function isAwsAuth(resource: CloudResource): boolean {
  if (!resource.isManaged || !TYPES.has(resource.kind)) return false;
  const called = maybe(() => ['namespace', 'name'].map((key) => text(block(resource, 'metadata'), key)).join('/'));
  return called === 'kube-system/aws-auth';
}

function isMaster(entry: Subject): boolean {
  const groups = entry.strings('groups');
  if (groups.includes('system:masters')) return true;
  if (groups.some((group) => TEMPLATED.test(group))) throw entry.unknown('groups');
  return false;
}

/** A group of which a part is filled in later on. */
const TEMPLATED = /\$\{|\$\(|\{\{/;

/** Entries as EKS reads them: whichever letters of a key are large. */
function entriesIn(data: Subject, key: string): readonly Subject[] {
  const list = yamlIn(data, key) ?? [];
  if (!Array.isArray(list)) throw data.unknown(key);
  return (list as readonly unknown[]).map((entry, i) => {
    if (!isMap(entry)) throw data.unknown(key);
    return new Subject(Object.fromEntries(Object.entries(entry).map(([name, value]) => [name.toLowerCase(), value])), data, [key, i], null);
  });
}
