import type { KubernetesCluster, KubernetesClusterNetworkProfile } from '@cdktf/provider-azurerm/lib/kubernetes-cluster/index.js';
import { checked } from '../props/checked';
import { demand } from '../refusal';
import { SHAPES } from './shapes';

/** What is switched on, and what stays as it is. */
export interface LoopReadyAksProps {
  /**
   * What enforces NetworkPolicies where nothing does. Default `cilium` where the network allows it. One that is there stays. Serves network/policy-enforced.
   */
  readonly policyEngine?: 'cilium' | 'calico';
  /** Minutes between looks for secrets that changed in the vault. Default 2. */
  readonly secretRotationMinutes?: number;
  /** Let the vertical pod autoscaler recommend and set requests. Default `true`. */
  readonly verticalPodAutoscaler?: boolean;
}

/** A cluster with what the loops stand on. */
export interface LoopReadyAks {
  readonly cluster: KubernetesCluster;
  /** Who signs the tokens of its pods; for `Federation`. */
  readonly issuer: string;
  /** What was not there and is now, as Terraform calls it. */
  readonly switchedOn: readonly string[];
}

/**
 * Switches on what the loops need of a cluster the team has: issuer and injection of tokens, an engine for NetworkPolicies, KEDA and the vertical
 * autoscaler, the secret store. It changes the resource that declares the cluster, because nothing else in Terraform can; whatever else the team
 * wrote stays. All of it is changed in place but Calico, which versions of the provider plan as a new cluster: `prevent_destroy` stops such a plan,
 * `az aks update --network-policy calico` does it, and the next plan is empty. An engine that is there, and a network plugin, are never changed.
 * Nodes are rolled when the engine comes; an issuer cannot be switched off again. Keeps identity/workload-identity-wired, federated-credential-exact,
 * network/policy-enforced, compute/keda-valid.
 * @throws Refusal for a network on which no engine for policies can be switched on
 * @see https://learn.microsoft.com/azure/aks/use-network-policies
 */
export function loopReadyAks(cluster: KubernetesCluster, props: LoopReadyAksProps = {}): LoopReadyAks {
  const { path } = checked(SHAPES, 'KubernetesCluster', 'loopReadyAks', cluster).node;
  const { policyEngine, secretRotationMinutes = 2, verticalPodAutoscaler = true } = checked(SHAPES, 'LoopReadyAksProps', path, props);
  demand(Number.isInteger(secretRotationMinutes) && secretRotationMinutes >= 1, path, 'identity/secret', () => ({
    found: `secretRotationMinutes ${secretRotationMinutes}`, expected: 'whole minutes, at least one', remedy: 'leave it out: a change in the vault is then in the pods within two',
  }));
  const switchedOn = new Set<string>();
  if (cluster.oidcIssuerEnabledInput !== true) switchedOn.add('oidc_issuer_enabled');
  if (cluster.workloadIdentityEnabledInput !== true) switchedOn.add('workload_identity_enabled');
  cluster.oidcIssuerEnabled = true;
  cluster.workloadIdentityEnabled = true;

  const network = enforcing(path, cluster.networkProfileInput, policyEngine);
  if (network !== null) {
    cluster.putNetworkProfile(network);
    switchedOn.add('network_profile.network_policy');
  }

  const scaling = cluster.workloadAutoscalerProfileInput;
  if (scaling?.kedaEnabled !== true) switchedOn.add('workload_autoscaler_profile.keda_enabled');
  if (verticalPodAutoscaler && scaling?.verticalPodAutoscalerEnabled !== true) switchedOn.add('workload_autoscaler_profile.vertical_pod_autoscaler_enabled');
  cluster.putWorkloadAutoscalerProfile({ ...scaling, kedaEnabled: true, ...(verticalPodAutoscaler && { verticalPodAutoscalerEnabled: true }) });

  if (cluster.keyVaultSecretsProviderInput === undefined) {
    cluster.putKeyVaultSecretsProvider({ secretRotationEnabled: true, secretRotationInterval: `${secretRotationMinutes}m` });
    switchedOn.add('key_vault_secrets_provider');
  }
  cluster.lifecycle = { ...cluster.lifecycle, preventDestroy: true };
  return { cluster, issuer: cluster.oidcIssuerUrl, switchedOn: [...switchedOn] };
}

/** The network with an engine for policies; `null` = it has one. */
function enforcing(where: string, network: KubernetesClusterNetworkProfile | undefined, wanted: LoopReadyAksProps['policyEngine']): KubernetesClusterNetworkProfile | null {
  const { networkPlugin = 'kubenet', networkPolicy, networkDataPlane, networkPluginMode } = network ?? {};
  if (networkPolicy !== undefined || networkDataPlane === 'cilium') {
    const there = networkDataPlane === 'cilium' ? 'cilium' : networkPolicy;
    demand(wanted === undefined || wanted === there, where, 'network/policy-enforced', () => ({
      found: `policies enforced by ${there}, and policyEngine "${wanted}"`, expected: 'the engine the cluster has: another one makes the cluster anew', remedy: 'leave policyEngine out, or move to a new cluster',
    }));
    return networkPolicy === undefined && network !== undefined ? { ...network, networkPolicy: 'cilium' } : null;
  }
  demand(network !== undefined && networkPlugin !== 'none', where, 'network/policy-enforced', () => ({
    found: network === undefined ? 'no network_profile, which means kubenet' : 'network_plugin "none"', expected: 'a network that an engine of AKS can be switched on for',
    remedy: network === undefined ? 'write the network_profile the cluster has, then call this' : 'install Cilium or Calico yourself, and leave this out',
  }));
  const hasPodAddresses = networkPlugin === 'azure' && networkPluginMode === 'overlay';
  const engine = wanted ?? (hasPodAddresses ? 'cilium' : undefined);
  demand(engine !== undefined && (engine !== 'cilium' || hasPodAddresses), where, 'network/policy-enforced', () => ({
    found: `network_plugin "${networkPlugin}"${networkPlugin === 'azure' ? ' without the overlay' : ''}, and policyEngine ${wanted === undefined ? 'left out' : `"${wanted}"`}`,
    expected: 'policyEngine "calico", or Azure CNI in overlay mode for Cilium', remedy: 'say policyEngine: "calico"; or set network_plugin_mode = "overlay" first, which Azure changes in place',
  }));
  return { ...network, networkPolicy: engine, ...(engine === 'cilium' && { networkDataPlane: 'cilium' }) };
}
