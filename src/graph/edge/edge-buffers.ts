import { NGINX_PREFIX } from './controller';
import { controllerSettings } from './controller-workloads';
import type { Ingress } from './ingress';

/** What nginx buffers for an Ingress. */
export interface EdgeBuffers {
  /** Sizes nobody chose, each with its default. */
  readonly unchosen: readonly string[];
  /** An annotation about buffers of answers that are not buffered; `null` = there is none. */
  readonly idleSetting: string | null;
}

/** The annotations of both controllers that run nginx, the setting of the controller's ConfigMap, and what holds where nobody chose. */
const SIZES: Readonly<Record<string, readonly (readonly [annotation: string, setting: string, byDefault: string])[]>> = {
  'ingress-nginx': [
    [`${NGINX_PREFIX}proxy-body-size`, 'proxy-body-size', '1m'],
    [`${NGINX_PREFIX}proxy-buffer-size`, 'proxy-buffer-size', '4k'],
  ],
  'nginx-inc': [
    ['nginx.org/client-max-body-size', 'client-max-body-size', '1m'],
    ['nginx.org/proxy-buffer-size', 'proxy-buffer-size', '4k'],
  ],
};

/** `null` where it is not nginx that buffers. */
export function edgeBuffersOf(ingress: Ingress): EdgeBuffers | null {
  const { family } = ingress.controller;
  const sizes = SIZES[family];
  if (sizes === undefined) return null;
  const settings = controllerSettings(ingress.graph, family);
  const unchosen = sizes.filter(([annotation, setting]) => ingress.annotation(annotation) === undefined && settings?.has(setting) !== true);
  const number = `${NGINX_PREFIX}proxy-buffers-number`;
  // Off by default, and where the controller is not in the set nobody knows better.
  const isBuffering = (ingress.annotation(`${NGINX_PREFIX}proxy-buffering`) ?? settings?.string('proxy-buffering') ?? 'off') === 'on';
  const isIdle = family === 'ingress-nginx' && ingress.annotation(number) !== undefined && !isBuffering;
  return { unchosen: unchosen.map(([annotation, , byDefault]) => `${annotation} (${byDefault})`), idleSetting: isIdle ? number : null };
}
