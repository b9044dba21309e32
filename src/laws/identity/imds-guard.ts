import { GkeNodePool } from '../../graph/cloud/google/gke-node-pool';
import { answersForNodes, metadataOf } from '../../graph/identity/metadata-server';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'identity/imds-guard',
  title: 'Pods can not take the credentials of their node',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'Warns: nothing fails, but every pod can become the node, which pulls every image and describes every machine.',
  clouds: ['aws', 'gcp'],
  signature: 'S1',
  why: 'The metadata service of a machine hands out the credentials of its role to whoever asks. With one hop an answer ends at the node; with two it reaches every pod on it.',
  remedy: 'Set httpTokens: required and httpPutResponseHopLimit: 1 (http_tokens, http_put_response_hop_limit of a launch template), on GKE workload_metadata_config with mode = "GKE_METADATA"; give pods that need the cloud an identity of their own.',
  waiveWhen: 'Pods of these nodes need the metadata and can have no identity of their own; annotation (on a launch template a tag) looplaw.dev/uses-imds: "true" says so.',
  sources: [
    'mission',
    'https://karpenter.sh/docs/concepts/nodeclasses/#specmetadataoptions',
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  ],
  on: 'MetadataServer',
  messages: {
    noToken: { text: 'nodes of {nodes} hand out their credentials without a token (IMDSv1)', severity: 'warning' },
    google: { text: 'nodes of {nodes} hand out the credentials of their machine to every pod (no GKE_METADATA)', severity: 'warning' },
    hops: { text: 'nodes of {nodes} hand out their credentials over {hops} hops, so to their pods', severity: 'warning' },
  },
  applies: answersForNodes,
  judge(object, { broken }) {
    if (object instanceof GkeNodePool) {
      if (object.sharesCredentials) broken('google', { path: object.metadataField, args: { nodes: object.title } });
      return;
    }
    const metadata = metadataOf(object);
    if (metadata === null) return;
    const { requiresToken, hops, tokenField, hopField } = metadata;
    if (!requiresToken) broken('noToken', { path: tokenField, args: { nodes: object.title } });
    if (hops > 1) broken('hops', { path: hopField, args: { nodes: object.title, hops } });
  },
});
