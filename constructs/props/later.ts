/** A token of cdktf in text, and an expression of Terraform: `${TfToken[TOKEN.7]}`, `${aws_vpc.main.cidr_block}`. */
const IN_TEXT = /[$#&]\{(?:TfToken\[[^\]]*\]|[a-z][\w-]*\.[^}]*)\}/g;
/** A list or a map of cdktf that is known later, as its one entry says. */
const ENTRY = /^[#&]\{TfToken\[/;
/** Numbers of cdktf that are known later lie out here. @see https://github.com/hashicorp/terraform-cdk/blob/main/packages/cdktf/lib/tokens/private/encoding.ts */
const TOKEN_NUMBERS = -1e280;
const NUMBER_IN_TEXT = /-\d(?:\.\d+)?e\+2[89]\d/g;

/** Is it a value that nobody knows while the program runs: a token of cdktf, a `Lazy` of cdk8s, text with an expression of Terraform? */
export function isLater(value: unknown): boolean {
  return isToken(value) || (typeof value === 'string' && value.search(IN_TEXT) >= 0);
}

/** The same but for text, which is text whatever stands in it. */
export function isToken(value: unknown): boolean {
  switch (typeof value) {
    case 'number': return value < TOKEN_NUMBERS && Number.isFinite(value);
    case 'string': return ENTRY.test(value);
    case 'object': return value !== null && isTokenObject(value);
    default: return false;
  }
}

/** Is it text with a token of cdktf in it? Only a stack of cdktf puts something in its place. */
export function holdsToken(value: unknown): boolean {
  return typeof value === 'string' && value.includes('{TfToken[');
}

function isTokenObject(value: object): boolean {
  if (Array.isArray(value)) return value.length === 1 && isToken(value[0]);
  const { produce, resolve } = value as { readonly produce?: unknown; readonly resolve?: unknown };
  return typeof produce === 'function' || typeof resolve === 'function' || Object.keys(value).some((key) => ENTRY.test(key));
}

/** A text in which values that are known later are called that; the same text where there are none. */
export function withoutTokens(text: string): string {
  return text.replace(IN_TEXT, '‹known later›').replace(NUMBER_IN_TEXT, '‹known later›');
}
