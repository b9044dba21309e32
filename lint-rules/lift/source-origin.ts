import type { Origin, Path, Range } from '../../src/load/resource';
import type { Draft } from './draft';
import type { Syntax } from './syntax';

/** Origin of a resource that source code makes: places are those of the expressions its values come from. */
export class SourceOrigin implements Origin {
  readonly document = 0;
  readonly item = null;
  readonly constructPath = null;
  readonly renderedFrom = null;
  readonly folder = '';

  /**
   * @param made the expression that makes it: it answers for what is written nowhere
   * @param dialect how it is written: as a plain object, for a class of `cdk8s import`, for one of cdk8s-plus, or for one of a provider of cdktf
   */
  constructor(readonly file: string, readonly root: Draft, readonly made: Syntax, readonly dialect: 'plain' | 'kube' | 'plus' | 'cdktf') {}

  /** Where a finding is shown: the deepest value on its way that is written, the name of its key where that is asked for. */
  locate(path: Path, what: 'key' | 'value' = 'value'): Range {
    const { draft, isWhole } = this.deepest(path);
    if (draft === this.root) return rangeOf(child(this.made));
    return rangeOf((what === 'key' && isWhole) || isLarge(draft.node) ? (draft.key ?? headOf(draft)) : draft.node);
  }

  lines(): readonly string[] {
    return [];
  }

  /** The draft a path leads to, and whether the path ends there. */
  readonly deepest = (path: Path): { readonly draft: Draft; readonly isWhole: boolean } => {
    let draft = this.root;
    for (const step of path) {
      const part = draft.parts?.get(step);
      if (part === undefined) return { draft, isWhole: false };
      draft = part;
    }
    return { draft, isWhole: true };
  };
}

/** An object literal is underlined at its first line, which its key or its opening bracket stands in. */
function isLarge({ loc }: Syntax): boolean {
  return loc.end.line > loc.start.line;
}

/** What names an item of a list, or where it begins. */
function headOf({ node, parts }: Draft): Syntax {
  return parts?.get('name')?.node ?? node;
}

/** `new k8s.KubeDeployment`, without what it is called with. */
function child(made: Syntax): Syntax {
  const callee = (made as unknown as { readonly callee?: Syntax }).callee;
  return callee ?? made;
}

function rangeOf({ loc: { start, end } }: Syntax): Range {
  return { line: start.line, column: start.column + 1, endLine: end.line, endColumn: end.column + 1 };
}
