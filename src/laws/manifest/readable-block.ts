import { CloudResource } from '../../graph/cloud/cloud-resource';
import { isOfAnotherForm, unreadIn } from '../../graph/cloud/unread';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'manifest/readable-block',
  title: 'What Terraform declares for a cluster is in a form that laws read',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'It only says what was not looked at, so that nobody takes silence for a pass.',
  unproven: true,
  signature: null,
  why: 'Laws read the resources of aws, azurerm and google. What is written by the API of its cloud (awscc, and azapi beyond clusters, pools, credentials and alerts whose body is a map), an object by the provider of Kubernetes, or a chart goes unexamined, and a clean report says nothing about it.',
  remedy: 'Declare it by azurerm or aws, or write the body of azapi as a map. Check objects and charts as manifests: helm template REPO/CHART -f VALUES | looplaw check -, or what runs: kubectl get all -A -o yaml | looplaw check -.',
  sources: [
    'https://registry.terraform.io/providers/Azure/azapi/latest/docs',
    'https://registry.terraform.io/providers/hashicorp/awscc/latest/docs',
    'https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs',
  ],
  on: 'Written',
  messages: {
    block: { text: '{block} is {what} in a form that no law reads: it is not examined', severity: 'info' },
    object: { text: '{block} is an object of the cluster ({what}), and not examined here', severity: 'info' },
    chart: { text: '{block} installs a chart ({what}); what the chart holds is not examined', severity: 'info' },
  },
  applies: (written) => written instanceof CloudResource && isOfAnotherForm(written),
  judge(block, { broken }) {
    const unread = block instanceof CloudResource ? unreadIn(block) : null;
    if (unread !== null) broken(unread.is, { path: unread.path, args: { block: block.title, what: unread.what } });
  },
});
