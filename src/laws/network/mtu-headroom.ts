import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/mtu-headroom',
  title: 'Packets of pods fit into the network with their headers',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'Some networks fragment what is too large instead of dropping it, so `recommended` warns; the mission makes it an error.',
  unproven: true,
  signature: 'S3',
  why: 'A packet that is too large with its header is dropped, and nobody is told. Connections open, DNS works, small requests pass, and each large answer between two nodes hangs: 502 and 504 that look like the app.',
  remedy: 'Leave it unset: the plugins find it out. Else subtract the header for Calico (VXLAN 50, IPIP 20, WireGuard 60, more over IPv6), and write the size of the node for Cilium and flannel, which subtract by themselves.',
  keptBy: 'MtuPlan computes the number, and writes it where the plugin looks.',
  sources: [
    'mission',
    'https://docs.tigera.io/calico/latest/networking/configuring/mtu',
    'https://docs.cilium.io/en/stable/network/concepts/routing/',
    'https://github.com/flannel-io/flannel/blob/master/Documentation/backends.md',
    'https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md',
    'https://cloud.google.com/vpc/docs/mtu',
  ],
  on: 'MtuSetting',
  params: {
    linkMtu: { default: 0, description: 'Largest packet the network interface of a node sends, in bytes; 0 = that of the declared cloud (AWS 9001, Azure 1500, Google 1460).' },
  },
  messages: {
    tooLarge: { text: '{plugin} is told {mtu} bytes, and no more than {largest} fit', severity: { recommended: 'warning', strict: 'error' } },
    twice: { text: '{plugin} takes its headers off by itself: {mtu} bytes waste {waste} of each packet', severity: 'info' },
  },
  judge(setting, { params, broken }) {
    const { mtu, plugin, field } = setting;
    const largest = setting.largest(params.linkMtu);
    if (mtu > largest) broken('tooLarge', { path: [field], args: { plugin, mtu, largest } });
    else if (setting.isReducedTwice(params.linkMtu)) broken('twice', { path: [field], args: { plugin, mtu, waste: largest - mtu } });
  },
});
