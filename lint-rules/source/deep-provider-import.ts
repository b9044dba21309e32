import { at, child, children } from '../lift/syntax';
import { sourceRule } from './source-rule';

/** A provider of cdktf or of its fork, whole; the largest has 1,500 resources. */
const WHOLE = /^@cdk(?:tf|tn)\/provider-[\w-]+$/;

/** Importing a provider as a whole makes the compiler read all of it: 20 seconds and 860 MB for AWS, against 3 seconds and 160 MB. */
export const deepProviderImport = sourceRule('deep-provider-import', {
  title: 'Providers of cdktf are imported resource by resource',
  message: 'this import makes the compiler read the whole provider; import the resource from its own module: /lib/<resource>/index.js',
  concerns: (text) => text.includes('/provider-'),
  examine({ imports }, report) {
    for (const declaration of imports) {
      const source = child(declaration, 'source');
      const module = source === null ? null : at(source, 'value');
      const isOfValues = at(declaration, 'importKind') !== 'type' && children(declaration, 'specifiers').some((specifier) => specifier !== null && at(specifier, 'importKind') !== 'type');
      if (source !== null && typeof module === 'string' && WHOLE.test(module) && isOfValues) report(source);
    }
  },
});
