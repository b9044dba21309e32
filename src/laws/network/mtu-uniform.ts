import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/mtu-uniform',
  title: 'Pods send what every tunnel of their network carries',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'Only traffic through the narrower tunnel suffers: warning.',
  unproven: true,
  signature: 'S3',
  why: 'With several tunnels in one network the narrowest one decides. Pods that send more work with neighbours on one path and hang with those on the other.',
  remedy: 'Set the MTU of pods to the smallest of the tunnels, or leave it unset and switch off in FelixConfiguration the encapsulations that are not used.',
  keptBy: 'MtuPlan leaves room for the largest of the headers.',
  sources: ['https://docs.tigera.io/calico/latest/networking/configuring/mtu'],
  needs: 'cluster',
  on: 'MtuSetting',
  params: {
    linkMtu: { default: 0, description: 'Largest packet the network interface of a node sends, in bytes; 0 = that of the declared cloud.' },
  },
  messages: {
    narrower: { text: 'pods send {mtu} bytes, and the tunnel of {field} carries {tunnel}', severity: 'warning' },
    bpf: { text: 'pods send {mtu} bytes, and eBPF carries NodePort traffic in VXLAN, which leaves {largest}', severity: 'warning' },
  },
  applies: (setting) => setting.meaning === 'pod' && setting.plugin === 'Calico',
  judge(setting, { params, broken }) {
    const { mtu, field } = setting;
    for (const tunnel of setting.narrowerTunnels) {
      broken('narrower', { path: [field], args: { mtu, field: tunnel.field, tunnel: tunnel.mtu }, related: [{ message: 'is narrower', resource: tunnel.object.resource, path: [...tunnel.path, tunnel.field] }] });
    }
    const largest = setting.largestForBpf(params.linkMtu);
    if (largest !== null && mtu > largest) broken('bpf', { path: [field], args: { mtu, largest } });
  },
});
