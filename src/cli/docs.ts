import { homepage } from '../../package.json';

/** Where the pages of the laws are; `<docsBaseUrl>/<loop>/<name>.md`. */
export const docsBaseUrl: string = homepage.replace('#readme', '/blob/main/docs/laws');
