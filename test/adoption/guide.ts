import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../cli/command';

/** Commands of the adoption guide, by the title of their stage, in order. */
export function stagesOfGuide(): Readonly<Record<string, readonly string[]>> {
  const page = readFileSync(join(ROOT, 'docs/adoption.md'), 'utf8');
  const [, ...stages] = page.split(/^## \d+\. /m);
  return Object.fromEntries(stages.map((stage) => [stage.slice(0, stage.indexOf('\n')), blocks(stage).flatMap((block) => block.split('\n')).filter((line) => line.startsWith('$ ')).map((line) => line.slice(2))]));
}

function blocks(text: string): readonly string[] {
  return Array.from(text.matchAll(/```console\n([^]*?)```/g), ([, block]) => block!);
}
