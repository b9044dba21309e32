/** What of an alert Prometheus evaluates. */
export interface Rule {
  readonly expr: string;
  readonly for: string;
}

/** A rule with one thing changed, and what that is. */
export interface Mutant extends Rule {
  readonly change: string;
}

const FLIPPED: Readonly<Record<string, string>> = { '>': '<', '>=': '<', '<': '>=', '==': '!=', '!=': '==' };
const MINUTES: Readonly<Record<string, number>> = { m: 1, h: 60 };

/** Asks for a state that is 0 or 1, which half of it is no limit to. */
const isState = (comparison: string): boolean => /^>= 1(?![\d.])/.test(comparison);

/**
 * The rule with one comparison turned round, one limit, window, offset or forecast doubled or halved, one quantile moved, one matcher left out, or with half or
 * twice its patience. Matchers on the job are left: no case has another one's series of that name.
 */
export function mutants({ expr, for: wait }: Rule): readonly Mutant[] {
  const found = (pattern: RegExp, changes: (text: string) => readonly string[]): readonly Mutant[] => [...expr.matchAll(pattern)].flatMap(({ index, 0: text }) => (
    changes(text).map((changed) => ({ expr: expr.slice(0, index) + changed + expr.slice(index + text.length), for: wait, change: `${text.trim()} at ${index} as ${changed || 'nothing'}` }))
  ));
  return [
    ...found(/(?<=\s)(?:>=|==|!=|>|<)(?= )/g, (sign) => [FLIPPED[sign]!]),
    ...found(/(?<=[{,])(?!job=)\w+(?:=~|!~|!=|=)"[^"]*",?/g, () => ['']),
    ...found(/(?<=\s)(?:>|<|>=) \d+(?:\.\d+)?/g, (text) => (Number(text.split(' ')[1]) > 0 && !isState(text) ? scaled(text) : [])),
    ...found(/(?<=\[)\d+[mh](?=\])/g, rescaled),
    ...found(/(?<=offset )\d+[mh]/g, rescaled),
    ...found(/(?<=\], )\d+(?=\))/g, (seconds) => [String(Number(seconds) * 2), String(Number(seconds) / 2)]),
    ...found(/(?<=histogram_quantile\()0\.99/g, () => ['0.9', '0.999']),
    ...rescaled(wait).map((changed) => ({ expr, for: changed, change: `for ${changed}` })),
  ];
}

function scaled(comparison: string): readonly string[] {
  const [sign, limit] = comparison.split(' ');
  return [2, 0.5].map((by) => `${sign!} ${Number(limit) * by}`);
}

/** Twice and half of a duration. */
function rescaled(duration: string): readonly string[] {
  const minutes = Number.parseInt(duration, 10) * MINUTES[duration.at(-1)!]!;
  return [`${minutes * 2}m`, `${minutes * 30}s`];
}
