import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formats } from '../../src/report';
import { looplaw, ROOT } from './command';

const page = readFileSync(join(ROOT, 'docs/reports.md'), 'utf8');
/** A page is described, not shown: its source is nothing to read. */
const shown = formats.filter((format) => format !== 'html');
const cwd = join(ROOT, 'test/report/docs');
const samples = new Map(Array.from(page.matchAll(/<!-- sample: (\w+) -->\n```\w+\n([^]*?)\n```\n<!-- \/sample -->/g), ([, format = '', text = '']) => [format, text]));

describe('the page of the reports', () => {
  test('has a section for every format, with a sample, in their order', () => {
    expect([...samples.keys()]).toEqual(shown);
    expect(Array.from(page.matchAll(/^## (\w+)$/gm), ([, name]) => name)).toEqual(formats);
  });

  test.each(shown)('shows of %s what the command prints', (format) => {
    const { code, out, err } = looplaw(['check', 'shop.yaml', '--law', 'compute/budgeted-pod', '--format', format, '--no-config'], { cwd });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const isIndented = ['json', 'sarif', 'gitlab'].includes(format);
    expect(samples.get(format)).toBe(isIndented ? JSON.stringify(JSON.parse(out), null, 2) : out.trimEnd());
  });
});
