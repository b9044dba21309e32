import { reportStream } from './policy-report/stream';
import type { Report } from './report';

/** Objects of OpenReports, to which policy reports moved: https://github.com/openreports/reports-api */
export const openreports: Report = (verdict, context) => reportStream(verdict, context, {
  apiVersion: 'openreports.io/v1alpha1', kind: 'Report', clusterKind: 'ClusterReport', namesSource: true,
});
