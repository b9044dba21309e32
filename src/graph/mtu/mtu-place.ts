/** Where the plugins keep the size of packets: in a ConfigMap under a key, or in variables of their DaemonSet. */

/** Calico as it is installed by manifest; the operator keeps it in `spec.calicoNetwork.mtu` of its Installation. The packets of pods. */
export const CALICO = { name: 'calico-config', key: 'veth_mtu' } as const;
/** The packets of the node: Cilium takes its headers off by itself. */
export const CILIUM = { name: 'cilium-config', key: 'mtu' } as const;
/** JSON, with the packets of the node in `Backend.MTU`: flannel takes its headers off by itself. */
export const FLANNEL = { name: 'kube-flannel-cfg', key: 'net-conf.json' } as const;
/** The VPC CNI puts no header around packets: pods send what their interface carries. */
export const AMAZON = { name: 'aws-node', interface: 'AWS_VPC_ENI_MTU', pod: 'POD_MTU', largest: 9001 } as const;
