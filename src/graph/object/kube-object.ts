import type { Path, Resource } from '../../load/resource';
import type { Graph } from '../graph';
import type { SchemaProblem } from '../schema/check';
import { isClientFile } from './client-file';
import { Declared } from './declared';
import { firstTwinOf } from './first-twin';
import { namespaceOf } from './cluster-scoped';
import { installedChart, type InstalledChart } from './installed-chart';
import { podShapeIn } from './pod-shape';
import { typeOf } from '../schema/schema';
import { served, type Served } from '../schema/served';
import { isSystemNamespace } from './system-namespace';
import { Labels } from '../selection/selector';
import { isMap, type Node, type Subject } from '../reading/subject';
import { unresolvedValues } from '../reading/unresolved';

/** One object of a cluster. Kinds that answer questions of their own extend it. */
export class KubeObject extends Declared {
  /** API group; empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** Namespace, or the empty string: cluster-scoped, or whichever namespace the set is applied to. */
  readonly namespace: string;

  private specOnce: Subject | undefined;
  private metadataOnce: Subject | undefined;

  constructor(
    resource: Resource,
    graph: Graph,
    /** What the schema finds wrong; nodes of the wrong type read as unknown. */
    readonly schemaProblems: readonly SchemaProblem[],
    node: Node,
  ) {
    super(resource, graph, node, typeOf(resource.apiVersion, resource.kind));
    const slash = resource.apiVersion.indexOf('/');
    this.group = slash < 0 ? '' : resource.apiVersion.slice(0, slash);
    this.version = resource.apiVersion.slice(slash + 1);
    this.namespace = namespaceOf(resource);
  }

  get metadata(): Subject {
    return (this.metadataOnce ??= this.in('metadata'));
  }

  get spec(): Subject {
    return (this.specOnce ??= this.in('spec'));
  }

  /** The object's own labels (a pod template has labels of its own). */
  get labels(): Labels {
    return new Labels(this.metadata.raw('labels'));
  }

  annotation(key: string): string | undefined {
    return this.metadata.in('annotations').string(key);
  }

  /** As `Deployment shop/api`. */
  override get title(): string {
    return this.name === '' ? this.kind : `${this.kind} ${this.namespace === '' ? '' : `${this.namespace}/`}${this.name}`;
  }

  /** The name it will have; `null` when it has none, or gets one from the server. Undecided when it is a variable. */
  get fixedName(): string | null {
    return this.metadata.string('name') ?? null;
  }

  override get nameField(): readonly string[] {
    return ['metadata', 'name'];
  }

  /** The first object written with the same group, kind, namespace and name; undecided when the name is not known. */
  get firstTwin(): KubeObject {
    return firstTwinOf(this);
  }

  /** The nearest place it is written in together with another object. */
  shares(other: KubeObject): 'file' | 'folder' | 'nothing' {
    const fileOf = ({ resource: { origin } }: KubeObject): string | null => origin.renderedFrom ?? origin.file;
    if (this.folder !== other.folder) return 'nothing';
    // A chart is written to one file.
    return fileOf(this) === fileOf(other) ? 'file' : 'folder';
  }

  /** Does the API server of the target version know this kind? */
  get served(): Served {
    const { apiVersion } = this.resource;
    if (isClientFile(apiVersion, this.kind)) return { is: 'foreign-group' };
    return served(apiVersion, this.kind, this.graph.profile.kubeVersion);
  }

  /**
   * What strict decoding refuses when it is applied. Not among it: files no cluster sees, directives of a patch (`$patch`), and what SOPS
   * added, for it is decrypted before.
   */
  get refusals(): readonly SchemaProblem[] {
    const { schemaProblems } = this;
    if (schemaProblems.length === 0 || isClientFile(this.resource.apiVersion, this.kind)) return [];
    const isEncrypted = isMap(this.resource.value['sops']);
    return schemaProblems.filter((problem) => {
      if (String(problem.path.at(-1)).startsWith('$')) return false;
      return !isEncrypted || (problem.path[0] !== 'sops' && !(problem.kind === 'wrong-type' && problem.found === 'malformed string'));
    });
  }

  /** Has looplaw a schema for it? */
  get hasSchema(): boolean {
    return this.type !== null;
  }

  /** Are its pods read by the laws? */
  get isWorkload(): boolean {
    return false;
  }

  /** Throws `Undecided` for what shows itself to be a part of an object that is written elsewhere; only workloads do. */
  assertNoPatch(): void {
    // Of other kinds every part may stand for itself.
  }

  /** Where an object of an unknown kind holds what looks like a pod spec; `null` when it does not. */
  get podShape(): Path | null {
    return this.hasSchema || this.isWorkload ? null : podShapeIn(this.resource.value);
  }

  /** The Helm chart it has a controller install; `null` when it is of no kind that does. */
  get installedChart(): InstalledChart | null {
    return installedChart(this.group, this.kind, this.resource.value);
  }

  /** Where its values are unresolved variables. */
  get unresolvedValues(): readonly Path[] {
    return unresolvedValues(this.resource.value);
  }

  /** Is it in a namespace the cluster itself lives in, where app laws ask less? */
  get isSystem(): boolean {
    return isSystemNamespace(this.namespace);
  }
}
