import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { GrafanaDashboard } from '../../src/signals/dashboard/grafana';
import type { Labels } from '../labels';
import type { Placed } from './flavour';

/** Who brings dashboards to Grafana. */
export type DashboardHome =
  | {
    /** The sidecar of Grafana's chart: ConfigMaps it finds by a label. */
    readonly by: 'sidecar';
    /** Default `{ grafana_dashboard: '1' }`, which is the chart's. */
    readonly label?: Labels;
    /** Folder in Grafana, by the annotation `grafana_folder`. Default: that of the sidecar. */
    readonly folder?: string;
  }
  | {
    /** The operator of Grafana, which also writes to a Grafana outside of the cluster, such as Azure's and Amazon's. */
    readonly by: 'grafana-operator';
    /** Labels of the Grafana resource that takes them. */
    readonly instance: Labels;
    /** Folder in Grafana. Default: the general one. */
    readonly folder?: string;
  };

/**
 * Dashboards, one object each.
 * @see https://github.com/grafana/helm-charts/tree/main/charts/grafana#sidecar-for-dashboards
 * @see https://grafana.github.io/grafana-operator/docs/dashboards/
 */
export function dashboardObjects(scope: Construct, home: DashboardHome, placed: Placed, dashboards: readonly GrafanaDashboard[]): readonly ApiObject[] {
  return dashboards.map((dashboard) => {
    const metadata = { ...placed, name: dashboard.uid };
    const json = JSON.stringify(dashboard, null, 2);
    const id = `Dashboard-${dashboard.uid}`;
    if (home.by === 'grafana-operator') {
      return new ApiObject(scope, id, {
        apiVersion: 'grafana.integreatly.org/v1beta1', kind: 'GrafanaDashboard', metadata,
        // A Grafana of another namespace is one its labels name all the same.
        spec: { instanceSelector: { matchLabels: home.instance }, allowCrossNamespaceImport: true, ...(home.folder !== undefined && { folder: home.folder }), json },
      });
    }
    return new ApiObject(scope, id, {
      apiVersion: 'v1', kind: 'ConfigMap',
      metadata: {
        ...metadata,
        labels: { ...placed.labels, ...(home.label ?? { grafana_dashboard: '1' }) },
        ...(home.folder !== undefined && { annotations: { ...placed.annotations, grafana_folder: home.folder } }),
      },
      data: { [`${dashboard.uid}.json`]: json },
    });
  });
}
