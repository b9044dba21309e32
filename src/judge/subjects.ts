import type { Graph } from '../graph/graph';
import type { Join } from '../graph/join';
import { SUBJECTS, type Source, type SubjectKind } from '../graph/subjects';
import type { Subject } from '../graph/reading/subject';
import { Undecided } from '../graph/reading/unknown';

/** The subjects one thing of the graph has; none of them and why, where that is not known. */
export interface Found {
  readonly of: Subject;
  readonly subjects: readonly Subject[];
  readonly undecided: Undecided | null;
}

/** Filled as kinds are asked for. */
const subjectsByKind: Join<Map<SubjectKind, readonly Found[]>> = () => new Map();

/** All subjects of a kind in a graph, thing by thing; found once, however many laws ask. Waivers are the judge's own business. */
export function subjectsOf(graph: Graph, kind: SubjectKind): readonly Found[] {
  const byKind = graph.join(subjectsByKind);
  let found = byKind.get(kind);
  if (found === undefined) byKind.set(kind, (found = kind === 'Waiver' ? [] : findAll(graph, kind)));
  return found;
}

/** Most things have no subject of most kinds: laws, which are many, do not walk over them. */
function findAll(graph: Graph, kind: Exclude<SubjectKind, 'Waiver'>): readonly Found[] {
  const all: Found[] = [];
  for (const source of sourceOf(graph, kind)) {
    const found = find(source);
    if (found.subjects.length > 0 || found.undecided !== null) all.push(found);
  }
  return all;
}

/** Whether a cluster has a subject at all may be unknown, too; the answer then stands at its first object. */
function sourceOf(graph: Graph, kind: Exclude<SubjectKind, 'Waiver'>): Source<Subject> {
  try {
    return SUBJECTS[kind](graph);
  } catch (e) {
    const first = graph.objects[0] ?? graph.cloudResources[0];
    if (!(e instanceof Undecided) || first === undefined) throw e;
    return [{ of: first, subjects: () => { throw e; } }];
  }
}

function find({ of, subjects }: Source<Subject>[number]): Found {
  try {
    return { of, subjects: subjects(), undecided: null };
  } catch (e) {
    if (!(e instanceof Undecided)) throw e;
    return { of, subjects: [], undecided: e };
  }
}
