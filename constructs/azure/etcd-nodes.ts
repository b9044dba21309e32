import { LinuxVirtualMachine } from '@cdktf/provider-azurerm/lib/linux-virtual-machine/index.js';
import { NetworkInterfaceApplicationSecurityGroupAssociation } from '@cdktf/provider-azurerm/lib/network-interface-application-security-group-association/index.js';
import { NetworkInterface } from '@cdktf/provider-azurerm/lib/network-interface/index.js';
import { NetworkInterfaceSecurityGroupAssociation } from '@cdktf/provider-azurerm/lib/network-interface-security-group-association/index.js';
import { VirtualMachineDataDiskAttachment } from '@cdktf/provider-azurerm/lib/virtual-machine-data-disk-attachment/index.js';
import { Fn, TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import { CLOUDS } from '../clouds';
import type { NodePool } from '../compute/placement/node-pool';
import { bootScript } from '../control-plane/etcd/boot';
import { checkZones, etcdPool, topologyOf, type EtcdTopology } from '../control-plane/etcd/member-zones';
import { checked } from '../props/checked';
import { scopeOf } from '../scope';
import { findDisk } from './etcd-boot';
import { EtcdFirewall } from './etcd-firewall';
import { EtcdVolumes, type ProvisionedDisk } from './etcd-volumes';
import { SHAPES } from './shapes';
import { numberOf, type ZonedNetwork } from './zoned-network';

/** The machines of etcd. */
export type EtcdNodesProps = EtcdTopology & {
  readonly network: ZonedNetwork;
  /** Name of the resource group they are made in. */
  readonly resourceGroup: string;
  /** Start of their names. Default `etcd`. */
  readonly name?: string;
  /** Id of the image the machines start from. */
  readonly image: string;
  /** Key of who may log in; nobody does with a password. */
  readonly sshKey: string;
  /** Default: by size, `Standard_D2s_v5` to `Standard_D8s_v5`. */
  readonly vmSize?: string;
  /** Default: PremiumV2, 40 GiB, 6000 operations per second. Serves control-plane/etcd-volume-class. */
  readonly disk?: ProvisionedDisk;
  /** Application security groups of the API servers, who alone may ask etcd, by name. Default: none but the members. @filled */
  readonly apiServers?: Readonly<Record<string, string>>;
  /** A script of the shell that runs once the disk is mounted: kubeadm, or etcd itself. Default: nothing. @empty that, too */
  readonly bootstrap?: string;
  /** Id of a disk encryption set. Default: encrypted with a key of Azure's. */
  readonly diskEncryptionSetId?: string;
};

const MACHINES = { development: 'Standard_D2s_v5', below100Nodes: 'Standard_D4s_v5', from100Nodes: 'Standard_D8s_v5' } as const;
const LUN = 0;

/**
 * Machines for etcd, one per member, each with a disk of its own that is mounted at `/var/lib/etcd` before anything starts.
 * Keeps control-plane/etcd-dedicated-disk, etcd-volume-class, etcd-volume-iops, etcd-odd-members, etcd-zone-spread, etcd-topology-fits-size.
 */
export class EtcdNodes extends Construct {
  readonly topology: 'stacked' | 'dedicated';
  readonly volumes: EtcdVolumes;
  readonly firewall: EtcdFirewall;
  readonly machines: readonly LinuxVirtualMachine[];
  readonly attachments: readonly VirtualMachineDataDiskAttachment[];
  /** What keeps apps off these machines where they join a cluster: `nodeRegistration` of kubeadm. */
  readonly pool: NodePool;

  /** @throws Refusal for zones the network is not in or that hold a majority. */
  constructor(scope: Construct, id: string, props: EtcdNodesProps) {
    super(scopeOf(scope, id), id);
    checked(SHAPES, 'EtcdNodesProps', this.node.path, props);
    const { members, size, network, resourceGroup, name = 'etcd', image, sshKey, vmSize = MACHINES[size], apiServers = {}, bootstrap = '', diskEncryptionSetId } = props;
    const { disk = { type: CLOUDS.azure.etcdDisk.type } } = props;
    this.topology = topologyOf(props);
    const isStacked = this.topology === 'stacked';
    checkZones(this.node.path, members, network.subnets);
    const key = diskEncryptionSetId === undefined ? {} : { diskEncryptionSetId };
    this.volumes = new EtcdVolumes(this, 'Volumes', { members, resourceGroup, name, disk, ...key });
    const placed = { resourceGroupName: resourceGroup, location: this.volumes.region };
    this.firewall = new EtcdFirewall(this, 'Firewall', { name, resourceGroup, region: this.volumes.region, apiServers, isStacked });
    const boot = new TerraformLocal(this, 'Boot', bootScript(findDisk(LUN), bootstrap));
    this.machines = members.map((zone, i) => new LinuxVirtualMachine(this, `Member${i}`, {
      ...placed,
      name: `${name}-${i}`,
      zone: numberOf(zone),
      size: vmSize,
      networkInterfaceIds: [this.doorOf(i, `${name}-${i}`, network.subnets[zone]!, placed)],
      sourceImageId: image,
      adminUsername: 'etcd',
      adminSshKey: [{ username: 'etcd', publicKey: sshKey }],
      disablePasswordAuthentication: true,
      osDisk: { caching: 'ReadWrite', storageAccountType: 'Premium_LRS', ...key },
      ...(disk.type === 'UltraSSD_LRS' && { additionalCapabilities: { ultraSsdEnabled: true } }),
      customData: Fn.base64encode(boot.asString),
      tags: { 'looplaw:role': 'etcd' },
      // A newer image is rolled out member by member, by taking one out with -replace, never by a plan that replaces the quorum.
      lifecycle: { ignoreChanges: ['source_image_id', 'custom_data'] },
    }));
    this.attachments = this.volumes.volumes.map((volume, i) => new VirtualMachineDataDiskAttachment(this, `Disk${i}`, {
      managedDiskId: volume.id, virtualMachineId: this.machines[i]!.id, lun: LUN, caching: 'None',
    }));
    this.pool = etcdPool(this.topology);
  }

  /** The network interface of a member, behind the firewall; no public address leads to it. */
  private doorOf(i: number, name: string, subnetId: string, placed: { readonly resourceGroupName: string; readonly location: string }): string {
    const { id: networkInterfaceId } = new NetworkInterface(this, `Door${i}`, { ...placed, name, ipConfiguration: [{ name: 'private', subnetId, privateIpAddressAllocation: 'Dynamic' }] });
    new NetworkInterfaceSecurityGroupAssociation(this, `Closed${i}`, { networkInterfaceId, networkSecurityGroupId: this.firewall.group.id });
    new NetworkInterfaceApplicationSecurityGroupAssociation(this, `IsMember${i}`, { networkInterfaceId, applicationSecurityGroupId: this.firewall.members.id });
    return networkInterfaceId;
  }
}
