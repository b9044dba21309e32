import { limitRangesIn } from '../../graph/budget/limit-ranges';
import { quotasIn } from '../../graph/budget/quotas';
import { isSystemNamespace } from '../../graph/object/system-namespace';
import { some } from '../../graph/reading/unknown';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/namespace-guardrails',
  title: 'Namespaces have a quota and default limits',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'A namespace without them works until one team takes the whole cluster.',
  signature: 'S2',
  why: 'Without a ResourceQuota one namespace can take every node; without a LimitRange one pod without limits can take its node.',
  remedy: 'Add a ResourceQuota with requests.cpu and requests.memory, and a LimitRange with defaults for containers, to the namespace.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/policy/resource-quotas/', 'https://kubernetes.io/docs/concepts/policy/limit-range/'],
  on: 'Manifest',
  messages: {
    noQuota: { text: 'namespace {name} has no ResourceQuota on CPU and memory requests', severity: { recommended: 'info', strict: 'error' } },
    noLimitRange: { text: 'namespace {name} has no LimitRange with defaults for containers', severity: { recommended: 'info', strict: 'error' } },
  },
  keptBy: '`GuardedNamespace` makes both.',
  curedBy: ['ResourceQuota', 'LimitRange'],
  applies: (object) => object.kind === 'Namespace' && object.group === '' && !isSystemNamespace(object.name),
  judge(namespace, { graph, profile, broken }) {
    const { name } = namespace;
    const hasDefaults = some(limitRangesIn(graph, name), (range) => range.rules.some((rule) => rule.type === 'Container'));
    const hasQuota = some(quotasIn(graph, name), (quota) => quota.boundsRequests);
    if (!hasDefaults) {
      graph.assertNotProvided('limit-range');
      broken('noLimitRange', { path: ['metadata', 'name'], args: { name } });
    }
    if (hasQuota || profile.environment === 'dev') return;
    graph.assertNotProvided('resource-quota');
    broken('noQuota', { path: ['metadata', 'name'], args: { name } });
  },
});
