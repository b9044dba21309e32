/**
 * Credentials that show what they are by their form: cloud and code host keys, tokens with a known prefix, private keys, passwords
 * in addresses. A key is matched whole, so the public prefix that a message may name is none.
 */
const FORMS = new RegExp([
  String.raw`\b(?:AKIA|ASIA)[0-9A-Z]{16}\b`,
  String.raw`\bAIza[\w-]{35}`,
  String.raw`\b(?:gh[pousr]_|github_pat_|glpat-|npm_|xox[abeprs]-|[sr]k_(?:live|test)_|SG\.|hvs\.|dop_v1_)[\w.-]{10,}`,
  String.raw`(?<![\w-])eyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*`,
  String.raw`-----BEGIN [A-Z ]{0,30}PRIVATE KEY[^]*`,
  String.raw`(?<=://[^\s/:@]{0,100}:)[^\s/@]{1,200}(?=@)`,
  String.raw`(?<=\b(?:AccountKey|SharedAccessKey|SharedAccessSignature|sig|[Pp]assword|[Pp]wd)=)[^\s;&"']{4,}`,
  String.raw`(?<=\b[Bb]earer )[\w.~+/=-]{8,}`,
].join('|'), 'g');

const NAME = new RegExp(`(?:^|_)(?:${[
  'pass', 'passwords?', 'passwd', 'pwd', 'passphrase', 'secrets?', 'tokens?', 'credentials?', 'creds?', 'apikey', 'dsn', 'jwt', 'bearer',
  'authorization', 'cookie', 'connection_?string', 'conn_?str',
  '(?:api|access|account|auth|client|encryption|master|private|secret|session|shared|signing|ssh|storage|tls|webhook)_?keys?',
].join('|')})(?:_|$)`);

/** What is said *about* a credential: where it is, how long it lives. */
const ABOUT = /(?:^|_)(?:names?|refs?|files?|paths?|dir|namespace|seconds|minutes|ttl|expiry|audience|kind|type|mode|policy|class|provider|enabled|version)$/;

/** Copy of a whole object that `kubectl apply` leaves in an annotation. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Does a field, a variable or an annotation of this name hold a credential? */
export function namesCredential(name: string): boolean {
  if (name === LAST_APPLIED) return true;
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1_$2').replace(/[^A-Za-z\d]+/g, '_').toLowerCase();
  return NAME.test(words) && !ABOUT.test(words);
}

/** Does a text hold a credential, by its form or because a part of it looks drawn by lot? */
export function looksLikeCredential(text: string): boolean {
  FORMS.lastIndex = 0;
  if (FORMS.test(text)) return true;
  for (const { 0: run, index } of text.matchAll(/[A-Za-z\d+_]{20,}/g)) {
    if (isOpaque(run) && !text.startsWith('sha256:', index - 7)) return true;
  }
  return false;
}

/** Offsets of credentials that show by their form. */
export function credentialsIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  return Array.from(text.matchAll(FORMS), ({ 0: { length }, index }) => ({ start: index, end: index + length }));
}

/** A name, as settings, shells and comments write it before a value: `name=value`, `name: value`, `--name value`. */
const NAMED = /(?<![\w./-])(?:([\w./-]+)["']?\s*[:=]|(--[\w-]+)["']?[,\s])\s*/g;

/** A value behind a name. What opens a collection, a block or a reference is none. */
const VALUE = /"[^"]*"|'[^']*'|[^\s,;&"'(){}[\]|>*!#$][^\s,;&"'(){}[\]]*/y;

/** Offsets of values that are written behind the name of a credential. */
export function credentialsAssigned(text: string): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  NAMED.lastIndex = 0;
  for (let named = NAMED.exec(text); named !== null; named = NAMED.exec(text)) {
    const [, name = named[2] ?? ''] = named;
    // A slash makes it a path or an address.
    if (name.includes('/') || !namesCredential(name)) continue;
    VALUE.lastIndex = NAMED.lastIndex;
    const value = VALUE.exec(text);
    const isFlag = named[1] === undefined && value?.[0].startsWith('-');
    if (value === null || isFlag || /^(?:true|false|null)$/.test(value[0])) continue;
    found.push({ start: value.index, end: VALUE.lastIndex });
    NAMED.lastIndex = VALUE.lastIndex;
  }
  return found;
}

/** What stands in place of a secret: neither its length nor its form shows. */
export const MASK = '***';

/** A text without the credentials that show by their form. */
export function withoutCredentials(text: string): string {
  return text.replace(FORMS, MASK);
}

/** Letters mixed with digits, and more than 3 bits of information per character: no word, no number, no name. */
function isOpaque(run: string): boolean {
  if (!/[A-Za-z]/.test(run) || !/\d.*\d/.test(run)) return false;
  const sample = run.slice(0, 256);
  const counts = new Map<string, number>();
  for (const char of sample) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / sample.length) * Math.log2(count / sample.length);
  return bits > 3;
}
