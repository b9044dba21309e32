import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/nat-per-zone',
  title: 'Each zone goes out through a NAT gateway of its own',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'A warning: one gateway works, costs for each byte that crosses zones, and takes all zones with its own.',
  unproven: true,
  signature: 'S3',
  shows: { symptom: 'Calls to the internet time out in all zones at once', metric: 'ErrorPortAllocation and PacketsDropCount of the NAT gateway' },
  why: 'Traffic of the other zones crosses to the one with the gateway, which is paid for, and shares its ports: when a zone is lost, or images are pulled at once, egress of all zones ends together.',
  remedy: 'Make one NAT gateway per zone and a route table per zone that leads to it, or one gateway with availability_mode = "regional"; on Azure one azurerm_nat_gateway per zone.',
  carriedBy: 'Alerts on ErrorPortAllocation (AWS), SNATConnectionCount (Azure) and nat/dropped_sent_packets_count (Google) tell the saturation.',
  waiveWhen: 'The environment may be without egress when a zone is lost.',
  sources: [
    'mission',
    'https://docs.aws.amazon.com/eks/latest/best-practices/cost-opt-networking.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html',
    'https://learn.microsoft.com/azure/nat-gateway/nat-availability-zones',
  ],
  on: 'EgressGateway',
  messages: {
    shared: { text: '{nat} in {zone} is the only way out of {others}, too', severity: 'warning' },
    several: { text: '{nat} stands in one zone and is the only way out of {others}', severity: 'warning' },
    unzoned: { text: '{nat} is in zone {zone} and serves nodes in {others}, too', severity: 'warning' },
    ports: { text: '{nat} gives each machine {ports} ports and never more: a busy node runs out of them', severity: 'info' },
  },
  judge(gateway, { broken }) {
    for (const { is, ...breach } of gateway.egressFlaws) broken(is, breach);
  },
});
