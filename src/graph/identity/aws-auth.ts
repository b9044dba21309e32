import type { Graph } from '../graph';
import { roleAt } from '../cloud/account-identity';
import { isWorkload } from '../cloud/admin-grant';
import { block, text } from '../cloud/argument';
import type { CloudResource } from '../cloud/cloud-resource';
import type { Join } from '../join';
import type { Path } from '../../load/resource';
import type { Declared } from '../object/declared';
import { isMap, Subject } from '../reading/subject';
import { Doubts } from '../reading/doubts';
import { maybe, Undecided } from '../reading/unknown';
import { yamlIn } from '../reading/yaml-text';

/** One of AWS whom a cluster takes for a user and a member of groups. */
export interface Mapped {
  /** The ARN as it is written; may be a variable. Empty where none is: then EKS takes nobody for it. */
  readonly arn: string;
  /** The key that names it. */
  readonly key: string;
  /** Where it stands, as people say it. */
  readonly entry: string;
  /** As whom the API server knows it; may hold placeholders of EKS. */
  readonly username: string;
  readonly groups: readonly string[];
  /** From the root of the object. */
  readonly path: Path;
}

/** One of AWS whom a cluster takes for a member of `system:masters`. */
export interface Master {
  readonly is: 'nodes' | 'workload' | 'named';
  /** The ARN of a role or user, or the address of a role of the set; `null` = a variable names it. */
  readonly holder: string | null;
  /** What tells it from others: the holder, or the variable. */
  readonly key: string;
  /** From the root of the object. */
  readonly path: Path;
}

/** Its members may do everything, whatever roles and bindings say. */
export const MASTERS = 'system:masters';

/** Texts of the map, and what names one of AWS in their entries. */
const TEXTS: readonly (readonly [key: string, arn: string])[] = [['mapRoles', 'rolearn'], ['mapUsers', 'userarn']];

/**
 * The ConfigMap by which EKS takes roles and users of AWS for users and groups of Kubernetes.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html
 */
export class AwsAuth extends Subject {
  /**
   * @param isCertain is it certainly the one? A name or a namespace that is filled in later may make it another.
   */
  constructor(readonly holder: Declared, readonly isCertain: boolean) {
    super(holder.node, holder, [], holder.type);
  }

  get title(): string {
    return this.holder.title;
  }

  /** Its entries, one by one, as EKS reads them: one that is of no use spoils no other. At last throws `Undecided` for a text that is no YAML, or has variables where it names groups. */
  get mapped(): Iterable<Mapped> {
    return mappedIn(this.in('data'));
  }

  /** Whom it makes an admin of the whole cluster; at last throws `Undecided` where there may be more of them, or it may not be that map. */
  *masters(): Generator<Master> {
    for (const { arn, groups, path } of this.mapped) {
      if (arn === '' || !groups.includes(MASTERS)) continue;
      if (!this.isCertain) throw new Undecided(`whether ${this.title} is the map that EKS reads is not known`);
      const role = roleAt(this.holder.graph, arn);
      const holder = role?.title ?? (TEMPLATED.test(arn) ? null : arn);
      yield { is: groups.includes('system:nodes') ? 'nodes' : role !== null && isWorkload(role) ? 'workload' : 'named', holder, key: holder ?? arn, path };
    }
  }
}

/** The provider of Kubernetes writes the same object, or its data. */
const TYPES: ReadonlySet<string> = new Set(['kubernetes_config_map', 'kubernetes_config_map_v1', 'kubernetes_config_map_v1_data']);
const NAMESPACE = 'kube-system';
const NAME = 'aws-auth';

/** Those at hand, of both planes, and what may be one. */
export const awsAuths: Join<readonly AwsAuth[]> = (graph) => [...objectsOf(graph), ...graph.cloudResources.flatMap(blockOf)];

function objectsOf(graph: Graph): readonly AwsAuth[] {
  const object = graph.found('', 'ConfigMap', NAMESPACE, NAME);
  const possible = graph.objects.filter(({ kind, group, name, resource: { namespace } }) => kind === 'ConfigMap' && group === '' && mayBe(name, NAME) && mayBe(namespace ?? '', NAMESPACE) && (TEMPLATED.test(name) || TEMPLATED.test(namespace ?? '')));
  return [...(object === null ? [] : [new AwsAuth(object, true)]), ...possible.map((one) => new AwsAuth(one, false))];
}

function blockOf(resource: CloudResource): readonly AwsAuth[] {
  if (!resource.isManaged || !TYPES.has(resource.kind)) return [];
  const answers = [['namespace', NAMESPACE], ['name', NAME]].map(([key, value]) => maybe(() => text(block(resource, 'metadata'), key!) === value));
  return answers.includes(false) ? [] : [new AwsAuth(resource, !answers.includes(null))];
}

/** A text of which a part is filled in later on. */
const TEMPLATED = /\$\{[^}]*\}|\$\([^)]*\)|\{\{.*?\}\}/;

/** Can a text be this, once it is filled in? */
function mayBe(written: string, value: string): boolean {
  const parts = written.split(new RegExp(TEMPLATED, 'g'));
  const [first = ''] = parts;
  return parts.length === 1 ? written === value : value.startsWith(first) && value.endsWith(parts.at(-1)!);
}

function *mappedIn(data: Subject): Generator<Mapped> {
  const doubts = new Doubts();
  for (const [key, arn] of TEXTS) {
    for (const [i, entry] of (doubts.attempt(() => entriesIn(data, key)) ?? []).entries()) yield* doubts.certain(mappedBy(entry, data, arn, `entry ${i + 1} of ${key}`, [key, i]));
  }
  doubts.settle();
}

/** Keys count whichever letters of them are large. What is no map names nobody; a text may become one. */
function *mappedBy(written: unknown, data: Subject, key: string, entry: string, steps: Path): Generator<Mapped> {
  const node = isMap(written) ? Object.fromEntries(Object.entries(written).map(([name, value]) => [name.toLowerCase(), value])) : {};
  const at = new Subject(node, data, steps, null);
  const named = (of: string): string => (typeof node[of] === 'string' ? node[of] : '');
  const said = { arn: named(key), key, entry, username: named('username'), path: [...at.path, 'groups'] };
  if (typeof written === 'string' && TEMPLATED.test(written)) throw at.unknown();
  if (said.arn === '') {
    yield { ...said, groups: [] };
    return;
  }
  const all = at.items('groups');
  const groups = all.filter((group) => typeof group === 'string' && !TEMPLATED.test(group)) as readonly string[];
  yield { ...said, groups };
  if (groups.length < all.length && !groups.includes(MASTERS)) throw at.unknown('groups');
}

function entriesIn(data: Subject, key: string): readonly unknown[] {
  const list = (data.has(key) ? yamlIn(data, key) : null) ?? [];
  if (!Array.isArray(list)) throw data.unknown(key);
  return list as readonly unknown[];
}
