import { defineLaw } from '../../law';

export default defineLaw({
  id: 'cross/domino-chain',
  title: 'No workload carries a whole domino chain',
  owner: 'app',
  presets: ['recommended', 'strict'],
  signature: 'S4',
  why: 'Each link alone is a nuisance. Together they turn one Pending pod at 09:00 into a disk in the wrong zone, traffic across zones and a saturated NAT gateway by 09:10, with four teams paged.',
  remedy: 'Break any link: a WaitForFirstConsumer class, a zone spread on the pods, trafficDistribution: PreferClose on the Service.',
  because: 'A warning: each link has a law, and a severity, of its own; this one says that they are one incident.',
  keptBy: 'ZonalStorageClass waits for the pod, StatefulStore spreads its replicas by force, and its headless Service sends nobody across zones.',
  waiveWhen: 'All nodes are in one zone that the profile does not name.',
  sources: ['mission'],
  needs: 'cluster',
  on: 'Workload',
  messages: {
    chain: { text: 'one Pending pod of {name} at 09:00 ends in a saturated NAT gateway at 09:10: {story}', severity: 'warning' },
  },
  applies: (workload, { profile }) => workload.isReplicated && workload.pod.claims.length > 0 && profile.zones?.length !== 1,
  judge(workload, { broken }) {
    const links = workload.dominoLinks;
    if (links.length < 2) return;
    broken('chain', {
      path: ['metadata', 'name'],
      args: { name: `${workload.kind} ${workload.name}`, story: links.map(({ at, event, law }) => `${at} ${event} (${law})`).join('; ') },
      related: links.map(({ at, event, law, resource, path }) => ({ message: `${at} ${event} (${law})`, resource, path, step: { at, event, law } })),
    });
  },
});
