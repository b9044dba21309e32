import { STORED, anyBeside, beside, textBeside, whenAbsent, whenEmpty, type Rules, type Written } from './rule';

const INWARD = Object.freeze(['Ingress']);
const BOTH_WAYS = Object.freeze(['Ingress', 'Egress']);

const tcp = whenAbsent('TCP');

/**
 * Services and everything around them.
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/networking/v1/defaults.go
 */
export const networkRules: Rules = {
  'core/v1.ServiceSpec': {
    allocateLoadBalancerNodePorts: whenAbsent((node: Written) => (textBeside(node, 'type') === 'LoadBalancer' ? true : undefined)),
    externalTrafficPolicy: whenEmpty((node: Written) => (reachableFromOutside(node) ? 'Cluster' : undefined)),
    internalTrafficPolicy: whenAbsent((node: Written) => (textBeside(node, 'type') === 'ExternalName' ? undefined : 'Cluster')),
    sessionAffinity: whenEmpty('None'),
    sessionAffinityConfig: whenAbsent((node: Written) => (textBeside(node, 'sessionAffinity') === 'ClientIP' ? STORED : undefined)),
    type: whenEmpty('ClusterIP'),
  },
  'core/v1.ServicePort': {
    protocol: whenEmpty('TCP'),
    targetPort: whenEmpty((node: Written) => beside(node, 'port')),
  },
  'core/v1.SessionAffinityConfig': { clientIP: whenAbsent(STORED) },
  'core/v1.ClientIPConfig': { timeoutSeconds: whenAbsent(10_800) },
  'core/v1.EndpointPort': { protocol: whenEmpty('TCP') },
  'discovery/v1.Endpoint': { conditions: whenAbsent(STORED) },
  'discovery/v1.EndpointPort': { name: whenAbsent(''), protocol: tcp },
  'networking/v1.NetworkPolicySpec': {
    podSelector: whenAbsent(STORED),
    policyTypes: whenEmpty((node: Written) => (anyBeside(node, 'egress') ? BOTH_WAYS : INWARD)),
  },
  'networking/v1.NetworkPolicyPort': { protocol: tcp },
  'networking/v1.IngressClassParametersReference': { scope: whenAbsent('Cluster') },
};

function reachableFromOutside(node: Written): boolean {
  const type = textBeside(node, 'type');
  return type === 'NodePort' || type === 'LoadBalancer' || ((type === '' || type === 'ClusterIP') && anyBeside(node, 'externalIPs'));
}
