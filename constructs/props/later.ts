/** A token of cdktf in text, and an expression of Terraform: `${TfToken[TOKEN.7]}`, `${aws_vpc.main.cidr_block}`. */
const IN_TEXT = /[$#&]\{(?:TfToken\[[^\]]*\]|[a-z][\w-]*\.[^}]*)\}/g;
/** A list or a map of cdktf that is known later, as its one entry says. */
const ENTRY = /^[#&]\{TfToken\[/;
/** Numbers of cdktf that are known later lie out here. @see https://github.com/hashicorp/terraform-cdk/blob/main/packages/cdktf/lib/tokens/private/encoding.ts */
const TOKEN_NUMBERS = -1e280;
const NUMBER_IN_TEXT = /-\d(?:\.\d+)?e\+2[89]\d/g;
/** How jsii marks its classes, so that every copy of cdk8s is known and none is imported. */
const MARK = Symbol.for('jsii.rtti');

/** A value that is asked for when manifests are written. */
export interface LazyValue {
  produce(): unknown;
}

/** Is it a `Lazy` of cdk8s, and no other object with a `produce`? Nothing else is replaced when manifests are written. */
export function isLazy(value: unknown): value is LazyValue {
  if (typeof value !== 'object' || value === null) return false;
  const { constructor: made } = value as { readonly constructor: unknown };
  return typeof made === 'function' && (Reflect.get(made, MARK) as { readonly fqn?: unknown } | undefined)?.fqn === 'cdk8s.Lazy';
}

/** Is it a value of cdktf that is known later, and of no type, such as `value` of a variable? */
export function isResolvable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && typeof (value as { readonly resolve?: unknown }).resolve === 'function';
}

/** What cdktf makes of a value that is known later; `entry` = the one entry of a list or the key of a map, torn out of it. */
type TokenForm = 'text' | 'number' | 'list' | 'map' | 'entry';

/** In which form a value is known later; `null` = in none. */
export function tokenFormOf(value: unknown): TokenForm | null {
  switch (typeof value) {
    case 'number': return value < TOKEN_NUMBERS && Number.isFinite(value) ? 'number' : null;
    case 'string': return ENTRY.test(value) ? 'entry' : value.includes('{TfToken[') ? 'text' : null;
    case 'object': return value === null ? null : formOf(value);
    default: return null;
  }
}

function formOf(value: object): TokenForm | null {
  if (Array.isArray(value)) return value.length === 1 && typeof value[0] === 'string' && ENTRY.test(value[0]) ? 'list' : null;
  return Object.keys(value).some((key) => ENTRY.test(key)) ? 'map' : null;
}

/** Is it a number that nobody knows while the program runs? */
export function isLaterNumber(value: unknown): boolean {
  return tokenFormOf(value) === 'number';
}

/** Is it text that nobody knows while the program runs: a token of cdktf, an expression of Terraform? */
export function isLaterText(value: string): boolean {
  return tokenFormOf(value) !== null || value.search(IN_TEXT) >= 0;
}

/** A text in which values that are known later are called that; the same text where there are none. */
export function withoutTokens(text: string): string {
  return text.replace(IN_TEXT, '‹known later›').replace(NUMBER_IN_TEXT, '‹known later›');
}
