/** The parts of Grafana's dashboard schema that are written here. @see https://grafana.com/docs/grafana/latest/visualizations/dashboards/build-dashboards/view-dashboard-json-model/ */
export interface GrafanaDashboard {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly schemaVersion: number;
  readonly editable: boolean;
  readonly refresh: string;
  readonly time: { readonly from: string; readonly to: string };
  readonly links: readonly DashboardLink[];
  readonly templating: { readonly list: readonly DatasourceVariable[] };
  readonly panels: readonly GrafanaPanel[];
}

/** Leads to the dashboards beside this one, or to a page. */
export interface DashboardLink {
  readonly title: string;
  readonly type: 'dashboards' | 'link';
  readonly tags: readonly string[];
  readonly url?: string;
  readonly asDropdown: boolean;
  readonly icon: string;
  readonly includeVars: boolean;
  readonly keepTime: boolean;
  readonly targetBlank: boolean;
  readonly tooltip: string;
}

/** Which Prometheus is asked; whoever looks chooses. */
export interface DatasourceVariable {
  readonly type: 'datasource';
  readonly name: string;
  readonly label: string;
  readonly query: string;
}

/** Where a panel is, in columns (24 wide) and rows. */
export interface GridPos {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** One panel, with what it draws and how. */
export interface GrafanaPanel {
  readonly id: number;
  readonly type: 'timeseries' | 'stat' | 'text';
  readonly title: string;
  readonly description?: string;
  readonly gridPos: GridPos;
  readonly datasource?: { readonly type: string; readonly uid: string };
  readonly targets?: readonly Target[];
  readonly fieldConfig?: FieldConfigSource;
  readonly options: LineOptions | TileOptions | TextOptions;
}

/** How lines are listed below a panel, and at the pointer. */
export interface LineOptions {
  readonly legend: { readonly displayMode: 'list'; readonly placement: 'bottom'; readonly showLegend: true; readonly calcs: readonly string[] };
  readonly tooltip: { readonly mode: 'multi'; readonly sort: 'desc' };
}

/** A tile for each query: its name, and its last number. */
export interface TileOptions {
  readonly reduceOptions: { readonly calcs: readonly string[]; readonly fields: string; readonly values: boolean };
  readonly textMode: 'value_and_name';
  readonly colorMode: 'background';
  readonly graphMode: 'none';
  readonly justifyMode: 'auto';
  readonly orientation: 'auto';
}

/** Text, by Grafana's own reader of markdown, which lets no markup through. */
export interface TextOptions {
  readonly mode: 'markdown';
  readonly content: string;
}

/** A query to Prometheus. */
export interface Target {
  readonly refId: string;
  readonly datasource: { readonly type: string; readonly uid: string };
  readonly editorMode: 'code';
  readonly expr: string;
  readonly legendFormat: string;
  readonly range: boolean;
  readonly instant: boolean;
}

/** Unit, thresholds and style of what is drawn. */
export interface FieldConfigSource {
  readonly defaults: {
    readonly unit: string;
    readonly min?: number;
    readonly mappings?: readonly ValueMapping[];
    readonly thresholds: { readonly mode: 'absolute'; readonly steps: readonly Threshold[] };
    readonly color: { readonly mode: 'palette-classic' | 'thresholds' };
    readonly custom?: { readonly lineWidth: number; readonly fillOpacity: number; readonly showPoints: 'never'; readonly thresholdsStyle: { readonly mode: 'dashed' | 'off' } };
  };
  readonly overrides: readonly never[];
}

/** What is shown in place of a number. */
export interface ValueMapping {
  readonly type: 'value';
  readonly options: Readonly<Record<string, { readonly text: string; readonly color: string; readonly index: number }>>;
}

/** From this value on, this colour; `null` is from the beginning. */
export interface Threshold {
  readonly value: number | null;
  readonly color: string;
}
