import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/lb-readiness-gate',
  title: 'Pods an ALB reaches by IP wait for it to know them',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'It costs requests only during rollouts, and the rollout must be fast: info.',
  clouds: ['aws'],
  unproven: true,
  signature: 'S3',
  why: 'A rollout takes old pods away as soon as new ones are Ready. The ALB needs longer to register those, and for some seconds every target it knows is gone: 502 and 503 with each deployment.',
  remedy: 'Label the namespace elbv2.k8s.aws/pod-readiness-gate-inject: enabled.',
  keptBy: 'TunedIngress labels its GuardedNamespace where an ALB leads to it.',
  sources: ['https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/pod_readiness_gate/'],
  on: 'Ingress',
  messages: {
    ungated: { text: 'its ALB reaches pods by IP, and namespace {namespace} asks for no readiness gates', severity: 'info' },
  },
  applies: (ingress) => ingress.reachesPodsByIp,
  judge(ingress, { broken }) {
    const { targetNamespace } = ingress;
    if (targetNamespace.labels.get('elbv2.k8s.aws/pod-readiness-gate-inject') === 'enabled') return;
    broken('ungated', {
      path: ['metadata', 'annotations', 'alb.ingress.kubernetes.io/target-type'],
      args: { namespace: targetNamespace.name },
      related: [{ message: 'is the namespace', resource: targetNamespace.resource, path: ['metadata', 'name'] }],
    });
  },
});
