import { join } from 'node:path';
import { ConfigError } from '../config/config';
import { docsOf } from '../report/words';
import { otherPage, runbookPage, runbooksPage, type LawAddress } from '../runbook/markdown';
import { meantBy } from '../runbook/meant';
import { OTHER, runbookFile } from '../signals/runbook-address';
import { SIGNATURES, type SignatureId } from '../signature';
import { deliver } from './delivery';
import { docsBaseUrl } from './docs';
import { EXIT } from './exit-code';
import { makeFolder } from './make-folder';

/**
 * `looplaw runbook [S1…S6 | loop | other]`: prints runbooks, or writes them to a folder with a page that leads to them. Exit code 2 when one can not be written.
 *
 * @throws ConfigError when there is no such signature
 */
export function runbookCommand(names: readonly string[], { out }: { readonly out?: string }): number {
  const known = [...Object.keys(SIGNATURES) as SignatureId[], null];
  const wanted = names.map((name) => {
    const id = known.find((each) => (each ?? OTHER).toLowerCase() === name.toLowerCase() || each !== null && SIGNATURES[each].loop === name.toLowerCase());
    if (id === undefined) throw new ConfigError('invalid', notKnown(name));
    return id;
  });
  const address: LawAddress = (law) => docsOf(law, docsBaseUrl);
  const ids = wanted.length > 0 ? [...new Set(wanted)] : known;
  const pages = ids.map((id) => ({ file: runbookFile(id), text: id === null ? otherPage(address) : runbookPage(id, address) }));
  if (out?.trim() === '') throw new ConfigError('invalid', '--out names no folder');
  if (out === undefined) {
    process.stdout.write(pages.map(({ text }) => text).join('\n'));
    return EXIT.ok;
  }
  try {
    makeFolder(out);
  } catch (e) {
    throw new ConfigError('invalid', `runbooks can not be written to ${out}: ${e instanceof Error ? e.message : String(e)}`);
  }
  const all = wanted.length > 0 ? pages : [{ file: 'README.md', text: runbooksPage() }, ...pages];
  const failed = all.filter(({ file, text }) => !deliver(text, join(out, file)));
  return failed.length > 0 ? EXIT.error : EXIT.ok;
}

/** Whoever names what is seen, and no signature, is led to where that is looked up. */
function notKnown(name: string): string {
  const all = `signatures are ${Object.keys(SIGNATURES).join(', ')}, and ${OTHER} is what none of them explains`;
  if (name.trim() === '') return `no signature is named; ${all}; looplaw runbook alone prints all of them`;
  const [symptom] = meantBy(name).found;
  const hint = symptom === undefined ? '' : `; looplaw explain ${symptom.words[0]} tells of that symptom`;
  return `there is no signature ${name}; ${all}${hint}`;
}
