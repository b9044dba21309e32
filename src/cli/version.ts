import { version as packageVersion } from '../../package.json';

/** Version of the package. */
export const version: string = packageVersion;
