import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/container-ports-valid',
  title: 'Ports of containers have legal numbers and names of their own',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'The API server rejects the errors. A name that two containers share it takes, with a warning.',
  signature: null,
  why: 'The API server refuses the pod. A name that stands in two containers of a pod it accepts, and then Services and probes find the first of the two only.',
  remedy: 'Give each port a name of its own in the pod: at most 15 lower-case letters, digits and single hyphens, one letter at least.',
  keptBy: 'The port of a workload construct is checked when it is made, and there is one.',
  sources: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports'],
  on: 'Container',
  messages: {
    misnamed: { text: 'container {container} calls a port "{name}", which is no port name', severity: 'error' },
    impossible: { text: 'container {container} declares port {port}; ports are 1 to 65535', severity: 'error' },
    twice: { text: 'container {container} calls two ports "{name}"', severity: 'error' },
    shared: { text: 'container {container} calls a port "{name}", as container {other} does: Services and probes find that one', severity: 'warning' },
    displaced: { text: 'container {container} is on the network of its node, and hostPort {hostPort} is not its containerPort {port}', severity: 'error' },
  },
  applies: (container) => container.has('ports'),
  judge(container, { broken }) {
    for (const port of container.ports) {
      const { name = '', port: number } = port;
      const hostPort = port.number('hostPort');
      const path = port.path.slice(container.path.length);
      const args = { container: container.name, name, port: number };
      if (port.isImpossible) broken('impossible', { path: [...path, 'containerPort'], args });
      if (hostPort !== undefined && hostPort !== number && container.pod.isOnHostNetwork) broken('displaced', { path: [...path, 'hostPort'], args: { ...args, hostPort } });
      if (port.isMisnamed) broken('misnamed', { path: [...path, 'name'], args });
      const { namesake } = port;
      if (namesake === null) continue;
      const related = [{ message: 'has the name already', resource: container.object.resource, path: [...namesake.path, 'name'] }];
      broken(namesake.of === container ? 'twice' : 'shared', { path: [...path, 'name'], args: { ...args, other: namesake.of.name }, related });
    }
  },
});
