import { groupBy, type Join } from '../join';
import type { Declared } from '../object/declared';
import type { Subject } from '../reading/subject';
import { maybe } from '../reading/unknown';
import { backendConfigOf } from './backend-config';
import { NGINX_PREFIX, type ControllerFamily } from './controller';
import { controllerSettings } from './controller-workloads';
import { nginxSeconds } from './duration';
import { AGIC, ALB, GCE, NGINX } from './edge-facts';
import { Ingress } from './ingress';

/** A time limit of an edge controller, as a request meets it. */
export interface EdgeTimeout {
  /** What to write to set it. */
  readonly setting: string;
  readonly seconds: number;
  /** Did somebody choose it, anywhere in the set? */
  readonly isChosen: boolean;
  /** Does a request end in 504 when its backend stays silent for this long? */
  readonly endsRequests: boolean;
  /** Does its controller take this number? */
  readonly isTaken: boolean;
  /** Where it stands, if it does. */
  readonly at: { readonly object: Declared; readonly path: readonly (string | number)[] } | null;
}

/** Ways to ask, per controller. Those of others (Traefik, HAProxy, Kong) are not set at an Ingress. */
const READERS: Readonly<Partial<Record<ControllerFamily, (ingress: Ingress) => readonly EdgeTimeout[]>>> = {
  'ingress-nginx': (ingress) => nginx(ingress, NGINX_PREFIX, (written) => (/^[+-]?\d+$/.test(written) ? Number(written) : null)),
  'nginx-inc': (ingress) => nginx(ingress, 'nginx.org/', nginxSeconds),
  alb: (ingress) => [albIdle(ingress)],
  agic: (ingress) => [chosenOr(ingress, AGIC.requestTimeout, AGIC.byDefault)],
  gce: gceBackends,
};

/** The time limits of an Ingress; empty where its controller is not known to have any. */
export function edgeTimeoutsOf(ingress: Ingress): readonly EdgeTimeout[] {
  return READERS[ingress.controller.family]?.(ingress) ?? [];
}

/**
 * Seconds a backend may take between two reads, and two writes.
 * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#custom-timeouts
 * @see https://docs.nginx.com/nginx-ingress-controller/configuration/ingress-resources/advanced-configuration-with-annotations/
 */
function nginx(ingress: Ingress, prefix: string, read: (written: string) => number | null): readonly EdgeTimeout[] {
  const settings = controllerSettings(ingress.graph, ingress.controller.family);
  return ['proxy-read-timeout', 'proxy-send-timeout'].map((name): EdgeTimeout => {
    const setting = `${prefix}${name}`;
    const endsRequests = name === 'proxy-read-timeout';
    const own = ingress.annotation(setting);
    const seconds = own === undefined ? null : read(own);
    if (seconds !== null) return { setting, seconds, isChosen: true, endsRequests, isTaken: true, at: annotationAt(ingress, setting) };
    const shared = settings?.string(name);
    const sharedSeconds = shared === undefined ? null : nginxSeconds(shared);
    if (shared !== undefined && sharedSeconds === null) throw settings!.unknown(name);
    // ingress-nginx warns of what it can't read, and goes on with the controller's value.
    if (sharedSeconds === null || settings === null) return { setting, seconds: NGINX.byDefault, isChosen: own !== undefined, endsRequests, isTaken: true, at: own === undefined ? null : annotationAt(ingress, setting) };
    return { setting, seconds: sharedSeconds, isChosen: true, endsRequests, isTaken: true, at: { object: settings.object, path: ['data', name] } };
  });
}

/** What its class says wins over annotations, and any member may speak for its group. */
function albIdle(ingress: Ingress): EdgeTimeout {
  const setting = `${ALB.idle} of ${ALB.attributes}`;
  const of = (seconds: number, at: EdgeTimeout['at']): EdgeTimeout => ({ setting, seconds, isChosen: at !== null, endsRequests: true, isTaken: seconds >= ALB.least && seconds <= ALB.most, at });
  const byClass = ingress.ingressClass?.parameters?.list('loadBalancerAttributes').find((a) => a.string('key') === ALB.idle);
  const classValue = byClass?.string('value');
  if (byClass !== undefined && classValue !== undefined) return of(Number(classValue), { object: byClass.object, path: byClass.path });
  const speaker = [ingress, ...groupMembers(ingress)].find((member) => albIdleOf(member) !== null);
  return of((speaker && albIdleOf(speaker)) ?? ALB.byDefault, speaker === undefined ? null : annotationAt(speaker, ALB.attributes));
}

/** The idle timeout an Ingress asks of its ALB, in seconds; `null` = it asks for none, `NaN` = for what is no number. */
function albIdleOf(ingress: Ingress): number | null {
  const value = /(?:^|,)\s*idle_timeout\.timeout_seconds\s*=\s*([^,]+?)\s*(?:,|$)/.exec(ingress.annotation(ALB.attributes) ?? '')?.[1];
  return value === undefined ? null : Number(value);
}

/** An Ingress that wants something else of an ALB that is shared. */
export interface AlbRival {
  readonly rival: Ingress;
  /** Where both say it. */
  readonly path: readonly string[];
  /** The seconds this one asks for, and the other. */
  readonly seconds: number;
  readonly others: number;
}

/** Another member of its ALB group that asks for another idle timeout; `null` = they agree, or the class decides for all. */
export function albRivalOf(ingress: Ingress): AlbRival | null {
  const seconds = ingress.controller.family === 'alb' ? albIdleOf(ingress) : null;
  if (seconds === null || ingress.ingressClass?.parameters?.list('loadBalancerAttributes').some((a) => a.string('key') === ALB.idle) === true) return null;
  for (const rival of groupMembers(ingress)) {
    const others = albIdleOf(rival);
    if (others !== null && !Number.isNaN(others - seconds) && others !== seconds) return { rival, path: ['metadata', 'annotations', ALB.attributes], seconds, others };
  }
  return null;
}

/** The Ingresses that share its ALB. */
function groupMembers(ingress: Ingress): readonly Ingress[] {
  const group = ingress.loadBalancerGroup;
  return group === null ? [] : ingress.graph.join(albGroups).get(group) ?? [];
}

const albGroups: Join<ReadonlyMap<string, readonly Ingress[]>> = (graph) => {
  const shared = graph.all(Ingress).filter((ingress) => maybe(() => ingress.controller.family === 'alb' && ingress.loadBalancerGroup) ?? false);
  return groupBy(shared, (ingress) => ingress.loadBalancerGroup ?? '');
};

function chosenOr(ingress: Ingress, setting: string, byDefault: number): EdgeTimeout {
  const chosen = ingress.metadata.in('annotations').numberText(setting);
  const at = chosen === undefined ? null : annotationAt(ingress, setting);
  return { setting, seconds: chosen ?? byDefault, isChosen: chosen !== undefined, endsRequests: true, isTaken: true, at };
}

/** GCE waits 30 seconds for the whole answer, unless the BackendConfig of the Service says otherwise. */
function gceBackends(ingress: Ingress): readonly EdgeTimeout[] {
  const services = new Map(ingress.backends.map((backend) => [`${backend.name}:${backend.port ?? ''}`, backend]));
  return [...services.values()].map((backend): EdgeTimeout => {
    const config: Subject | null = backendConfigOf(backend);
    const seconds = config?.number('timeoutSec');
    return {
      setting: `BackendConfig.spec.timeoutSec of Service ${backend.name}`,
      seconds: seconds ?? GCE.byDefault,
      isChosen: seconds !== undefined,
      endsRequests: true,
      isTaken: true,
      at: config === null ? null : { object: config.object, path: ['spec', 'timeoutSec'] },
    };
  });
}

function annotationAt(object: Declared, key: string): { readonly object: Declared; readonly path: readonly string[] } {
  return { object, path: ['metadata', 'annotations', key] };
}
