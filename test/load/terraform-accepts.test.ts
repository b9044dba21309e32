import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { laws } from '../../src/laws';
import { filesOf, fixturesOf } from '../laws/fixture';

const run = (args: readonly string[], cwd: string) => spawnSync('terraform', [...args, '-no-color'], { cwd, encoding: 'utf8', timeout: 60_000, env: { ...process.env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' } });
const { error } = run(['version'], tmpdir());
if (error !== undefined) console.warn(`Terraform was not asked about the fixtures: ${error.message}`);

/** The configurations in JSON among the fixtures; one whose keys are written twice on purpose, or that calls a module of a registry, is none Terraform takes. */
const configurations = laws.flatMap(fixturesOf).flatMap((fixture) => filesOf(fixture).map((file) => ({ ...file, id: `${fixture.law.id}/${fixture.name}` })))
  .filter(({ name }) => name.endsWith('.tf.json')).map(({ id, text }) => ({ id, text: text.replace(/^# .*$/gm, '') }))
  .filter(({ id, text }) => !id.startsWith('manifest/duplicate-key/break') && !/"module":/.test(text));

describe.skipIf(error !== undefined)('Terraform itself', () => {
  test('reads every configuration of the fixtures, up to the providers it would have to load', { timeout: 300_000 }, () => {
    const root = mkdtempSync(join(tmpdir(), 'looplaw-terraform-'));
    try {
      for (const [i, { text }] of configurations.entries()) {
        mkdirSync(join(root, String(i)));
        writeFileSync(join(root, String(i), 'main.tf.json'), text);
      }
      // `fmt` knows no JSON, `validate` and `init` want providers: `get` reads every module, and loads nothing where all are folders.
      writeFileSync(join(root, 'main.tf.json'), JSON.stringify({ module: Object.fromEntries(configurations.map((_, i) => [`m${i}`, { source: `./${i}` }])) }));
      const { status, stderr } = run(['get'], root);
      const refused = [...stderr.matchAll(/^Error: (.*)\n\n\s+on (\d+)\/main\.tf\.json line (\d+)/gm)].map(([, what, i, line]) => `${configurations[Number(i)]!.id}:${line} ${what}`);
      expect(configurations.length).toBeGreaterThan(100);
      expect(refused).toEqual([]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: expect.not.stringContaining('Error') });
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
