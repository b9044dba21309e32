import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding';
import type { Verdict } from '../../src/judge/verdict';
import type { Origin, Path, Resource } from '../../src/load/resource';
import { everyFormat, type formats, render, reports, type FormatName } from '../../src/report';
import { printable, sanitize } from '../../src/report/sanitize';
import { breachText, messageOf } from '../../src/report/words';
import { commandsOf, documentsOf, elements, markdownTokens, pageOf, tableRows, xmlRoot } from './grammar';
import { junitErrors } from './junit-grammar';
import { gitlabErrors, openReportErrors, policyReportErrors, sarifErrors } from './schema';
import { budgeted, context, deferred, finding, shopVerdict, twice, undecided, verdictOf, waived } from './sample';

/** Texts that logs, terminals and parsers act on. */
const HOSTILE = [
  '::set-output name=x::y', '\n::add-mask::x\n', '  ::error::x', '##[error]x', '##vso[task.setvariable variable=x]y', '\x1b[2J', '\x1b]0;title\x07', '\x9b31m',
  'a\rb\bc', '\u202egnp.exe', '\u200b\ufeff\u2066', '\u2028\u2029\x85', '\ud800', '\udfff', '", "x": "', '\\u0000', '](https://evil.example)', '<!--', '%0A', '\0',
  '</details>', '@acme/team', '![x](https://evil.example/pixel.png)', '<img src=x>', 'https://evil.example', 'www.evil.example', '#12', '|', '```', '`', '\\', '*a* _b_ ~~c~~',
  ']]>', '<failure/>', '&lt;', '&#0;', '\ufffe\uffff', ',line=1', '%25', '- x', '| --- |', 'me@evil.example',
  'error  compute/budgeted-pod', ' error compute/budgeted-pod ', '-----\n---\n',
];
const anyText = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.array(fc.constantFrom(...HOSTILE, 'a', ' ', ':', '#'), { maxLength: 6 }).map((parts) => parts.join('')),
);
const anyPath: fc.Arbitrary<Path> = fc.array(fc.oneof(anyText, fc.nat(3)), { maxLength: 4 });

/** Lines of anything, with any range inside of them. */
const anyOrigin: fc.Arbitrary<Origin> = fc.record({
  file: fc.option(anyText), constructPath: fc.option(anyText), renderedFrom: fc.option(anyText), source: fc.array(anyText.map((t) => t.replace(/[\r\n]/g, '')), { minLength: 1, maxLength: 5 }),
  line: fc.nat(4), column: fc.nat(30), length: fc.nat(30),
}).map(({ file, constructPath, renderedFrom, source, line, column, length }) => ({
  file, document: 0, item: null, constructPath, renderedFrom, folder: '',
  locate: (path) => {
    if (path.length === 0) return { line: 1, column: 1, endLine: source.length + 1, endColumn: 1 };
    const at = Math.min(line, source.length - 1) + 1;
    return { line: at, column: column + 1, endLine: at, endColumn: column + length + 1 };
  },
  lines: (from, to) => source.slice(Math.max(0, from - 1), to),
}));
const anyResource: fc.Arbitrary<Resource> = fc.record({
  apiVersion: anyText, kind: anyText, name: anyText, namespace: fc.option(anyText), origin: anyOrigin, value: fc.constant({}), duplicateKeys: fc.constant([]),
});
const anyFinding: fc.Arbitrary<Finding> = fc.record({
  law: fc.constantFrom(budgeted, deferred, twice), resource: anyResource, path: anyPath, at: fc.constantFrom('key' as const, 'value' as const),
  args: fc.record({ container: anyText, resources: anyText, class: anyText, provisioner: anyText, key: anyText }), container: fc.option(anyText), cluster: anyText,
  other: anyResource, said: anyText, strange: fc.boolean(),
  step: fc.option(fc.record({ at: fc.oneof(fc.constant('09:03'), anyText), event: anyText, law: fc.oneof(fc.constantFrom('storage/x', 'network/x', 'cross/x'), anyText) }), { nil: undefined }),
}).map(({ law, resource, path, said, other, strange, step, ...more }) => finding(law, resource, path, {
  ...more, related: [{ message: said, resource: other, path, ...(step && { step }) }], ...(strange && { messageId: said }),
}));
const anyVerdict: fc.Arbitrary<Verdict> = fc.record({
  // Reports for people show five of a law: the rest is counted, which other tests look at.
  findings: fc.array(anyFinding, { maxLength: 5 }), accepted: fc.array(anyFinding, { maxLength: 2 }), reason: anyText,
  message: anyText, file: fc.option(anyText), cluster: anyText,
}).map(({ findings, accepted, reason, message, file, cluster }) => verdictOf(findings, {
  waived: accepted.map((f) => waived(f, reason, reason)),
  undecided: accepted.map((f) => undecided(deferred, f.resource, reason, f.path)),
  clusters: [{ name: cluster, resources: 1, note: reason }, { name: 'b', resources: 1, note: null }],
  accounting: {
    files: 1, documents: 1, resources: 1, examined: 1, skipped: [{ file: file ?? 'x', document: 0, reason: 'empty' }],
    errors: [{ code: 'invalid-yaml', file, document: 0, line: 1, column: 1, message }],
  },
}));

/** Findings of a report, counted by its own grammar. */
const COUNT: Readonly<Record<(typeof formats)[number], (output: string) => number>> = {
  pretty: (output) => output.split('\n').filter((line) => /^\S.* {2}(?:error|warning|info) {2}[a-z-]+\/[a-z-]+$/.test(line)).length,
  concise: (output) => output.split('\n').length - 3 - Number(/ (\d+) waived;/.exec(output.trimEnd().split('\n').at(-1)!)![1]),
  json: (output) => (JSON.parse(output) as { findings: [] }).findings.length,
  jsonl: (output) => output.trimEnd().split('\n').filter((line) => (JSON.parse(line) as { type: string }).type === 'finding').length,
  sarif: (output) => (JSON.parse(output) as { runs: { results: { suppressions?: [] }[] }[] }).runs[0]!.results.filter((r) => !r.suppressions).length,
  junit: (output) => elements(xmlRoot(output), 'failure').length,
  github: (output) => commandsOf(output).filter(({ properties }) => context.laws.has(properties['title']!)).length,
  gitlab: (output) => (JSON.parse(output) as { check_name: string }[]).filter((issue) => context.laws.has(issue.check_name)).length,
  markdown: (output) => tableRows(output, 'severity').length,
  html: (output) => elements(pageOf(output), 'li').filter((item) => /^(?:error|warning|info)$/.test(item.getAttribute('class') ?? '') && item.parentNode?.nodeName === 'ul' && (item.parentNode as typeof item).getAttribute('class') === 'findings').length,
  policyreport: (output) => brokenResults(output),
  openreports: (output) => brokenResults(output),
};

function brokenResults(output: string): number {
  return documentsOf(output).flatMap(({ results }) => results).filter(({ result }) => result === 'fail' || result === 'warn').length;
}

/** What a report has against the grammar or the schema of its format; formats for people, and our own JSON, have tests of their own. */
const ERRORS: Partial<Readonly<Record<FormatName, (output: string) => readonly string[]>>> = {
  sarif: (output) => sarifErrors(JSON.parse(output)),
  gitlab: (output) => gitlabErrors(JSON.parse(output)),
  junit: (output) => junitErrors(xmlRoot(output)),
  policyreport: (output) => documentsOf(output).flatMap(policyReportErrors),
  openreports: (output) => documentsOf(output).flatMap(openReportErrors),
};

/** Formats that people read in a terminal, which may know nothing but ASCII. */
const FOR_TERMINALS: readonly FormatName[] = ['pretty', 'concise', 'readiness'];

/** What a log may be told to do: annotations, and only by the format that makes them. */
function expectNoCommand(format: FormatName, output: string): void {
  const commands = commandsOf(output);
  if (format === 'github') expect(commands.every(({ name, properties }) => /^(?:error|warning|notice)$/.test(name) && 'title' in properties)).toBe(true);
  else expect(commands).toEqual([]);
  expect(output).not.toMatch(/##\w*\[/);
}

/** Those of readiness tell of claims, not of findings. */
const isOfFindings = (format: FormatName): format is (typeof formats)[number] => Object.hasOwn(COUNT, format);

describe.each(everyFormat)('%s', (format) => {
  test('is the same whatever is in names, messages and sources: parsed by its grammar, counted, and harmless to print', () => {
    fc.assert(fc.property(anyVerdict, fc.record({ unicode: fc.boolean(), explainUndecided: fc.boolean(), width: fc.integer({ min: 0, max: 200 }) }), (verdict, options) => {
      const output = render(format, verdict, { ...context, ...options });
      if (isOfFindings(format)) expect(COUNT[format](output)).toBe(verdict.findings.length);
      expect(output.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expectNoCommand(format, output);
      expect(ERRORS[format]?.(output) ?? []).toEqual([]);
      expect(output.endsWith('\n') && !output.endsWith('\n\n')).toBe(true);
      if (!options.unicode && FOR_TERMINALS.includes(format)) expect(output).toMatch(/^[\n\x20-\x7e]*$/);
    }), { numRuns: 200 });
  });

  test('is the same every time, and ends the line', () => {
    expect(reports[format](shopVerdict(), context)).toBe(reports[format](shopVerdict(), context));
    expect(reports[format](verdictOf([]), context)).toMatch(/\S\n$/);
  });

  test('names no absolute path', () => {
    expect(render(format, shopVerdict(), context)).not.toContain(process.cwd());
  });
});

/** A diagram whose statements are all of ours: nothing a name says is one. */
function expectDrawing({ lang, text }: { lang?: string; text: string }): void {
  expect(lang).toBe('mermaid');
  const said = String.raw`(?:[\p{L}\p{N} .,()/…-]|#\d+;)*`;
  const statement = new RegExp(`^(?:flowchart TB|  acc(?:Title|Descr): ${said}|  subgraph r\\d+ \\["${said}"\\]|    s\\d+\\["${said}<br/>${said}"\\]|  end|  s\\d+ (?:-->|==>) s\\d+)$`, 'u');
  expect(text.split('\n').filter((line) => !statement.test(line))).toEqual([]);
}

test.each(['markdown', 'readiness-markdown'] as const)('%s holds no link but those to laws, no image, no code but the drawing, and no markup but its own', (format) => {
  fc.assert(fc.property(anyVerdict, (verdict) => {
    const output = render(format, verdict, context);
    for (const token of markdownTokens(output)) {
      if (token.type === 'code') expectDrawing(token as { lang?: string; text: string });
      expect(['image', 'codespan', 'em', 'del', 'def', 'hr', 'blockquote']).not.toContain(token.type);
      if (token.type === 'link') expect((token as { href: string }).href).toMatch(/^https:\/\/example\.com\/docs\/laws\/[a-z/-]+\.md$/);
      if (token.type === 'html') expect(token.raw.replace(/<!-- looplaw(?: readiness)? -->|<\/?(?:details|summary|code|pre)>|<br>/g, '')).not.toMatch(/[<>]/);
    }
    // Names of people and issues are looked for in the text that Markdown leaves, outside of code.
    expect(output.replace(/<code>.*?<\/code>|```mermaid\n[^]*?\n```/g, '').replaceAll('&#8203;', '\u200b').replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))))
      .not.toMatch(/[@][\w]|(?<![#\n])#\d/);
  }), { numRuns: 200 });
});

test.each(['html', 'readiness-html'] as const)('%s holds no element and no attribute but its own, and no id twice', (format) => {
  const known = new Set(elements(pageOf(render(format, cascade(), context)), '*').map(({ nodeName }) => nodeName));
  for (const { nodeName } of [...elements(pageOf(render('html', shopVerdict(), { ...context, explainUndecided: true })), '*')]) known.add(nodeName);
  for (const more of ['ol', 'li', 'ul', 'a', 'code', 'strong', 'details', 'summary', 'pre', 'figure', 'figcaption']) known.add(more);
  fc.assert(fc.property(anyVerdict, (verdict) => {
    const all = elements(pageOf(render(format, verdict, context)), '*');
    expect(all.filter(({ nodeName }) => !known.has(nodeName)).map(({ nodeName }) => nodeName)).toEqual([]);
    expect(all.flatMap((element) => Array.from(element.attributes, ({ name }) => name)).filter((name) => name.startsWith('on') || name === 'style' || name === 'src')).toEqual([]);
    const ids = all.map((element) => element.getAttribute('id')).filter(Boolean);
    expect(ids.length).toBe(new Set(ids).size);
    const links = all.map((element) => element.getAttribute('href') ?? '').filter((href) => href.startsWith('#'));
    expect(links.filter((href) => !ids.includes(href.slice(1)))).toEqual([]);
  }), { numRuns: 200 });
});

/** A shop with a cascade through all four loops. */
function cascade(): Verdict {
  const verdict = shopVerdict();
  const steps = [['09:00', 'compute/a'], ['09:01', 'compute/b'], ['09:03', 'storage/c'], ['09:05', 'network/d'], ['09:07', 'identity/e'], ['09:08', 'observability/f'], ['09:09', 'control-plane/g']] as const;
  return { ...verdict, findings: verdict.findings.map((one, i) => (i > 0 ? one : {
    ...one, related: steps.map(([at, law]) => ({ message: at, resource: one.resource, path: [], step: { at, event: `it is ${at}`, law } })),
  })) };
}

describe('a cascade', () => {
  test('is drawn in the order of time, each step once, with a text that says the same', () => {
    for (const format of ['html', 'readiness-html'] as const) {
      const page = pageOf(render(format, cascade(), context));
      const [figure] = elements(page, 'figure').filter((element) => element.getAttribute('class')?.startsWith('domino'));
      expect(elements(figure!, 'text').filter((text) => text.getAttribute('class') === 'at').map(({ textContent }) => textContent)).toEqual(['09:00', '09:01', '09:03', '09:05', '09:07', '09:08', '09:09']);
      expect(elements(figure!, 'desc')[0]!.textContent).toBe('09:00, compute: it is 09:00. 09:01, compute: it is 09:01. 09:03, storage: it is 09:03. 09:05, network: it is 09:05. 09:07, identity: it is 09:07. 09:08, observability: it is 09:08. 09:09, control-plane: it is 09:09.');
      expect(elements(figure!, 'li')).toHaveLength(7);
      const [svg] = elements(figure!, 'svg');
      expect(svg!.getAttribute('aria-labelledby')!.split(' ').map((id) => elements(figure!, '*').filter((element) => element.getAttribute('id') === id).length)).toEqual([1, 1]);
    }
  });

  test('stands on the wall where it comes out of another room, and nowhere twice', () => {
    const page = pageOf(render('html', cascade(), context));
    const at = elements(page, 'rect').filter((rect) => rect.getAttribute('class') === 'step').map((rect) => [Number(rect.getAttribute('x')) + 27, Number(rect.getAttribute('y')) + 11]);
    expect(at.slice(0, 4)).toEqual([[290, 106], [290, 136], [290, 202], [200, 262]]);
    expect(new Set(at.map(String)).size).toBe(7);
  });

  test('is not drawn where there is none, and is told where it is accepted', () => {
    expect(render('html', shopVerdict(), context)).not.toContain('id="domino"');
    const { findings, ...verdict } = cascade();
    const given = { ...verdict, findings: findings.slice(1), waived: [waived(findings[0]!, 'moves next week', null)] };
    expect(render('html', given, context)).toContain('waived: moves next week');
    expect(render('markdown', given, context)).toContain('### The domino of StorageClass fast · waived&#58; moves next week');
  });

  test('of Mermaid has a room for each loop it enters, and a thick arrow from room to room', () => {
    const [, diagram = ''] = /```mermaid\n([^]*?)\n```/.exec(render('markdown', cascade(), context)) ?? [];
    expect(Array.from(diagram.matchAll(/subgraph r\d+ \["(.*)"\]/g), ([, room]) => room)).toEqual(['compute', 'storage', 'network', 'identity', 'observability', 'control-plane']);
    expect(Array.from(diagram.matchAll(/^ {2}s\d+ (\S+) s\d+$/gm), ([, arrow]) => arrow)).toEqual(['-->', '==>', '==>', '==>', '==>', '==>']);
  });
});

test('concise is a line per finding, per waiver, per input that was not examined, and the account', () => {
  const accounting = { ...shopVerdict().accounting, errors: [{ code: 'not-found', file: 'x.yaml', document: null, line: null, column: null, message: 'no such file' }] as const };
  expect(render('concise', { ...shopVerdict(), accounting }, context)).toBe(`dist/shop.k8s.yaml:6:20 error storage/deferred-binding class fast binds volumes of ebs.csi.aws.com before a pod has a zone
dist/shop.k8s.yaml:22:11 error compute/budgeted-pod container api requests no cpu and memory
dist/shop.k8s.yaml:28:22 error identity/no-static-credentials AWS secret key (15 characters) in variable AWS_SECRET_ACCESS_KEY
dist/shop.k8s.yaml:31:24 error compute/budgeted-pod container proxy requests no memory
dist/shop.k8s.yaml:39:19 warning compute/evictable-budget budget api never allows an eviction: maxUnavailable is 0
dist/shop.k8s.yaml:15:3 waived compute/budgeted-pod legacy batch, JIRA-12 (until 2027-03-31, by annotation at dist/shop.k8s.yaml:10:1)
x.yaml not-examined not-found no such file
4 errors, 1 warning, 0 info; 2 undecided, 1 waived; 42 objects in 12 files examined, 1 not examined
`);
});

describe('words', () => {
  test('a message is filled from args, and only from them', () => {
    expect(messageOf({ messageId: 'missing', args: { container: 'api {resources}' } }, budgeted)).toBe('container api {resources} requests no {resources}');
    expect(messageOf({ messageId: 'gone', args: {} }, budgeted)).toBe('gone');
    expect(messageOf({ messageId: 'missing', args: { container: '\x1b[2J\n', resources: ['AKIA', 'IOSFODNN7EXAMPLE'].join('') } }, budgeted)).toBe('container \\x1b[2J\\x0a requests no ***');
  });

  test('a breach tells itself in one piece', () => {
    const [first] = shopVerdict().findings;
    expect(breachText(first!, context.laws).split('\n')).toEqual([
      'dist/shop.k8s.yaml:6:20: storage/deferred-binding: class fast binds volumes of ebs.csi.aws.com before a pod has a zone (StorageClass fast)',
      expect.stringMatching(/^ {2}breaks {2}claims stay Pending/), expect.stringMatching(/^ {2}blamed {2}/), expect.stringMatching(/^ {2}cause {3}/),
      expect.stringMatching(/^ {2}watch {3}kube_/), expect.stringMatching(/^ {2}fix {5}Make a new class/),
    ]);
  });
});

describe('sanitizing', () => {
  test.each([
    ['\x1b[31m', '\\x1b[31m'], ['a\tb\nc', 'a\\x09b\\x0ac'], ['\x7f\x9b', '\\x7f\\x9b'], ['\u202e', '\\u{202e}'], ['\u200b\ufeff\u2060', '\\u{200b}\\u{feff}\\u{2060}'],
    ['\ud800x', '\\u{d800}x'], ['\u{e0041}', '\\u{e0041}'], ['\u3164\u00ad', '\\u{3164}\\xad'], ['é漢🙂⚠️', 'é漢🙂⚠️'],
  ])('%j is %s', (text, shown) => expect(sanitize(text)).toBe(shown));

  test('no line of a log becomes a command', () => {
    expect(printable('::x\n  ::y\n\x1b[1m::z\na::b\n##[group]\n##vso[x]\n## [x] # ##', { unicode: true }))
      .toBe('\\x3a:x\n  \\x3a:y\n\x1b[1m\\x3a:z\na::b\n#\\x23[group]\n#\\x23vso[x]\n## [x] # ##');
  });
});
