import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

/** What the cloud half of payments is told. */
export interface PaymentsCloudProps {
  readonly project: string;
  /** Number of the project, which principals are named by. */
  readonly projectNumber: string;
  readonly region: string;
  readonly zones: readonly [string, ...string[]];
}

const NAMESPACE = 'payments';
const DATA = { key: 'acme.example/pool', value: 'data' } as const;
const API = `${NAMESPACE}-api`;

/**
 * The Google half of payments, written block by block: there are no constructs for it, and the laws judge what is written by hand the same way.
 * One identity is a service account of Google, the other the account of Kubernetes itself.
 */
export class PaymentsCloud extends TerraformStack {
  /** Whom the cluster half has to name. */
  readonly principals: { readonly api: { readonly serviceAccount: `${string}@${string}.iam.gserviceaccount.com` }; readonly vaultReader: { readonly direct: true } };

  constructor(scope: Construct, id: string, { project, projectNumber, region, zones }: PaymentsCloudProps) {
    super(scope, id);
    this.principals = { api: { serviceAccount: `${API}@${project}.iam.gserviceaccount.com` }, vaultReader: { direct: true } };
    const pool = `${project}.svc.id.goog`;
    const vaultReader = `principal://iam.googleapis.com/projects/${projectNumber}/locations/global/workloadIdentityPools/${pool}/subject/ns/${NAMESPACE}/sa/vault-reader`;
    this.addOverride('terraform.required_providers.google', { source: 'hashicorp/google', version: '~> 7.0' });
    this.addOverride('provider.google', [{ project, region }]);
    this.block('google_compute_network', 'main', { name: NAMESPACE, auto_create_subnetworks: false });
    this.block('google_compute_subnetwork', 'nodes', {
      name: 'nodes', region, network: '${google_compute_network.main.id}', ip_cidr_range: '10.0.0.0/20', private_ip_google_access: true, log_config: { aggregation_interval: 'INTERVAL_1_MIN', flow_sampling: 0.1 },
      secondary_ip_range: [{ range_name: 'pods', ip_cidr_range: '10.4.0.0/14' }, { range_name: 'services', ip_cidr_range: '10.8.0.0/20' }],
    });
    this.block('google_compute_router', 'main', { name: NAMESPACE, region, network: '${google_compute_network.main.id}' });
    this.block('google_compute_router_nat', 'main', {
      name: NAMESPACE, region, router: '${google_compute_router.main.name}', nat_ip_allocate_option: 'AUTO_ONLY', source_subnetwork_ip_ranges_to_nat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
      enable_dynamic_port_allocation: true, enable_endpoint_independent_mapping: false, min_ports_per_vm: 64, max_ports_per_vm: 32_768, log_config: { enable: true, filter: 'ERRORS_ONLY' },
    });
    this.block('google_container_cluster', 'main', {
      name: NAMESPACE, location: region, node_locations: zones, network: '${google_compute_network.main.id}', subnetwork: '${google_compute_subnetwork.nodes.id}',
      remove_default_node_pool: true, initial_node_count: 1, datapath_provider: 'ADVANCED_DATAPATH', workload_identity_config: { workload_pool: pool },
      private_cluster_config: { enable_private_nodes: true, enable_private_endpoint: true }, master_authorized_networks_config: {}, master_auth: { client_certificate_config: { issue_client_certificate: false } },
      authenticator_groups_config: { security_group: 'gke-security-groups@acme.example' }, release_channel: { channel: 'REGULAR' },
      // The quietest hours; Google asks for 48 of them in 32 days.
      maintenance_policy: { recurring_window: { start_time: '2026-01-04T01:00:00Z', end_time: '2026-01-04T05:00:00Z', recurrence: 'FREQ=WEEKLY;BYDAY=FR,SA,SU' } },
      resource_labels: { team: NAMESPACE },
      ip_allocation_policy: { cluster_secondary_range_name: 'pods', services_secondary_range_name: 'services' },
    });
    this.block('google_service_account', 'nodes', { account_id: `${NAMESPACE}-nodes` });
    this.block('google_project_iam_member', 'nodes_pull', { project, role: 'roles/artifactregistry.reader', member: `serviceAccount:${NAMESPACE}-nodes@${project}.iam.gserviceaccount.com` });
    this.nodes('apps', zones, 'e2-standard-4', 4, {});
    for (const zone of zones) this.nodes(`data_${zone.slice(-1)}`, [zone], 'n2-highmem-4', 2, { labels: { [DATA.key]: DATA.value }, taint: [{ ...DATA, effect: 'NO_SCHEDULE' }] });
    this.block('google_service_account', 'api', { account_id: API });
    this.block('google_service_account_iam_member', 'api', {
      service_account_id: '${google_service_account.api.name}', role: 'roles/iam.workloadIdentityUser', member: `serviceAccount:${pool}[${NAMESPACE}/api]`,
    });
    this.block('google_project_iam_member', 'reads_secrets', { project, role: 'roles/secretmanager.secretAccessor', member: vaultReader });
  }

  private nodes(name: string, zones: readonly string[], machine: string, most: number, marks: object): void {
    this.block('google_container_node_pool', name, {
      name: name.replace('_', '-'), cluster: '${google_container_cluster.main.id}', node_locations: zones, autoscaling: { min_node_count: 1, max_node_count: most },
      management: { auto_repair: true, auto_upgrade: true },
      node_config: {
        machine_type: machine, service_account: '${google_service_account.nodes.email}', oauth_scopes: ['https://www.googleapis.com/auth/cloud-platform'],
        workload_metadata_config: { mode: 'GKE_METADATA' }, shielded_instance_config: { enable_secure_boot: true, enable_integrity_monitoring: true }, ...marks,
      },
    });
  }

  private block(type: string, name: string, argument: object): void {
    this.addOverride(`resource.${type}.${name}`, argument);
  }
}
