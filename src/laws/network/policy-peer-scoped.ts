import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/policy-peer-scoped',
  title: 'NetworkPolicies let in whom they mean, above all to databases',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'The API server rejects a malformed peer. Who may talk to a database is the owner\'s to say: strict follows the method and names callers one by one.',
  signature: 'S3',
  shows: { symptom: 'a front end that was broken into talks to the billing database', blamed: 'the firewall', cause: 'a policy that allows more than it seems to' },
  why: 'Two list items are two peers: "this namespace, or these pods", not "these pods of this namespace". A rule without peers, or for every namespace, opens a database to whoever runs in the cluster.',
  remedy: 'Name the callers: namespaceSelector and podSelector in one list item, one item per caller.',
  keptBy: 'WorkloadPolicy writes namespace and pods of a peer into one item, and lets in only whom the verb allow names.',
  waiveWhen: 'The database is meant for everybody, and keeps callers out by itself.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors'],
  on: 'NetworkPolicy',
  messages: {
    refused: { text: 'the API server refuses a peer of NetworkPolicy {policy}: {reason}', severity: 'error' },
    everybody: { text: 'NetworkPolicy {policy} lets everybody in to {database}, which keeps data', severity: { recommended: 'warning', strict: 'error' } },
    either: { text: 'NetworkPolicy {policy} means the pods of some namespaces, or some pods of its own: these are two peers', severity: 'info' },
  },
  judge(policy, { broken }) {
    const args = { policy: policy.name };
    for (const rule of policy.writtenRules) {
      const { peers } = rule;
      for (const [i, peer] of peers.entries()) {
        const { refusal } = peer;
        if (refusal !== null) broken('refused', { path: peer.path, args: { ...args, reason: refusal } });
        const next = peers[i + 1];
        if (next !== undefined && peer.isHalfOf(next)) broken('either', { path: next.path, args });
      }
      if (rule.direction === 'Egress' || !rule.isEffective) continue;
      const open = rule.isForEverybody ? rule : peers.find((peer) => peer.isEverybody);
      const database = open === undefined ? null : policy.database;
      if (open === undefined || database === null) continue;
      broken('everybody', {
        path: open.path,
        args: { ...args, database: database.title },
        related: [{ message: 'keeps data', resource: database.resource, path: ['metadata', 'name'] }],
      });
    }
  },
});
