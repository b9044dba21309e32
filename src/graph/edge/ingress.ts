import type { Subject } from '../reading/subject';
import { Undecided } from '../reading/unknown';
import type { KubeObject } from '../object/kube-object';
import { albReachesPods, namespaceOfTargets } from './alb-targets';
import { annotationFaults, type AnnotationFault } from './annotation-fault';
import { controllerByClassName, type Controller } from './controller';
import { KeepAlive } from './keep-alive';
import { healthChecksOf, type HealthCheck } from './health-check';
import { type IngressClass, defaultIngressClass } from './ingress-class';
import { Backend, Certificate, Route, type Address } from './route';
import { albRivalOf, edgeTimeoutsOf, type AlbRival, type EdgeTimeout } from './edge-timeout';
import { isServedOverTls } from './edge-tls';
import { edgeBuffersOf, type EdgeBuffers } from './edge-buffers';

export const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';
const GKE_ANNOTATION = /^(?:kubernetes\.io\/ingress\.(?:allow-http|(?:global|regional)-static-ip-name)|ingress\.gcp\.kubernetes\.io\/.+|networking\.gke\.io\/.+)$/;

/** An Ingress of networking.k8s.io, or of the API groups it had before. */
export class Ingress extends Route {
  private timeoutsOnce: readonly EdgeTimeout[] | undefined;

  /** The class it names by its annotation. */
  get annotatedClass(): string | null {
    return this.annotation(CLASS_ANNOTATION) ?? null;
  }

  /** The class it names, in whichever way; `null` = none. */
  get className(): string | null {
    return this.spec.string('ingressClassName') ?? this.annotatedClass;
  }

  /** Its class, where that is in the set: the one it names, else the default. */
  get ingressClass(): IngressClass | null {
    const { className } = this;
    return className === null ? this.graph.join(defaultIngressClass) : this.graph.found('networking.k8s.io', 'IngressClass', '', className) as IngressClass | null;
  }

  /** What serves it. Undecided when its class is not in the set, and its name says nothing. */
  get controller(): Controller {
    const { className, ingressClass } = this;
    const named = className ?? (this.isGkeDefault ? 'gce' : null);
    const controller = ingressClass?.controller ?? (named === null ? null : controllerByClassName(named, this.annotationKeys));
    if (controller === null) throw new Undecided(className === null ? 'it names no class' : `IngressClass ${className} is not in this set`);
    return controller;
  }

  /**
   * GKE's own controller serves what names no class, and needs no IngressClass for that. Where no cloud is declared, the annotations
   * only that controller reads tell that it is meant.
   * @see https://cloud.google.com/kubernetes-engine/docs/how-to/load-balance-ingress#summary_of_external_ingress_annotations
   */
  get isGkeDefault(): boolean {
    if (this.className !== null || this.ingressClass !== null) return false;
    const { cloud } = this.graph.profile;
    return cloud === 'gcp' || (cloud === null && this.annotationKeys.some((key) => GKE_ANNOTATION.test(key)));
  }

  get annotationKeys(): readonly string[] {
    return this.metadata.in('annotations').keys();
  }

  /** The ALB it shares with others of the same name; `null` = it has its own. */
  get loadBalancerGroup(): string | null {
    const group = this.ingressClass?.parameters?.in('group').string('name');
    return group ?? this.annotation('alb.ingress.kubernetes.io/group.name') ?? null;
  }

  /** Is it a second answer for addresses of another Ingress, on purpose? */
  get isCanary(): boolean {
    return this.annotation('nginx.ingress.kubernetes.io/canary') === 'true';
  }

  /** The paths of its rules, each with its rule. */
  get paths(): readonly { readonly rule: Subject; readonly path: Subject }[] {
    return this.spec.list('rules').flatMap((rule) => rule.in('http').list('paths').map((path) => ({ rule, path })));
  }

  get backends(): readonly Backend[] {
    const { spec } = this;
    const fallback = ['defaultBackend', 'backend'].filter((key) => spec.has(key)).map((key) => spec.in(key));
    return [...fallback, ...this.paths.map(({ path }) => path.in('backend'))].flatMap((at) => this.backendAt(at));
  }

  get addresses(): readonly Address[] {
    const { family } = this.controller;
    // Each of these gets a load balancer of its own.
    const group = family === 'alb' ? this.loadBalancerGroup : '';
    if (this.isCanary || family === 'gce' || group === null) return [];
    return this.paths.map(({ rule, path }) => {
      const [host, written, type] = [rule.string('host') ?? '', path.string('path') ?? '/', path.string('pathType') ?? ''];
      return { host, path: written, key: ['Ingress', family === 'alb' ? group : this.className ?? '', host, written, type].join('\n'), at: path };
    });
  }

  get certificates(): readonly Certificate[] {
    return this.spec.list('tls').filter((tls) => tls.has('secretName')).map((at) => new Certificate(this, at, at.string('secretName') ?? ''));
  }

  get hasCertificatesMade(): boolean {
    return ['cert-manager.io/cluster-issuer', 'cert-manager.io/issuer', 'kubernetes.io/tls-acme'].some((key) => this.metadata.in('annotations').has(key));
  }

  /** Throws `Undecided` for a part that is laid over an Ingress written elsewhere: the API server takes none without a rule or a default backend. */
  assertWhole(): void {
    const { spec } = this;
    if (spec.has('rules') || spec.has('defaultBackend') || spec.has('backend')) return;
    throw new Undecided('it has no rules, so it is a patch of something that is written elsewhere', ['spec']);
  }

  /** The time limits requests meet on their way in, defaults included. */
  get timeouts(): readonly EdgeTimeout[] {
    return (this.timeoutsOnce ??= edgeTimeoutsOf(this));
  }

  /** Another Ingress of its ALB that asks for another idle timeout; `null` = they agree. */
  get albRival(): AlbRival | null {
    return albRivalOf(this);
  }

  /** What nginx buffers for it; `null` where it is not served by nginx. */
  get buffers(): EdgeBuffers | null {
    return edgeBuffersOf(this);
  }

  /** The health checks its load balancer makes, beside those of Kubernetes. */
  get healthChecks(): readonly HealthCheck[] {
    return healthChecksOf(this);
  }

  /** Does it, or its class, say that it is served over TLS? */
  get hasTls(): boolean {
    return isServedOverTls(this);
  }

  /** Does an ALB send its requests to pods by their IP? */
  get reachesPodsByIp(): boolean {
    return albReachesPods(this);
  }

  /** The Namespace of the pods behind it. Undecided when it is not in the set. */
  get targetNamespace(): KubeObject {
    return namespaceOfTargets(this);
  }

  servesConsumersOf(): boolean {
    return false;
  }

  /** ingress-nginx refuses an Ingress that claims what another one has; two controllers are called `nginx`, and the other one does not. */
  get isRefusedAsTwin(): boolean {
    const { family, isCertain } = this.controller;
    return family === 'ingress-nginx' && isCertain;
  }

  /** How long idle connections live on both sides of its controller, where the app or the set says it. */
  get keepAlive(): KeepAlive {
    return new KeepAlive(this);
  }

  /** The annotations its controller can not read. */
  get annotationFaults(): readonly AnnotationFault[] {
    return annotationFaults(this);
  }

  /** A backend that is no Service, or an action of the load balancer, is none of Kubernetes'. */
  private backendAt(backend: Subject): readonly Backend[] {
    const at = backend.has('service') ? backend.in('service') : backend;
    const name = at.string(at === backend ? 'serviceName' : 'name');
    if (name === undefined) return [];
    const port = at === backend ? at.get('servicePort') : at.in('port').get('name') ?? at.in('port').get('number');
    if (port === 'use-annotation') return [];
    return [new Backend(this, at, name, this.namespace, typeof port === 'string' || typeof port === 'number' ? port : null)];
  }
}
