import { text } from '../../graph/cloud/argument';
import { cloud } from '../../graph/cloud/cloud';
import { maybe } from '../../graph/reading/unknown';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'manifest/readable-module',
  title: 'What a module of Terraform makes can be read',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'It informs: nothing is wrong, but what the module makes is examined by no law.',
  signature: null,
  why: 'A configuration names a module and what it is given, and not what it makes of that. Roles, networks and node groups in it are judged by nobody, and whatever is not found may be in it.',
  remedy: 'Check the plan, in which modules are worked out: terraform show -json tfplan | looplaw check -.',
  sources: ['https://developer.hashicorp.com/terraform/internals/json-format'],
  on: 'ModuleCall',
  messages: {
    unseen: { text: '{module} calls {source}: what it makes is not seen here, and judged in a plan only', severity: 'info' },
  },
  judge(call, { graph, broken }) {
    const source = maybe(() => text(call, 'source')) ?? 'another module';
    if (!graph.join(cloud).holdsModule(call, source)) broken('unseen', { path: ['source'], args: { module: call.title, source } });
  },
});
