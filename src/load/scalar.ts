/**
 * What a plain YAML scalar means to Kubernetes: the rules of go-yaml v2, which sigs.k8s.io/yaml reads with.
 * They are neither YAML 1.1 (no base 60, no timestamps) nor 1.2 (`yes` is a boolean, `010` is eight).
 */

const WORDS: ReadonlyMap<string, null | boolean | number> = new Map<string, null | boolean | number>([
  ...words(null, '', '~', 'null', 'Null', 'NULL'),
  ...words(true, 'y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'),
  ...words(false, 'n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'),
  ...words(Infinity, '.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'),
  ...words(-Infinity, '-.inf', '-.Inf', '-.INF'),
  ...words(NaN, '.nan', '.NaN', '.NAN'),
]);
const LONGEST_WORD = 5;

const SMALL_DECIMAL = /^[-+]?(?:0|[1-9][0-9]{0,14})$/;
const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]*|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/** The value of an untagged plain scalar. A text that is nothing else is itself. */
export function resolveScalar(text: string): null | boolean | number | string {
  if (text.length <= LONGEST_WORD) {
    const word = WORDS.get(text);
    if (word !== undefined) return word;
  }
  if (!mayBeNumber(text)) return text;
  // `|| 0`: the reader of the cluster knows no negative zero.
  if (SMALL_DECIMAL.test(text)) return Number(text) || 0;
  const integer = integerOf(text);
  return integer !== null ? Number(integer) : floatOf(text) ?? text;
}

/** The integer a plain scalar stands for, within 64 bits as in the cluster; `null` when it is none. */
export function integerOf(text: string): bigint | null {
  if (text.startsWith('.')) return null;
  const match = INTEGER.exec(text.replaceAll('_', ''));
  if (match === null) return null;
  const [, sign = '', digits = ''] = match;
  const magnitude = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const value = sign === '-' ? -magnitude : magnitude;
  const highest = sign === '' ? 0xffff_ffff_ffff_ffffn : 0x7fff_ffff_ffff_ffffn;
  return value <= highest && value >= -0x8000_0000_0000_0000n ? value : null;
}

/** The key a plain scalar becomes in JSON; `null` for a null, which Kubernetes refuses as a key. */
export function keyOfScalar(text: string): string | null {
  const value = resolveScalar(text);
  if (typeof value !== 'number') return value === null ? null : String(value);
  return integerOf(text)?.toString() ?? floatKey(value);
}

function* words<Value>(value: Value, ...spellings: string[]): Generator<[string, Value]> {
  for (const spelling of spellings) yield [spelling, value];
}

function mayBeNumber(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
}

function floatOf(text: string): number | null {
  // Underscores part digits everywhere but in a float that begins with its point.
  const plain = text.startsWith('.') ? text : text.replaceAll('_', '');
  if (!FLOAT.test(plain)) return null;
  const value = Number(plain) || 0;
  return Number.isFinite(value) ? value : null;
}

/** A float as Go writes it with `FormatFloat(value, 'g', -1, 32)`: shortest in single precision, with an exponent from 1e+06 up and below 1e-04. */
function floatKey(value: number): string {
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : single < 0 ? '-.inf' : '.nan';
  let digits = 0;
  while (Math.fround(Number(single.toExponential(digits))) !== single) digits += 1;
  const shortest = single.toExponential(digits);
  const [mantissa = '', exponent = ''] = shortest.split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(Number(shortest));
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
