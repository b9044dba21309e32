import type { Law } from '../law';
import { laws } from '../laws';
import type { AlertRule } from '../signals/alert-rule';
import { ALERTS } from '../signals/alerts';
import { SIGNATURES, type Signature, type SignatureId } from '../signature';
import { COMPONENTS, type Component } from './component';
import type { Symptom } from './symptom';
import { answerSymptoms } from './symptoms/answers';
import { computeSymptoms } from './symptoms/compute';
import { controlPlaneSymptoms } from './symptoms/control-plane';
import { identitySymptoms } from './symptoms/identity';
import { networkSymptoms } from './symptoms/network';
import { observabilitySymptoms } from './symptoms/observability';
import { otherSymptoms } from './symptoms/other';
import { storageSymptoms } from './symptoms/storage';

/** Every symptom a runbook knows the way from, by signature; last what no signature explains. */
export const SYMPTOMS: readonly Symptom[] = [
  ...identitySymptoms, ...computeSymptoms, ...networkSymptoms, ...storageSymptoms, ...controlPlaneSymptoms, ...observabilitySymptoms, ...answerSymptoms, ...otherSymptoms,
];

/** All there is to know about one failure signature when it has come true. */
export interface Runbook {
  readonly signature: Signature;
  readonly symptoms: readonly Symptom[];
  readonly components: readonly Component[];
  /** The alerts that tell of it. */
  readonly alerts: readonly AlertRule[];
  /** The laws that prevent it, by their signature. */
  readonly laws: readonly Law[];
}

/** The runbook of a signature. */
export function runbookOf(id: SignatureId): Runbook {
  return {
    signature: SIGNATURES[id],
    symptoms: SYMPTOMS.filter(({ signature }) => signature === id),
    components: COMPONENTS.filter(({ signature }) => signature === id),
    alerts: ALERTS.filter(({ signature }) => signature === id),
    laws: laws.filter(({ signature }) => signature === id),
  };
}
