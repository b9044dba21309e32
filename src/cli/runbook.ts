import { join } from 'node:path';
import { ConfigError } from '../config/config';
import { docsOf } from '../report/words';
import { runbookPage, runbooksPage } from '../runbook/markdown';
import { runbookFile } from '../signals/runbook-address';
import { SIGNATURES, type SignatureId } from '../signature';
import { deliver } from './delivery';
import { docsBaseUrl } from './docs';
import { EXIT } from './exit-code';
import { makeFolder } from './make-folder';

/**
 * `looplaw runbook [S1…S6]`: prints runbooks, or writes them to a folder with a page that leads to them. Exit code 2 when one can not be written.
 *
 * @throws ConfigError when there is no such signature
 */
export function runbookCommand(names: readonly string[], { out }: { readonly out?: string }): number {
  const known = Object.keys(SIGNATURES) as SignatureId[];
  const wanted = names.map((name) => {
    const id = known.find((each) => each === name.toUpperCase());
    if (id === undefined) throw new ConfigError('invalid', `there is no signature ${name}; signatures are ${known.join(', ')}`);
    return id;
  });
  const ids = wanted.length > 0 ? [...new Set(wanted)] : known;
  const pages = ids.map((id) => ({ file: runbookFile(id), text: runbookPage(id, (law) => docsOf(law, docsBaseUrl)) }));
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
