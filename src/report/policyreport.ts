import { reportStream } from './policy-report/stream';
import type { Report } from './report';

/**
 * Objects of the policy working group, which Policy Reporter and Kyverno's tools show:
 * https://github.com/kubernetes-sigs/wg-policy-prototypes/tree/master/policy-report
 */
export const policyreport: Report = (verdict, context) => reportStream(verdict, context, {
  apiVersion: 'wgpolicyk8s.io/v1alpha2', kind: 'PolicyReport', clusterKind: 'ClusterPolicyReport', namesSource: false,
});
