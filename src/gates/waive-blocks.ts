import { lineOf, WAIVE } from '../graph/object/waiver';
import type { LawId } from '../laws';
import type { ConstructLike } from './construct-resources';
import { refuse, termsFor, type WaiveOptions } from './waive';

/** Why a law is waived, and until when. */
export type WaiveBlockOptions = Omit<WaiveOptions, 'container'>;

/** What is used of a resource of cdktf. */
interface BlockLike extends ConstructLike {
  addOverride(path: string, value: unknown): void;
  readonly rawOverrides?: { readonly [COMMENT]?: Readonly<Record<string, unknown>> };
}

/** What JSON has for comments, in Terraform; cdktf notes the path of a construct there. */
const COMMENT = '//';
const ELEMENT = Symbol.for('cdktf/TerraformElement');

/**
 * Accepts findings of a law on every resource below a construct of cdktf, or on the one it is. Written into the comment of each block, so that
 * `cdk.tf.json` says it, too, and the command reads it there. What is added below the construct later is not waived: call it last.
 *
 * @throws WaiveError at once for a law or an option that does not exist, a reason that is empty, of several lines or holds `until=`, an `until`
 * that is no day, and a construct without resources
 */
export function waive(construct: ConstructLike, law: LawId, options: WaiveBlockOptions): void {
  const terms = termsFor(construct, law, options);
  if (terms.onContainer !== null) refuse('unknown-option', law, 'there is no option container: resources of Terraform have none; leave it out');
  const blocks = blocksIn(construct);
  if (blocks.length === 0) refuse('no-objects', law, `there is no resource of Terraform in construct ${terms.scope ?? '-'} yet; waive it after its resources are made`);
  for (const block of blocks) add(block, lineOf(terms));
}

function blocksIn(root: ConstructLike): readonly BlockLike[] {
  return root.node.findAll().filter((c): c is BlockLike => ELEMENT in c && 'addOverride' in c && 'terraformResourceType' in c && !('alias' in c));
}

function add(block: BlockLike, line: string): void {
  const comment = block.rawOverrides?.[COMMENT] ?? {};
  const before = comment[WAIVE];
  const lines = typeof before === 'string' ? before.split('\n') : [];
  if (!lines.includes(line)) block.addOverride(COMMENT, { ...comment, [WAIVE]: [...lines, line].join('\n') });
}
