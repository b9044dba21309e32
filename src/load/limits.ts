/** What the reading of one document may cost. */
export interface Limits {
  /** Levels of nesting. */
  readonly maxDepth: number;
  /** Nodes that aliases and merge keys may add, counted every time they are reached. */
  readonly maxAliasedNodes: number;
}
