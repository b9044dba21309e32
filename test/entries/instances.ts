import { Deployment } from 'cdk8s-plus-33';
import * as constructs from '../../constructs';
import * as aws from '../../constructs/aws';
import * as azure from '../../constructs/azure';
import { LoopLawValidation } from '../../src';
import { networkOf, newStack } from '../constructs/aws/stack';
import { NETWORK, POOLS, newStack as newAzureStack, teamCluster } from '../constructs/azure/stacks';
import { PRINCIPALS, SERVICE, STORE, chart, guarded, platforms } from '../constructs/manifests';

function service(): constructs.StatelessService {
  const at = chart();
  return new constructs.StatelessService(at, 'api', { ...SERVICE, namespace: guarded(at, constructs.Platform.aws({ zones: ['us-east-1a'], fqdnPolicies: 'cilium' })) });
}

/** A workload of somebody else's, under the laws. */
function kept(): constructs.KeptWorkload {
  const at = chart();
  const namespace = guarded(at);
  const workload = new Deployment(at, 'worker', { metadata: { name: 'worker', namespace: 'shop' }, replicas: 1, containers: [{ image: 'ghcr.io/acme/worker:1.4.2', securityContext: { user: 1000 } }] });
  return constructs.keepLaws(workload, { namespace, budget: SERVICE.budget, priorityClassName: 'batch' });
}

/** An object of each class that has methods, and of what such an object hands out. */
export const INSTANCES: Readonly<Record<string, Readonly<Record<string, () => object>>>> = {
  'looplaw': { LoopLawValidation: () => new LoopLawValidation() },
  'looplaw/constructs': {
    'Platform': () => platforms().aws,
    'Irsa': () => new constructs.Irsa({ issuer: 'https://oidc.acme.example/id/1', account: '123456789012', namespace: 'shop', serviceAccount: 'api' }),
    'WorkloadIdentity': () => {
      const at = chart();
      return new constructs.WorkloadIdentity(at, 'identity', { namespace: guarded(at) as constructs.GuardedNamespace<'aws'>, name: 'api', principal: PRINCIPALS.aws });
    },
    'ApiRole': () => {
      const at = chart();
      return new constructs.ApiRole(at, 'role', { namespace: guarded(at), name: 'api', allows: [{ verbs: ['get'], resources: ['configmaps'] }] });
    },
    'SecretFrom': () => {
      const at = chart();
      return new constructs.SecretFrom(at, 'secret', { namespace: guarded(at), name: 'orders', store: { clusterStore: 'vault' }, entries: { password: { secret: 'orders' } } });
    },
    'GuardedNamespace': () => guarded(chart()),
    'StatelessService': service,
    'StatelessService.allow': () => service().allow,
    'StatelessService.leave': () => service().leave,
    'StatelessService.policy': () => service().policy,
    'StatelessService.policy.names': () => service().policy.names,
    'StatefulStore': () => {
      const at = chart();
      return new constructs.StatefulStore(at, 'db', { ...STORE, namespace: guarded(at) });
    },
    'KeptWorkload': kept,
    'KeptWorkload.allow': () => kept().allow,
    'MtuPlan': () => new constructs.MtuPlan({ platform: platforms().aws, network: { plugin: 'cilium' } }),
    'KubeadmConfiguration': () => new constructs.KubeadmConfiguration({
      kubernetesVersion: 'v1.34.2', controlPlaneEndpoint: 'api.acme.example:6443', nodes: 20, etcd: { topology: 'stacked' }, files: { auditPolicy: '/etc/audit.yaml', encryption: '/etc/encryption.yaml' },
    }),
  },
  'looplaw/constructs/aws': {
    NodePools: () => {
      const stack = newStack();
      return new aws.NodePools(stack, 'Pools', { cluster: 'main', network: networkOf(stack), pools: { apps: { for: 'stateless', instanceTypes: ['m7i.large'], min: 1, max: 3 } } });
    },
  },
  'looplaw/constructs/azure': {
    NodePools: () => {
      const stack = newAzureStack();
      return new azure.NodePools(stack, 'Pools', { cluster: teamCluster(stack), network: new azure.ClusterNetwork(stack, 'Network', NETWORK), pools: POOLS });
    },
  },
};

/** Something to make a construct in. */
export const SCOPES: Readonly<Record<string, () => object>> = { 'looplaw/constructs': chart, 'looplaw/constructs/aws': newStack, 'looplaw/constructs/azure': () => newAzureStack() };
