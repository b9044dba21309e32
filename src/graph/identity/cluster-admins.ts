import type { Join } from '../join';
import { RoleBinding } from './role-binding';

/** Bindings that give somebody the whole cluster, in order of name; the built-in one of `system:masters` is not among them. */
export const clusterAdmins: Join<readonly RoleBinding[]> = (graph) => graph.all(RoleBinding)
  .filter((b) => b.isClusterWide && b.holders.length > 0 && b.grantsEverything)
  .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
