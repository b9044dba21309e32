import type { DataQuery, Dashboard, GraphFieldConfig, Panel } from '@grafana/schema';
import type { Options as Tile } from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type { Options as Text } from '@grafana/schema/dist/esm/raw/composable/text/panelcfg/x/TextPanelCfg_types.gen';
import type { Options as Line } from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';
import type { FieldConfigSource, GrafanaDashboard, GrafanaPanel, LineOptions, Target, TextOptions, TileOptions } from '../../src/signals/dashboard/grafana';

// What is written here is of Grafana's own schema: every field has its type, and there is none it does not know.

/** A type of Grafana with the texts and numbers of its enumerations in their place, since JSON has no others. */
type Plain<T> = T extends string ? `${T}` : T extends readonly (infer U)[] ? readonly Plain<U>[] : T extends object ? { readonly [K in keyof T]: Plain<T[K]> } : T;
/** Fields of the first type the second does not have. */
type Strange<Mine, Theirs> = Exclude<keyof Mine, keyof Theirs>;
type None<T extends never> = T;

type Defaults = FieldConfigSource['defaults'];
type TheirDefaults = NonNullable<Panel['fieldConfig']>['defaults'];

export const dashboard = (mine: Omit<GrafanaDashboard, 'panels'>): Plain<Omit<Dashboard, 'panels'>> => mine;
export const panel = (mine: Omit<GrafanaPanel, 'fieldConfig' | 'targets' | 'options'>): Plain<Omit<Panel, 'fieldConfig' | 'targets' | 'options'>> => mine;
export const target = (mine: Target): Plain<DataQuery> => mine;
export const defaults = (mine: Omit<Defaults, 'custom'>): Plain<Omit<TheirDefaults, 'custom'>> => mine;
export const custom = (mine: NonNullable<Defaults['custom']>): Plain<GraphFieldConfig> => mine;
export const line = (mine: LineOptions): Plain<Line> => mine;
export const text = (mine: TextOptions): Plain<Text> => mine;
export const tile = (mine: TileOptions): Plain<Pick<Tile, keyof TileOptions>> => mine;

export type Strangers = [
  None<Strange<GrafanaDashboard, Dashboard>>, None<Strange<GrafanaPanel, Panel>>, None<Strange<Defaults, TheirDefaults>>, None<Strange<NonNullable<Defaults['custom']>, GraphFieldConfig>>,
  None<Strange<LineOptions, Line>>, None<Strange<TextOptions, Text>>, None<Strange<TileOptions, Tile>>,
];
