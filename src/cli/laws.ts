import { loopOf, type Law } from '../law';
import { laws } from '../laws';
import { EXIT } from './exit-code';

/** `looplaw laws`: what there is to ask. */
export function lawsCommand({ format }: { readonly format: 'pretty' | 'json' }): number {
  process.stdout.write(format === 'json' ? `${JSON.stringify(laws.map(described), null, 2)}\n` : table(laws));
  return EXIT.ok;
}

function described(law: Law): object {
  const { id, title, owner, presets, because = null, clouds = null, unproven = false, signature, why, remedy, keptBy = null, waiveWhen = null, sources, needs = 'file', on } = law;
  const { params = {}, messages, curedBy = [], carriedBy = null } = law;
  return {
    id, loop: loopOf(id), title, owner, presets, because, clouds, unproven, signature, needs, on, why, remedy, keptBy, waiveWhen, sources, params, messages, curedBy, carriedBy,
  };
}

function table(all: readonly Law[]): string {
  const width = Math.max(...all.map((law) => law.id.length));
  const rows = all.map((law) => `${law.id.padEnd(width)}  ${law.owner.padEnd(8)}  ${law.title}${law.unproven ? ' (unproven)' : ''}`);
  return `${rows.join('\n')}\n\n${all.length} laws. Unproven: too few manifests in the wild were seen to break or keep it. looplaw explain <law> tells why, what breaks and how to fix it.\n`;
}
