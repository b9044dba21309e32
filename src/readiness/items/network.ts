import type { Item } from '../claim';

/** The whole path, and not only its end. */
export const network: Item = {
  id: 'network',
  title: 'Are readiness probes tuned, NetworkPolicies active, timeouts at the edge chosen?',
  claims: [
    {
      id: 'readiness',
      says: 'What is behind a Service says when it is ready, by a tuned probe',
      provenBy: ['network/readiness-probe'],
      refutedBy: ['network/probe-tuned', 'network/probe-port-valid'],
      look: { run: 'kubectl get pods -A', tells: 'what runs and is not ready: READY 0/1' },
    },
    {
      id: 'policies',
      says: 'Namespaces deny traffic by default, and policies allow what is meant',
      provenBy: ['network/default-deny'],
      refutedBy: ['network/policy-coverage', 'network/policy-selects-pods', 'network/policy-peer-scoped'],
      look: { run: 'kubectl get networkpolicy -A', tells: 'namespaces that are missing here are open' },
    },
    {
      id: 'policies-enforced',
      says: 'Something enforces the policies',
      provenBy: ['network/policy-enforced'],
      look: { run: 'kubectl -n kube-system get pods -o wide | grep -E "calico|cilium|aws-node|azure-npm|anetd"', tells: 'which engine runs on the nodes; of aws-node, enableNetworkPolicy tells' },
    },
    {
      id: 'edge-timeouts',
      says: 'Timeouts at the edge are chosen',
      provenBy: ['network/ingress-timeouts', 'network/gateway-timeouts'],
      refutedBy: ['network/timeout-chain', 'network/ingress-annotation-syntax', 'network/ingress-buffers'],
      look: {
        run: 'kubectl get ingress,httproutes -A', tells: 'what leads in; describe tells its timeouts',
        alerts: ['LoopIngress5xx', 'LoopGateway5xx', 'LoopAlb5xx', 'LoopApplicationGateway5xx'],
      },
    },
  ],
};
