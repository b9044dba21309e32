import { KubeadmConfiguration } from '../../constructs';
import type { ControlPlane } from './control-plane';

/** What kubeadm is told, by file: of the machines of the control plane, and of each member of etcd at the address that Terraform gives it. */
export function kubeadmFiles({ etcd, network }: ControlPlane): Readonly<Record<string, string>> {
  const [one, two, three] = etcd.members;
  if (!one || !two || !three) throw new Error('kubeadm has to know the members before they are there: give EtcdNodes their addresses');
  const configuration = new KubeadmConfiguration({
    kubernetesVersion: 'v1.34.2',
    // A name that leads to the load balancer, see the output Endpoint.
    controlPlaneEndpoint: 'api.platform.acme.example:6443',
    nodes: 300,
    etcd: { topology: 'external', members: [one, two, three] },
    networking: { serviceSubnet: network.services, ...(network.cni.overlay !== null && { podSubnet: network.cni.overlay }) },
    files: { auditPolicy: '/etc/kubernetes/audit/policy.yaml', encryption: '/etc/kubernetes/encryption/config.yaml' },
  });
  const text = (documents: readonly object[]) => KubeadmConfiguration.text(documents);
  return { 'control-plane.yaml': text(configuration.controlPlane), ...Object.fromEntries([one, two, three].map(({ name }) => [`${name}.yaml`, text(configuration.member(name))])) };
}
