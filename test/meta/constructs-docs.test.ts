import { readFileSync, readdirSync } from 'node:fs';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import * as exported from '../../constructs';

/** What the others are made from: nobody makes one of these by name. */
const BASES = ['Server', 'Workload'];
/** Two answers of one call, which have one section. */
const TOLD_BY: Readonly<Record<string, string>> = { KeptWorkload: 'KeptServer' };

const pages = new Map(readdirSync('docs/constructs').filter((file) => file.endsWith('.md')).map((file) => [file, readFileSync(`docs/constructs/${file}`, 'utf8')]));
const names = Object.entries(exported).filter(([name, value]) => typeof value === 'function' && value.prototype instanceof Construct && !BASES.includes(name)).map(([name]) => TOLD_BY[name] ?? name);

describe.each([...new Set(names)])('the page about %s', (name) => {
  const [page = ''] = [...pages.values()].filter((text) => text.includes(`<!-- creates ${name} -->`));
  const [, block = ''] = new RegExp(`<!-- creates ${name} -->\\n([\\s\\S]*?)<!-- /creates -->`).exec(page) ?? [];

  test('says which laws it keeps, and what it creates', () => {
    expect(block).toMatch(/^Keeps \[`[a-z-]+\/[a-z-]+`\]/);
    expect(block).toMatch(/\| creates \| API \| name here \| child \|\n\| --- .*\n\| \w+ \| `\S+` \|/);
  });

  test('says its defaults, and the way out', () => {
    const section = page.split(/^## /m).find((part) => part.includes(`<!-- creates ${name} -->`)) ?? '';
    expect(section, 'defaults').toMatch(/default/i);
    expect(page, 'the way out').toMatch(/escape hatch|open for patches|addJsonPatch/i);
  });
});
