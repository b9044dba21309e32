import { hasInstanceMetadata, instanceMetadataOf } from '../../graph/identity/instance-metadata';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'identity/imds-guard',
  title: 'Pods can not take the credentials of their node',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'Warns: nothing fails, but every pod can become the node, which pulls every image and describes every machine.',
  clouds: ['aws'],
  signature: 'S1',
  why: 'The metadata service of a machine hands out the credentials of its role to whoever asks. With one hop an answer ends at the node; with two it reaches every pod on it.',
  remedy: 'Set httpTokens: required and httpPutResponseHopLimit: 1, and give the pods that need AWS an identity of their own.',
  waiveWhen: 'Pods of these nodes need the metadata and can have no identity of their own; annotation looplaw.dev/uses-imds: "true" says so.',
  carriedBy: 'Launch templates and node pools of Terraform are judged on the cloud plane.',
  sources: [
    'mission',
    'https://karpenter.sh/docs/concepts/nodeclasses/#specmetadataoptions',
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  ],
  on: 'Manifest',
  messages: {
    noToken: { text: 'nodes of {nodes} hand out their credentials without a token (IMDSv1)', severity: 'warning' },
    hops: { text: 'nodes of {nodes} hand out their credentials over {hops} hops, so to their pods', severity: 'warning' },
  },
  applies: hasInstanceMetadata,
  judge(object, { broken }) {
    const metadata = instanceMetadataOf(object);
    if (metadata === null) return;
    const { requiresToken, hops, tokenField, hopField } = metadata;
    if (!requiresToken) broken('noToken', { path: tokenField, args: { nodes: object.title } });
    if (hops > 1) broken('hops', { path: hopField, args: { nodes: object.title, hops } });
  },
});
