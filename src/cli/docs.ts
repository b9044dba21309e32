import { homepage } from '../../package.json';
import { docsBaseOf } from '../report/words';

/** Where the pages of the laws are; `<docsBaseUrl>/<loop>/<name>.md`. */
export const docsBaseUrl: string = docsBaseOf(homepage);
