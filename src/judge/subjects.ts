import type { Graph } from '../graph/graph';
import { builtInClassesOf } from '../graph/nouns/built-in-class';
import { DisruptionBudget } from '../graph/nouns/disruption-budget';
import { etcdClustersOf } from '../graph/nouns/etcd-cluster';
import { RoleBinding } from '../graph/nouns/role-binding';
import { Service } from '../graph/nouns/service';
import { StorageClass } from '../graph/nouns/storage-class';
import { Workload } from '../graph/nouns/workload';
import type { Subject } from '../graph/subject';
import type { SubjectKind, Subjects } from '../graph/subjects';
import { Undecided } from '../graph/unknown';

/** The subjects one thing of the graph has, or why that is not known. */
export type Found = { readonly subjects: readonly Subject[] } | { readonly of: Subject; readonly undecided: Undecided };

/** Things of a graph, each with the way to its subjects, which may meet something unknown. */
type Source<S> = readonly { readonly of: Subject; readonly subjects: () => readonly S[] }[];

const SOURCES: { readonly [K in Exclude<SubjectKind, 'Waiver'>]: (graph: Graph) => Source<Subjects[K]> } = {
  Manifest: (graph) => each(graph.objects, (o) => [o]),
  Workload: (graph) => each(graph.all(Workload), (w) => [w]),
  Pod: (graph) => each(graph.all(Workload), (w) => [w.pod]),
  Container: (graph) => each(graph.all(Workload), (w) => w.pod.containers),
  Service: (graph) => each(graph.all(Service), (s) => [s]),
  PodDisruptionBudget: (graph) => each(graph.all(DisruptionBudget), (b) => [b]),
  StorageClass: (graph) => [...each(graph.all(StorageClass), (c) => [c]), ...each(graph.objects, builtInClassesOf)],
  RoleBinding: (graph) => each(graph.all(RoleBinding), (b) => [b]),
  NamespaceScope: (graph) => each(graph.namespaces, (n) => [n]),
  EtcdCluster: (graph) => each(graph.objects, etcdClustersOf),
};

function each<X extends Subject, S>(xs: readonly X[], subjects: (x: X) => readonly S[]): Source<S> {
  return xs.map((of) => ({ of, subjects: () => subjects(of) }));
}

const known = new WeakMap<Graph, Map<SubjectKind, readonly Found[]>>();

/** All subjects of a kind in a graph, thing by thing; found once, however many laws ask. Waivers are the judge's own business. */
export function subjectsOf(graph: Graph, kind: SubjectKind): readonly Found[] {
  const byKind = known.get(graph) ?? new Map<SubjectKind, readonly Found[]>();
  known.set(graph, byKind);
  const found = byKind.get(kind) ?? (kind === 'Waiver' ? [] : (SOURCES[kind](graph) as Source<Subject>).map(find));
  byKind.set(kind, found);
  return found;
}

function find({ of, subjects }: Source<Subject>[number]): Found {
  try {
    return { subjects: subjects() };
  } catch (e) {
    if (!(e instanceof Undecided)) throw e;
    return { of, undecided: e };
  }
}
