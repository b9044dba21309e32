import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/zone-local-traffic',
  title: 'Services keep traffic in the zone it comes from',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'The API server rejects a trafficDistribution its version does not know. Crossing zones costs money and time, and no outage by itself.',
  signature: 'S3',
  shows: { symptom: 'latency between zones, a bill for traffic between them, a NAT gateway that saturates', blamed: 'the cloud provider', metric: 'bytes between zones, per Service' },
  why: 'A Service spreads its traffic over all its pods, in whichever zone. Two of three requests cross zones: each is slower, each is paid for, and when a zone is lost they all hang in it.',
  remedy: 'Spread the pods over the zones, then set spec.trafficDistribution: PreferClose (from 1.35: PreferSameZone).',
  keptBy: 'StatelessService sets trafficDistribution from Kubernetes 1.31 on, and spreads its pods.',
  waiveWhen: 'Clients sit in one zone only: its pods would be overloaded while the others idle.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/services-networking/service/#traffic-distribution', 'https://kubernetes.io/docs/concepts/services-networking/service-traffic-policy/'],
  needs: 'cluster',
  on: 'Service',
  messages: {
    crossing: { text: 'Service {service} spreads its traffic over all zones, though {workload} has a pod for each', severity: { recommended: 'info', strict: 'warning' } },
    refused: { text: 'Kubernetes {version} refuses trafficDistribution {distribution} of Service {service}', severity: 'error' },
    conflict: { text: 'Service {service} has trafficDistribution and topology-mode Auto, which outranks it', severity: { recommended: 'warning', strict: 'error' } },
    dropping: { text: 'Service {service} keeps traffic on the node, and {workload} does not run on every node: elsewhere it is dropped', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (service) => service.locality.distribution !== undefined || (service.selectsPods && !service.isHeadless && !service.isSystem),
  judge(service, { profile, broken }) {
    const { name, locality } = service;
    const { distribution, unevenBackend, zonalDistribution, zonedBackend } = locality;
    const args = { service: name, version: profile.kubeVersion, distribution: distribution ?? '' };
    if (locality.isRefused) broken('refused', { path: ['spec', 'trafficDistribution'], args });
    if (distribution !== undefined && locality.isTopologyAware) broken('conflict', { path: ['spec', 'trafficDistribution'], at: 'key', args });
    if (unevenBackend !== null) broken('dropping', { path: ['spec', 'internalTrafficPolicy'], args: { ...args, workload: unevenBackend.title } });
    if (locality.isKept || profile.zones?.length === 1 || zonalDistribution === null || zonedBackend === null) return;
    const patch = [{ op: 'add', path: ['spec', 'trafficDistribution'], value: zonalDistribution }] as const;
    // Pods that are not spread would be overloaded in the zone where most of them are.
    const isSpread = zonedBackend.pod.isSpreadOverZones;
    broken('crossing', { path: ['spec'], at: 'key', args: { ...args, workload: zonedBackend.title }, ...(isSpread && { repair: { patch } }) });
  },
});
