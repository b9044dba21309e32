import { isKnownDatabase } from './database';
import { isExporterImage } from './exporter';
import { parseImage } from './image';

/** Registries that serve what their vendor builds, and nothing of one's own. */
const VENDOR_REGISTRIES = new Set(['docker.elastic.co', 'gke.gcr.io', 'k8s.gcr.io', 'mcr.microsoft.com', 'nvcr.io', 'registry.access.redhat.com', 'registry.k8s.io']);
/** Where anyone can publish; there the organisation tells. */
const OPEN_REGISTRIES = new Set(['docker.io', 'gcr.io', 'ghcr.io', 'index.docker.io', 'public.ecr.aws', 'quay.io']);
/** Organisations that publish infrastructure. */
const VENDORS = new Set([
  'amazon', 'argoproj', 'aws-observability', 'bitnami', 'bitnamilegacy', 'brancz', 'calico', 'cilium', 'cloud-sql-connectors', 'cloudnative-pg',
  'cloudsql-docker', 'confluentinc', 'coreos', 'csi-components', 'datadog', 'dexidp', 'docker', 'ebs-csi-driver', 'eks', 'eks-distro', 'elastic',
  'envoyproxy', 'external-secrets', 'flannel-io', 'fluent', 'fluxcd', 'gke-release', 'google-containers', 'google_containers', 'grafana',
  'hashicorp', 'istio', 'jaegertracing', 'jenkins', 'jetbrains', 'jetstack', 'k8scsi', 'karpenter', 'kedacore', 'kiali', 'kiwigrid',
  'kube-state-metrics', 'library', 'linkerd', 'longhornio', 'minio', 'mysql', 'nginx', 'nginxinc', 'oauth2-proxy', 'open-telemetry',
  'openpolicyagent', 'openzipkin', 'otel', 'percona', 'prom', 'prometheus', 'prometheus-community', 'prometheus-operator', 'prometheuscommunity',
  'rancher', 'rook', 'selenium', 'strimzi', 'thanos', 'traefik', 'velero', 'victoriametrics', 'zalando',
]);
/** Products of Docker Hub's official images; every other bare name may just as well be an image built at home. */
const OFFICIAL = new Set([
  'adminer', 'alpine', 'busybox', 'caddy', 'debian', 'envoy', 'fluentd', 'ghost', 'haproxy', 'httpd', 'jenkins', 'kong', 'memcached', 'nextcloud',
  'nginx', 'phpmyadmin', 'registry', 'telegraf', 'tomcat', 'traefik', 'ubuntu', 'varnish', 'wordpress',
]);

/**
 * Is this an image whose log lines its users do not write? Judged by where it was published; an image of a private registry
 * (a mirror too) counts as one's own, for nothing in its name says otherwise.
 */
export function isThirdParty(reference: string): boolean {
  const { registry, repository } = parseImage(reference);
  if (isExporterImage(repository)) return true;
  if (registry !== null && VENDOR_REGISTRIES.has(registry)) return true;
  if (registry !== null && !OPEN_REGISTRIES.has(registry)) return false;
  const [first = '', second] = repository.split('/');
  return second === undefined ? OFFICIAL.has(first) || isKnownDatabase(first) : VENDORS.has(first);
}
