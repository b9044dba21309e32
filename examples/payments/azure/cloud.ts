import { DataAzurermKeyVault } from '@cdktf/provider-azurerm/lib/data-azurerm-key-vault/index.js';
import { MonitorDiagnosticSetting } from '@cdktf/provider-azurerm/lib/monitor-diagnostic-setting/index.js';
import { KubernetesCluster } from '@cdktf/provider-azurerm/lib/kubernetes-cluster/index.js';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment/index.js';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { ClusterNetwork, FederatedIdentity, Federation, NodePools, loopReadyAks } from '../../../constructs/azure';

/** What the cloud half of payments is told. */
export interface PaymentsCloudProps {
  readonly zones: readonly [string, ...string[]];
  /** Client ids of the managed identities, which Azure chose when they were made. */
  readonly clients: { readonly api: string; readonly vaultReader: string };
  /** Name of the Key Vault. */
  readonly keyVault: string;
  /** Action group of who is on call. */
  readonly onCall: string;
  /** Log Analytics workspace for what the control plane says. */
  readonly workspace: string;
}

const NAMESPACE = 'payments';
const GROUP = { resourceGroup: 'payments' } as const;
/** When nodes may be drained: the quietest hours of the week. */
const QUIET = { frequency: 'Weekly', interval: 1, dayOfWeek: 'Sunday', startTime: '02:00', utcOffset: '+01:00', duration: 4 } as const;

/** The Azure half of payments: network, cluster, nodes, and the trust of two identities, whose values the cluster half takes as they are. */
export class PaymentsCloud extends TerraformStack {
  readonly network: ClusterNetwork;
  readonly pools: NodePools;
  readonly identities: { readonly api: Federation; readonly vaultReader: Federation };

  constructor(scope: Construct, id: string, { zones, clients, keyVault, onCall, workspace }: PaymentsCloudProps) {
    super(scope, id);
    new AzurermProvider(this, 'azurerm', { features: [{}] });
    const vault = new DataAzurermKeyVault(this, 'Vault', { name: keyVault, resourceGroupName: 'payments' });
    this.network = new ClusterNetwork(this, 'Network', { ...GROUP, name: NAMESPACE, zones, actionGroups: [onCall], endpoints: { vault: { id: vault.id, service: 'vault' } } });
    const cluster = this.cluster(zones[0]);
    const joins = new RoleAssignment(this, 'JoinsNetwork', { scope: this.network.network.id, roleDefinitionName: 'Network Contributor', principalId: cluster.identity.principalId });
    new MonitorDiagnosticSetting(this, 'ControlPlaneLogs', {
      name: 'control-plane', targetResourceId: cluster.id, logAnalyticsWorkspaceId: workspace,
      enabledLog: ['kube-apiserver', 'kube-audit-admin', 'kube-controller-manager', 'kube-scheduler', 'cluster-autoscaler', 'guard'].map((category) => ({ category })),
    });
    const { issuer } = loopReadyAks(cluster);
    this.pools = new NodePools(this, 'Pools', {
      cluster,
      network: this.network,
      after: [joins],
      pools: {
        apps: { for: 'stateless', vmSize: 'Standard_D4s_v5', min: 1, max: 4 },
        data: { for: 'stateful', vmSize: 'Standard_E4s_v5', min: 1, max: 2 },
      },
    });
    const of = (serviceAccount: string, clientId: string): Federation => new Federation({ namespace: NAMESPACE, serviceAccount, issuer, clientId });
    this.identities = { api: of('api', clients.api), vaultReader: of('vault-reader', clients.vaultReader) };
    new FederatedIdentity(this, 'Api', { identity: this.identities.api, managedIdentity: { ...GROUP, name: 'payments-api' } });
    const reader = new FederatedIdentity(this, 'VaultReader', { identity: this.identities.vaultReader, managedIdentity: { ...GROUP, name: 'payments-vault-reader' } });
    new RoleAssignment(this, 'ReadsSecrets', { scope: vault.id, roleDefinitionName: 'Key Vault Secrets User', principalId: reader.managedIdentity.principalId });
  }

  /** A cluster as teams have it, in the network above; `loopReadyAks` adds what the loops stand on. */
  private cluster(zone: string): KubernetesCluster {
    const { network } = this;
    return new KubernetesCluster(this, 'Cluster', {
      name: NAMESPACE, location: network.region, resourceGroupName: 'payments', dnsPrefix: NAMESPACE, kubernetesVersion: '1.34', skuTier: 'Standard', privateClusterEnabled: true,
      automaticUpgradeChannel: 'patch', nodeOsUpgradeChannel: 'NodeImage', maintenanceWindowAutoUpgrade: QUIET, maintenanceWindowNodeOs: QUIET,
      identity: { type: 'SystemAssigned' }, networkProfile: network.profile, localAccountDisabled: true, azureActiveDirectoryRoleBasedAccessControl: { azureRbacEnabled: true },
      defaultNodePool: { name: 'default', vmSize: 'Standard_D2s_v5', zones: [zone.slice(-1)], vnetSubnetId: network.subnets[zone]!, autoScalingEnabled: true, minCount: 1, maxCount: 2 },
    });
  }
}
