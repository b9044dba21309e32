import { Undecided } from '../reading/unknown';
import type { Subject } from '../reading/subject';
import type { Service } from '../network/service';
import type { Container } from '../workload/container';
import { backendConfigOf } from './backend-config';
import { ALB } from './edge-facts';
import type { Ingress } from './ingress';
import type { Backend } from './route';

/** The path a load balancer asks for to know whether pods are alive, and the one Kubernetes asks for. */
export interface HealthCheck {
  readonly backend: Backend;
  readonly container: Container;
  /** The path the load balancer asks for. */
  readonly path: string;
  /** Did somebody choose it? */
  readonly isChosen: boolean;
  /** The path of the readiness probe. */
  readonly readiness: string;
  /** What to write to choose it. */
  readonly setting: string;
}

/** The checks of the load balancer of AWS or Google, for the pods whose readiness is asked by HTTP, too. */
export function healthChecksOf(ingress: Ingress): readonly HealthCheck[] {
  const { family } = ingress.controller;
  if (family !== 'alb' && family !== 'gce') return [];
  const seen = new Set<string>();
  return ingress.backends.flatMap((backend) => {
    const target = `${backend.name}:${backend.port ?? ''}`;
    if (seen.has(target)) return [];
    seen.add(target);
    const { service } = backend;
    if (service === null) throw new Undecided(`Service ${backend.name} is not in this set`);
    return containersOf(backend, service).flatMap(({ container, port }) => {
      const probe = container.in('readinessProbe');
      if (!probe.has('httpGet')) return [];
      const readiness = probe.in('httpGet').string('path') ?? '/';
      const check = family === 'alb' ? albCheck(ingress, service) : gceCheck(backend, container, port, readiness);
      return [{ backend, container, readiness, ...check }];
    });
  });
}

function containersOf(backend: Backend, service: Service): readonly { readonly container: Container; readonly port: Subject }[] {
  const port = backend.portOf(service);
  if (port === null || !service.selectsPods) return [];
  return service.workloads.flatMap(({ pod }) => {
    const container = service.targetsIn(pod).find((t) => t.port.path.join() === port.path.join())?.container ?? null;
    return container === null ? [] : [{ container, port }];
  });
}

type Check = Pick<HealthCheck, 'path' | 'isChosen' | 'setting'>;

/** The annotation of the Service wins over the one of the Ingress. */
function albCheck(ingress: Ingress, service: Service): Check {
  const chosen = service.annotation(ALB.healthPath) ?? ingress.annotation(ALB.healthPath);
  const [protocol, version] = ['backend-protocol', 'backend-protocol-version'].map((name) => {
    return service.annotation(`${ALB.prefix}${name}`) ?? ingress.annotation(`${ALB.prefix}${name}`);
  });
  const byDefault = version === 'GRPC' || protocol === 'GRPC' ? '/AWS.ALB/healthcheck' : '/';
  return { path: chosen ?? byDefault, isChosen: chosen !== undefined, setting: ALB.healthPath };
}

/**
 * Google's takes over the path of the readiness probe where it finds it: an HTTP probe without a host and without headers, on a port the
 * container declares and the Service leads to.
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/ingress#interpreted_hc
 */
function gceCheck(backend: Backend, container: Container, port: Subject, readiness: string): Check {
  const setting = 'BackendConfig.spec.healthCheck.requestPath';
  const chosen = backendConfigOf(backend)?.in('healthCheck').string('requestPath');
  if (chosen !== undefined) return { path: chosen, isChosen: true, setting };
  const probe = container.in('readinessProbe').in('httpGet');
  const declared = container.list('ports');
  const isAt = (target: unknown) => declared.find((p) => (typeof target === 'string' ? p.string('name') : p.number('containerPort')) === target)?.number('containerPort');
  const served = isAt(port.get('targetPort'));
  const isTaken = served !== undefined && served === isAt(probe.get('port')) && !probe.has('host') && (probe.string('scheme') ?? 'HTTP') === 'HTTP'
    && probe.list('httpHeaders').every((h) => h.string('name') === 'Host');
  return { path: isTaken ? readiness : '/', isChosen: false, setting };
}
