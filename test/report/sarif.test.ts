import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { laws as everyLaw } from '../../src/laws';
import { originOfConstruct } from '../../src/load/load';
import { sarif } from '../../src/report/sarif';
import type { Verdict } from '../../src/judge/verdict';
import { sarifErrors } from './schema';
import { budgeted, context, deferred, evictable, finding, objectsOf, related, SHOP, shopVerdict, verdictOf, waived } from './sample';

/** What is looked at here of a run. */
interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly Rule[]; readonly notifications: unknown; readonly [key: string]: unknown } };
  readonly invocations: readonly { readonly executionSuccessful: boolean; readonly toolExecutionNotifications: unknown }[];
  readonly results: readonly Result[];
}
interface Rule { readonly id: string; readonly properties?: { readonly tags: readonly string[] }; readonly defaultConfiguration: { readonly level: string } }
interface Result {
  readonly ruleId: string; readonly ruleIndex: number; readonly level: string; readonly message: { readonly text: string };
  readonly locations: readonly [{ readonly physicalLocation: Physical; readonly logicalLocations: unknown }];
  readonly relatedLocations?: readonly { readonly message: { readonly text: string } }[];
  readonly partialFingerprints: Readonly<Record<string, string>>; readonly suppressions?: unknown;
}
interface Physical {
  readonly artifactLocation: { readonly uri: string };
  readonly region: { readonly startLine: number; readonly startColumn: number; readonly endLine: number; readonly endColumn: number };
}

const run = (verdict: Verdict = shopVerdict()) => (JSON.parse(sarif(verdict, context)) as { runs: [Run] }).runs[0];
const fast = objectsOf('dist/shop.k8s.yaml', SHOP)('StorageClass fast');

describe('the limits of code scanning', () => {
  // https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit
  test('a rule of any law there is keeps them', () => {
    const laws = new Map(everyLaw.map((law) => [law.id, law]));
    const asked = Object.fromEntries(everyLaw.map(({ id }) => [id, { examined: 1, kept: 1, broken: 0, undecided: 0, waived: 0 }]));
    const text = sarif(verdictOf([], { laws: asked }), { ...context, laws });
    expect(sarifErrors(JSON.parse(text))).toEqual([]);
    const { rules } = (JSON.parse(text) as { runs: [Run] }).runs[0].tool.driver;
    expect(rules).toHaveLength(everyLaw.length);
    for (const { id, properties, ...rule } of rules) {
      expect([id, properties!.tags.length <= 10]).toEqual([id, true]);
      const { name, shortDescription, fullDescription } = rule as unknown as { name: string; shortDescription: { text: string }; fullDescription: { text: string } };
      expect([id, name.length <= 255 && shortDescription.text.length <= 1024 && fullDescription.text.length <= 1024]).toEqual([id, true]);
    }
  });

  test('a result has a hundred related places at most', () => {
    const [result] = run(verdictOf([finding(deferred, fast, [], { related: Array.from({ length: 1500 }, () => related('twin', fast, [])) })])).results;
    expect(result?.relatedLocations).toHaveLength(100);
  });

  test('a file of the most results there may be is below ten megabytes when it is packed', () => {
    const findings = Array.from({ length: 6000 }, (_, i) => finding(deferred, { ...fast, name: `class-${i}` }, ['volumeBindingMode', i], { args: { class: `class-${i}`, provisioner: 'ebs.csi.aws.com' } }));
    const text = sarif(verdictOf(findings), context);
    expect(gzipSync(text).length).toBeLessThan(10_000_000);
    expect(sarifErrors(JSON.parse(text))).toEqual([]);
  });
});

describe('sarif', () => {
  test('is one compact document of version 2.1.0', () => {
    const text = sarif(shopVerdict(), context);
    expect(text.split('\n')).toHaveLength(2);
    expect(JSON.parse(text)).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif') });
  });

  test('names the tool, and a rule for every law that was asked', () => {
    const { driver } = run().tool;
    expect(driver).toMatchObject({ name: 'looplaw', version: '1.2.3', semanticVersion: '1.2.3', informationUri: 'https://example.com/docs/laws' });
    expect(driver.rules.map((r) => r.id)).toEqual(Object.keys(shopVerdict().laws).sort());
    expect(driver.rules[0]).toMatchObject({
      id: 'compute/budgeted-pod', name: 'ComputeBudgetedPod', shortDescription: { text: budgeted.title }, fullDescription: { text: budgeted.why },
      help: { text: expect.stringContaining(budgeted.remedy), markdown: expect.stringContaining('- **cause**: ') },
      helpUri: 'https://example.com/docs/laws/compute/budgeted-pod.md', defaultConfiguration: { level: 'error' },
      properties: { tags: ['kubernetes', 'compute', 'owner-app', 'S2'], precision: 'high', 'problem.severity': 'error' },
    });
  });

  test('only laws of identity are security', () => {
    const scored = run().tool.driver.rules.filter((r) => r.properties && 'security-severity' in r.properties);
    expect(scored.map((r) => r.id)).toEqual(['identity/no-static-credentials']);
    expect(scored[0]?.properties?.tags).toContain('security');
  });

  test('the level of a rule is that of the preset', () => {
    const levels = (['recommended', 'strict'] as const).map((preset) => (
      run({ ...shopVerdict(), preset }).tool.driver.rules.find((r) => r.id === evictable.id)?.defaultConfiguration.level
    ));
    expect(levels).toEqual(['warning', 'error']);
  });

  test('every result is what code scanning needs', () => {
    const { results, tool } = run();
    expect(results).toHaveLength(6);
    for (const result of results) {
      expect(tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
      expect(['error', 'warning', 'note']).toContain(result.level);
      expect(result.message.text).toMatch(/\S$/);
      const [{ physicalLocation: { artifactLocation, region } }] = result.locations;
      expect(artifactLocation).toEqual({ uri: 'dist/shop.k8s.yaml', uriBaseId: '%SRCROOT%' });
      expect(region.startLine).toBeGreaterThanOrEqual(1);
      expect(region.startColumn).toBeGreaterThanOrEqual(1);
      expect(region.endLine).toBeGreaterThanOrEqual(region.startLine);
      expect(result.partialFingerprints['looplaw/v1']).toMatch(/^[\da-f]{64}$/);
      expect(result).not.toHaveProperty('locations[0].physicalLocation.region.snippet');
    }
  });

  test('related places are listed', () => {
    const result = run().results.find((r) => r.ruleId === evictable.id);
    expect(result?.relatedLocations).toMatchObject([{ id: 0, physicalLocation: { region: { startLine: 11 } }, message: { text: 'Deployment shop/api: selected by this budget' } }]);
  });

  test('what is waived or in the baseline is suppressed, with the reason', () => {
    const verdict = verdictOf([], { waived: [waived(finding(deferred, fast, []), 'legacy', '2027-01-31')], baselined: [finding(deferred, fast, [])] });
    expect(run(verdict).results.map((r) => r.suppressions)).toEqual([
      [{
        kind: 'inSource', status: 'accepted', justification: 'legacy (until 2027-01-31, by annotation at dist/shop.k8s.yaml:3:1)',
        location: { physicalLocation: { artifactLocation: { uri: 'dist/shop.k8s.yaml', uriBaseId: '%SRCROOT%' }, region: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 9 } } },
      }],
      [{ kind: 'external', status: 'accepted', justification: 'in the baseline' }],
    ]);
  });

  test('what was not examined is a failed execution', () => {
    const errors = [
      { code: 'invalid-yaml', file: 'a b.yaml', document: 0, line: 3, column: null, message: 'unclosed quote' },
      { code: 'no-input', file: null, document: null, line: null, column: null, message: 'nothing to examine' },
    ] as const;
    const { invocations: [invocation], tool } = run(verdictOf([], { accounting: { files: 1, documents: 1, resources: 0, examined: 0, skipped: [], errors } }));
    expect(invocation?.executionSuccessful).toBe(false);
    expect(invocation?.toolExecutionNotifications).toEqual([
      {
        descriptor: { id: 'invalid-yaml' }, level: 'error', message: { text: 'unclosed quote' },
        locations: [{ physicalLocation: { artifactLocation: { uri: 'a%20b.yaml', uriBaseId: '%SRCROOT%' }, region: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 1 } } }],
      },
      { descriptor: { id: 'no-input' }, level: 'error', message: { text: 'nothing to examine' } },
    ]);
    expect(tool.driver.notifications).toEqual([{ id: 'invalid-yaml' }, { id: 'no-input' }]);
    expect(run().invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
  });

  test('keeps the 5,000 gravest results and says how many it left out', () => {
    const mild = Array.from({ length: 5000 }, () => finding(evictable, fast, []));
    const { results, invocations } = run(verdictOf([...mild, finding(deferred, fast, []), finding(deferred, fast, [])]));
    expect(results).toHaveLength(5000);
    expect(results.slice(0, 3).map((r) => r.level)).toEqual(['error', 'error', 'warning']);
    expect(invocations[0]?.toolExecutionNotifications).toEqual([{ level: 'warning', message: { text: expect.stringContaining('2 results of 5002 left out') } }]);
    expect(invocations[0]?.executionSuccessful).toBe(true);
  });

  test.each([
    ['./a/b.yaml', 'a/b.yaml'],
    ['a b/#c?%.yaml', 'a%20b/%23c%3F%25.yaml'],
    ['javascript:alert(1)', 'javascript%3Aalert(1)'],
    ['../../elsewhere/x.yaml', 'x.yaml'],
    ['/home/alice/x.yaml', 'x.yaml'],
    [`${process.cwd()}/dist/x.yaml`, 'dist/x.yaml'],
    ['half\ud800.yaml', 'half%EF%BF%BD.yaml'],
    ['<stdin>', '%3Cstdin%3E'],
  ])('the address of %s is relative', (file, uri) => {
    const resource = objectsOf(file, SHOP)('StorageClass fast');
    expect(run(verdictOf([finding(deferred, resource, [])])).results[0]?.locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
  });

  test('a live construct stands under its path in the tree', () => {
    const [result] = run(verdictOf([finding(deferred, { ...fast, origin: originOfConstruct('platform/class') }, [])])).results;
    const [{ physicalLocation, logicalLocations }] = result!.locations;
    expect(physicalLocation).toMatchObject({ artifactLocation: { uri: 'platform/class' }, region: { startLine: 1 } });
    expect(logicalLocations).toEqual([{ fullyQualifiedName: 'platform/class', kind: 'resource' }]);
  });

  test('names make no links', () => {
    const named = finding(deferred, fast, [], { args: { class: '[free](https://evil.example)', provisioner: 'x' }, related: [related('[x](1)', fast, [])] });
    const [result] = run(verdictOf([named])).results;
    expect(result?.message.text).toBe('class [free] (https://evil.example) binds volumes of x before a pod has a zone (StorageClass fast)');
    expect(result?.relatedLocations?.[0]?.message.text).toBe('StorageClass fast: [x] (1)');
  });
});
