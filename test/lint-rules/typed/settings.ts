// Constants that charts of other files use: some must have the value they seem to have, of others it is only said.
export const REGISTRY = 'registry.example.com';
export const IMAGE = `${REGISTRY}/api:latest`;
export const REPLICAS = 1;
export const PRIVILEGED = true;
export const OFFSET = -1;
export const SAME = IMAGE satisfies string;

export enum Binding { NOW = 'Immediate', LATER = 'WaitForFirstConsumer' }
export const enum Port { http = 8080, next }

export const SHOP = { binding: Binding.NOW, images: { web: 'shop/web', api: IMAGE }, port: Port.http, tier: 'front', REPLICAS } as const;
export const SATISFIED = { mode: 'Immediate' } as const satisfies { readonly mode: string };

export class Defaults {
  static readonly CLAIM = 'gp2';
  static readonly WIDE: string = 'gp2';
  static mutable = 'gp2' as const;
  readonly own = 'gp2';
}

// From here on, nothing is certain.
export let changing = 'latest';
export function change(): void {
  changing = process.argv[2] ?? 'stable';
}
export let always: 'latest' = JSON.parse('"stable"') as 'latest';
export function again(): void {
  always = JSON.parse('"old"') as 'latest';
}
export const CAST = (process.env['TAG'] ?? 'stable') as 'latest';
export const CAST_TWICE = CAST satisfies string;
export const CAST_WITHIN = `shop:${CAST}` as const;
export const CAST_PARSED: 'latest' = JSON.parse('"stable"');
export const UNION: 'latest' | 'stable' = process.argv.length > 5 ? 'latest' : 'stable';
export const ANY: any = JSON.parse('"stable"'); // eslint-disable-line @typescript-eslint/no-explicit-any -- what is not known
export const CALLED = tag();
export const OPEN = { tag: 'latest' };
export const PARSED = JSON.parse('{"tag":"stable"}') as { readonly tag?: 'latest' };
export const SPREAD = { tag: 'latest', ...PARSED } as const;
export const WIDENED = { tag: 'latest', ...(JSON.parse('{"tag":"stable"}') as Record<string, string>) } as const;
export const COMPUTED = { tag: 'latest', [process.env['KEY'] ?? 'tag']: 'stable' } as const;
export const { taken = 'latest' } = { taken: process.env['TAG'] };
export const MAYBE: { readonly tag: 'latest' } | undefined = process.argv.length > 5 ? { tag: 'latest' } : undefined;
export type Shape = { readonly tag: 'latest' } | { readonly tag: 'latest'; readonly more: string };
export declare const DECLARED: 'latest';

function tag(): 'latest' {
  return CAST;
}
