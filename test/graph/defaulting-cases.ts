import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export type Json = Record<string, unknown>;

/** One object that was sent to a kube-apiserver 1.36.2 with strict field validation, and its answer. */
export interface DefaultingCase {
  readonly id: string;
  readonly title: string;
  /** Objects the namespace held before. */
  readonly namespaceSetup?: readonly Json[];
  /** Objects the cluster held before. */
  readonly clusterSetup?: readonly Json[];
  readonly object: Json & { readonly apiVersion: string; readonly kind: string };
  readonly httpStatus: number;
  /** Of accepted cases. */
  readonly stored: Json;
  /** Of rejected cases. */
  readonly error: { readonly message: string };
}

/** The recorded cases of one answer. */
export function defaultingCases(answer: 'accepted' | 'rejected'): readonly DefaultingCase[] {
  const file = join(__dirname, '../golden/defaulting', `${answer}.json.gz`);
  return (JSON.parse(gunzipSync(readFileSync(file)).toString()) as { cases: DefaultingCase[] }).cases;
}
