import { maybe } from '../reading/unknown';
import { nearestName } from '../schema/nearest';
import { NGINX_PREFIX } from './controller';
import { controllerOf, controllerSettings } from './controller-workloads';
import { nginxSeconds } from './duration';
import { AGIC, ALB } from './edge-facts';
import type { Ingress } from './ingress';
import { NGINX_ANNOTATIONS, type AnnotationForm } from './nginx-annotations';

/** An annotation its controller can not make use of. */
export type AnnotationFault =
  /** A value it can't read. `meant` is what was probably meant; `null` when nobody knows. */
  | { readonly is: 'unreadable'; readonly key: string; readonly value: string; readonly expected: string; readonly meant: string | null }
  /** A name it does not know. `meant` is the known one nearest to it. */
  | { readonly is: 'unknown'; readonly key: string; readonly meant: string | null }
  /** Raw configuration. `isRefused` where the controller of the set is known to take none; `null` where its settings are not in the set. */
  | { readonly is: 'snippet'; readonly key: string; readonly isRefused: boolean | null };

const FORMS: Readonly<Partial<Record<AnnotationForm, { readonly test: (value: string) => boolean; readonly expected: string }>>> = {
  integer: { test: (value) => /^[+-]?\d+$/.test(value), expected: 'a whole number without a unit' },
  size: { test: (value) => /^\d+[bkmg]?$/i.test(value.replaceAll(' ', '')), expected: 'a number with b, k, m or g at most' },
  switch: { test: (value) => /^(?:on|off)$/.test(value.trim()), expected: 'on or off' },
  boolean: { test: (value) => /^(?:[tTfF01]|true|True|TRUE|false|False|FALSE)$/.test(value), expected: 'true or false' },
  protocol: { test: (value) => /^(?:auto_http|https?|grpcs?|fcgi|ajp)$/i.test(value.trim()), expected: 'HTTP, HTTPS, AUTO_HTTP, GRPC, GRPCS or FCGI' },
};

/** Whole numbers to other controllers. */
const INTEGERS = new Set([
  ...['healthcheck-interval-seconds', 'healthcheck-timeout-seconds', 'healthy-threshold-count', 'unhealthy-threshold-count'].map((name) => ALB.prefix + name),
  `${AGIC.prefix}connection-draining-timeout`, AGIC.requestTimeout,
]);

/** What the annotations of an Ingress get wrong; their prefix says who reads them. */
export function annotationFaults(ingress: Ingress): readonly AnnotationFault[] {
  return ingress.annotationKeys.flatMap((key): readonly AnnotationFault[] => {
    const name = key.startsWith(NGINX_PREFIX) ? key.slice(NGINX_PREFIX.length) : null;
    const form = name === null ? (INTEGERS.has(key) ? 'integer' : 'any') : NGINX_ANNOTATIONS.get(name);
    if (form === undefined) return [{ is: 'unknown', key, meant: nearestName(name ?? '', NGINX_ANNOTATIONS.keys()) }];
    if (form === 'snippet') {
      const isRefused = maybe(() => refusesSnippets(ingress));
      // In a part of a cluster nobody sees the controller, and what it takes is not known.
      return isRefused === null && ingress.graph.extent === 'part' ? [] : [{ is: 'snippet', key, isRefused }];
    }
    const rule = FORMS[form];
    const value = rule === undefined ? undefined : ingress.annotation(key);
    if (rule === undefined || value === undefined || value === '' || rule.test(value)) return [];
    return [{ is: 'unreadable', key, value, expected: rule.expected, meant: meantBy(form, value) }];
  });
}

/** Since 1.9 they are off unless the administrator allows them; before, on unless forbidden. */
function refusesSnippets(ingress: Ingress): boolean | null {
  const { graph } = ingress;
  const setting = controllerSettings(graph, 'ingress-nginx')?.string('allow-snippet-annotations');
  if (setting !== undefined) return setting !== 'true';
  const [, major, minor] = /^v?(\d+)\.(\d+)\b/.exec(controllerOf(graph, 'ingress-nginx')?.container.image.tag ?? '') ?? [];
  return major === undefined ? null : Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 9);
}

/** What can be told for certain: `120s` is 120, `8Mi` is `8m`, `true` is on. */
function meantBy(form: AnnotationForm, written: string): string | null {
  const value = written.trim();
  if (form === 'integer') {
    const seconds = nginxSeconds(value);
    return seconds !== null && Number.isInteger(seconds) ? String(seconds) : null;
  }
  if (form === 'size') return /^(\d+) ?([kmg])i?b?$/i.exec(value)?.slice(1).join('').toLowerCase() ?? null;
  if (form === 'switch') return /^(?:true|on)$/i.test(value) ? 'on' : /^(?:false|off)$/i.test(value) ? 'off' : null;
  if (form === 'boolean') return /^(?:true|on|yes)$/i.test(value) ? 'true' : /^(?:false|off|no)$/i.test(value) ? 'false' : null;
  return null;
}
