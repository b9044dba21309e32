import { PrivateDnsZoneVirtualNetworkLink } from '@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link/index.js';
import { PrivateDnsZone } from '@cdktf/provider-azurerm/lib/private-dns-zone/index.js';
import { PrivateEndpoint } from '@cdktf/provider-azurerm/lib/private-endpoint/index.js';
import { Construct } from 'constructs';
import { checked } from '../props/checked';
import { scopeOf } from '../scope';
import { SHAPES } from './shapes';

/** An account of Azure that is reached within the network. */
export interface PrivateAccount {
  /** Id of the registry, vault or storage account. */
  readonly id: string;
  /** What it is: `registry` (ACR), `vault` (Key Vault), `blob` or `file` (storage account). */
  readonly service: keyof typeof SERVICES;
}

/** The part of an account an endpoint leads to, and the zone of names that leads there. @see https://learn.microsoft.com/azure/private-link/private-endpoint-dns */
const SERVICES = {
  registry: { subresource: 'registry', names: 'privatelink.azurecr.io' },
  vault: { subresource: 'vault', names: 'privatelink.vaultcore.azure.net' },
  blob: { subresource: 'blob', names: 'privatelink.blob.core.windows.net' },
  file: { subresource: 'file', names: 'privatelink.file.core.windows.net' },
} as const;

/** Where endpoints stand, and what they lead to. */
export interface PrivateEndpointsProps {
  /** Start of the names of endpoints. */
  readonly name: string;
  /** Name of the resource group they are made in. */
  readonly resourceGroup: string;
  /** Region of the network, such as `westeurope`. */
  readonly region: string;
  /** Id of the virtual network in which the names are answered. */
  readonly networkId: string;
  /** Id of the subnet the endpoints stand in. */
  readonly subnetId: string;
  /** By a name of yours, which is that of the endpoint. */
  readonly accounts: Readonly<Record<string, PrivateAccount>>;
}

/** An endpoint for each account, and the names that lead to it instead of the internet. Serves network/private-endpoints. */
export class PrivateEndpoints extends Construct {
  readonly endpoints: Readonly<Record<string, PrivateEndpoint>>;

  constructor(scope: Construct, id: string, props: PrivateEndpointsProps) {
    super(scopeOf(scope, id), id);
    const { name, resourceGroup, region, networkId, subnetId, accounts } = checked(SHAPES, 'PrivateEndpointsProps', this.node.path, props);
    const zones = new Map([...new Set(Object.values(accounts).map(({ service }) => service))].map((service) => {
      const zone = new PrivateDnsZone(this, `Names-${service}`, { name: SERVICES[service].names, resourceGroupName: resourceGroup });
      new PrivateDnsZoneVirtualNetworkLink(this, `NamesOf-${service}`, { name: `${name}-${service}`, resourceGroupName: resourceGroup, privateDnsZoneName: zone.name, virtualNetworkId: networkId });
      return [service, zone] as const;
    }));
    this.endpoints = Object.fromEntries(Object.entries(accounts).map(([account, { id: accountId, service }]) => [account, new PrivateEndpoint(this, account, {
      name: `${name}-${account}`,
      resourceGroupName: resourceGroup,
      location: region,
      subnetId,
      privateServiceConnection: { name: account, privateConnectionResourceId: accountId, subresourceNames: [SERVICES[service].subresource], isManualConnection: false },
      privateDnsZoneGroup: { name: 'names', privateDnsZoneIds: [zones.get(service)!.id] },
    })]));
  }
}
