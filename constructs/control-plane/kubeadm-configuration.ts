import { Yaml } from 'cdk8s';
import { named } from '../../src/argument/named';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { told } from '../props/words';
import { demand } from '../refusal';
import type { EtcdMember, EtcdTopology } from './etcd/topology';
import { flagsOf } from './etcd/tuning';

/** What a control plane that kubeadm sets up must tell. */
export interface KubeadmConfigurationProps {
  /** Version of the cluster; from 1.31 on the configuration is written as v1beta4, before as v1beta3. Serves control-plane/kubeadm-args-shape. */
  readonly kubernetesVersion: `v1.${number}.${number}`;
  /** A name or address that outlives each machine, and its port. Serves control-plane/apiserver-ha. @refused with why */
  readonly controlPlaneEndpoint: `${string}:${number}`;
  /** How many nodes the cluster grows to. Serves control-plane/etcd-topology-fits-size. */
  readonly nodes: number;
  readonly etcd: EtcdTopology;
  /** Ranges of pods and Services. Default: as kubeadm has it. */
  readonly networking?: { readonly podSubnet?: string; readonly serviceSubnet?: string };
  /** Files that lie on each machine of the control plane before kubeadm runs. Serves control-plane/apiserver-closed. */
  readonly files: {
    /** Policy of the audit log, e.g. `/etc/kubernetes/audit/policy.yaml`. */
    readonly auditPolicy: `/${string}`;
    /** EncryptionConfiguration of what the API server stores, e.g. `/etc/kubernetes/encryption/config.yaml`. */
    readonly encryption: `/${string}`;
  };
}

/** Nodes from which etcd has machines of its own. */
const STACKED_MAX_NODES = 100;
const PKI = '/etc/kubernetes/pki';
const AUDIT_LOGS = '/var/log/kubernetes/audit';

/**
 * What kubeadm is told on the machines of a control plane, as documents for a file: nothing of it is applied to a cluster. Keeps
 * control-plane/kubeadm-args-shape, etcd-quota, etcd-compaction, etcd-timing, etcd-tls, etcd-metrics-exposed, etcd-odd-members, etcd-quorum,
 * etcd-topology-fits-size, apiserver-ha, apiserver-closed.
 * @see https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/
 */
export class KubeadmConfiguration {
  private readonly isList: boolean;

  /** @throws Refusal for an even number of members, etcd beside the API server of a large cluster, and flags etcd does not start with. */
  constructor(private readonly props: KubeadmConfigurationProps) {
    const { kubernetesVersion, controlPlaneEndpoint, nodes, etcd } = checked(SHAPES, 'KubeadmConfigurationProps', 'KubeadmConfiguration', props);
    const where = 'KubeadmConfiguration';
    const minor = Number(/^v1\.(\d+)\.\d+$/.exec(kubernetesVersion)?.[1] ?? 0);
    demand(minor >= 22, where, 'platform', () => ({ found: `kubernetesVersion "${kubernetesVersion}"`, expected: 'v1.22.0 or later', remedy: 'write e.g. "v1.34.2"' }));
    demand(/^[a-z0-9[][\w.:\]-]*:\d+$/i.test(controlPlaneEndpoint), where, 'control-plane/apiserver-ha', () => ({
      found: `controlPlaneEndpoint ${told(controlPlaneEndpoint)}`, expected: 'a name or address, and a port', remedy: 'write e.g. "api.k8s.acme.example:6443"',
    }));
    demand(etcd.topology === 'external' || nodes < STACKED_MAX_NODES, where, 'control-plane/etcd-topology-fits-size', () => ({
      found: `etcd beside the API server, for ${nodes} nodes`, expected: `machines of its own from ${STACKED_MAX_NODES} nodes on`, remedy: 'name three or five members: etcd: { topology: "external", members }',
    }));
    if (etcd.topology === 'external') {
      const { members } = etcd;
      demand([3, 5, 7].includes(members.length) && new Set(members.map(({ address }) => address)).size === members.length, where, 'quorum', () => ({
        found: `${members.length} members, at ${members.map(({ address }) => address).join(', ')}`, expected: 'three, five or seven machines', remedy: 'run three, or five where two may fail at once',
      }));
    }
    flagsOf(where, etcd.tuning);
    this.isList = minor >= 31;
  }

  /** For the machines of the control plane: `kubeadm init --config`. */
  get controlPlane(): readonly object[] {
    const { etcd } = this.props;
    const external = etcd.topology !== 'external' ? undefined : {
      endpoints: etcd.members.map(({ address }) => `https://${address}:2379`),
      caFile: `${PKI}/etcd/ca.crt`, certFile: `${PKI}/apiserver-etcd-client.crt`, keyFile: `${PKI}/apiserver-etcd-client.key`,
    };
    return [this.cluster(external === undefined ? { local: { extraArgs: this.args(flagsOf('', etcd.tuning)) } } : { external })];
  }

  /**
   * For one machine of etcd: `kubeadm init phase etcd local --config`, once its certificates are made; see
   * https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/setup-ha-etcd-with-kubeadm/. @throws Refusal for a member that is not named.
   */
  member(name: string): readonly object[] {
    const { etcd } = this.props;
    const members: readonly EtcdMember[] = etcd.topology === 'external' ? etcd.members : [];
    const member = members.find((each) => each.name === name);
    demand(member !== undefined, 'KubeadmConfiguration', 'name', () => ({
      found: `member ${told(name)}`, expected: `one of ${members.map((each) => each.name).join(', ') || 'none: etcd is stacked'}`, remedy: 'name a machine of etcd.members',
    }));
    const { address } = member;
    const flags = {
      ...flagsOf('', etcd.tuning),
      'name': name,
      'initial-cluster': members.map((each) => `${each.name}=https://${each.address}:2380`).join(','),
      'initial-cluster-state': 'new',
      'listen-client-urls': `https://127.0.0.1:2379,https://${address}:2379`,
      'advertise-client-urls': `https://${address}:2379`,
      'listen-peer-urls': `https://${address}:2380`,
      'initial-advertise-peer-urls': `https://${address}:2380`,
    };
    const init = { apiVersion: this.apiVersion, kind: 'InitConfiguration', nodeRegistration: { name }, localAPIEndpoint: { advertiseAddress: address } };
    return [init, this.cluster({ local: { serverCertSANs: [address], peerCertSANs: [address], extraArgs: this.args(flags) } })];
  }

  /** Documents as a file holds them. @throws Refusal for what is none */
  static text(documents: readonly object[]): string {
    const given: unknown = documents;
    demand(Array.isArray(given) && given.length > 0 && given.every((one) => typeof one === 'object' && one !== null), 'KubeadmConfiguration.text', 'props', () => ({
      found: Array.isArray(given) ? 'a list without documents' : named(given), expected: 'documents', remedy: 'pass what `controlPlane` or `member(name)` gave',
    }));
    return Yaml.stringify(...documents);
  }

  private get apiVersion(): string {
    return `kubeadm.k8s.io/${this.isList ? 'v1beta4' : 'v1beta3'}`;
  }

  private cluster(etcd: object): object {
    const { kubernetesVersion, controlPlaneEndpoint, networking, files: { auditPolicy, encryption } } = this.props;
    const quiet = { extraArgs: this.args({ profiling: 'false' }) };
    const file = (name: string, path: string) => ({ name, hostPath: path, mountPath: path, readOnly: true, pathType: 'File' });
    return {
      apiVersion: this.apiVersion, kind: 'ClusterConfiguration', kubernetesVersion, controlPlaneEndpoint,
      ...(networking && { networking }),
      etcd,
      apiServer: {
        extraArgs: this.args({
          'audit-log-maxage': '30', 'audit-log-maxbackup': '10', 'audit-log-maxsize': '100', 'audit-log-path': `${AUDIT_LOGS}/audit.log`, 'audit-policy-file': auditPolicy,
          'encryption-provider-config': encryption, 'profiling': 'false',
        }),
        extraVolumes: [
          file('audit-policy', auditPolicy), file('encryption', encryption),
          { name: 'audit-logs', hostPath: AUDIT_LOGS, mountPath: AUDIT_LOGS, readOnly: false, pathType: 'DirectoryOrCreate' },
        ],
      },
      controllerManager: quiet,
      scheduler: quiet,
    };
  }

  private args(flags: Readonly<Record<string, string>>): object {
    return this.isList ? Object.entries(flags).map(([name, value]) => ({ name, value })) : flags;
  }
}
