import { docsBaseOf } from '../src/report/words';

interface PackageFile {
  readonly name: string;
  readonly version: string;
  readonly homepage: string;
}

// Asked for by name and not by path: the source and the built file are in folders of different depth.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const found = require('looplaw/package.json') as PackageFile;

/** Name and version of this package. */
export const { name, version } = found;

/** Where the pages of the laws are. */
export const docsBase: string = docsBaseOf(found.homepage);

/** The page about this plugin. */
export const guide: string = docsBase.replace(/laws$/, 'eslint.md');
