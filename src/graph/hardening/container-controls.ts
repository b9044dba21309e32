import type { Path } from '../../load/resource';
import { maybe } from '../reading/unknown';
import type { Container } from '../workload/container';
import { forbidden, missing, type Control, type Violation } from './control';

type ContainerControl = Control<Container>;

/** What a container runtime grants by default, and Pod Security `baseline` lets one ask for. */
const BASELINE_CAPABILITIES = new Set([
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
]);
const SELINUX_TYPES = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']);

export const privileged: ContainerControl = {
  level: 'baseline',
  title: 'privileged',
  violations: (c) => (c.in('securityContext').boolean('privileged') === true ? [forbidden(['securityContext', 'privileged'], 'true')] : []),
};

/** Capabilities beyond what every container has. */
export const addedCapabilities: ContainerControl = {
  level: 'baseline',
  title: 'added capability',
  violations: (c) => capabilities(c, 'add').flatMap((name, i) => (BASELINE_CAPABILITIES.has(name) ? [] : [forbidden(['securityContext', 'capabilities', 'add', i], name)])),
};

export const hostPorts: ContainerControl = {
  level: 'baseline',
  title: 'host port',
  violations: (c) => c.list('ports').flatMap((port, i) => {
    const hostPort = port.number('hostPort') ?? 0;
    return hostPort === 0 ? [] : [forbidden(['ports', i, 'hostPort'], String(hostPort))];
  }),
};

export const procMount: ContainerControl = {
  level: 'baseline',
  title: 'procMount',
  violations: (c) => {
    const mount = c.in('securityContext').string('procMount') ?? 'Default';
    return mount === 'Default' ? [] : [forbidden(['securityContext', 'procMount'], mount)];
  },
};

export const hostProcess: ContainerControl = {
  level: 'baseline',
  title: 'host process',
  violations: (c) => {
    const { value, path } = c.security.boolean('windowsOptions', 'hostProcess');
    return value === true ? [forbidden(path, 'true')] : [];
  },
};

export const appArmor: ContainerControl = {
  level: 'baseline',
  title: 'AppArmor',
  violations: (c) => {
    const { value, path } = c.security.string('appArmorProfile', 'type');
    const byAnnotation = c.pod.annotation(`container.apparmor.security.beta.kubernetes.io/${c.name}`);
    if (value === 'Unconfined') return [forbidden(path, value)];
    return value === undefined && byAnnotation === 'unconfined' ? [forbidden(['name'], byAnnotation)] : [];
  },
};

export const seLinux: ContainerControl = {
  level: 'baseline',
  title: 'SELinux option',
  violations: (c) => {
    const type = c.security.string('seLinuxOptions', 'type');
    const others = ['user', 'role'].map((key) => c.security.string('seLinuxOptions', key));
    return [
      ...(SELINUX_TYPES.has(type.value ?? '') ? [] : [forbidden(type.path, type.value ?? '')]),
      ...others.flatMap(({ value = '', path }) => (value === '' ? [] : [forbidden(path, value)])),
    ];
  },
};

/** The profile that switches the filter off. */
export const unconfinedSeccomp: ContainerControl = {
  level: 'baseline',
  title: 'seccomp',
  violations: (c) => {
    const { value, path } = c.security.string('seccompProfile', 'type');
    return value === 'Unconfined' ? [forbidden(path, value)] : [];
  },
};

export const seccompProfile: ContainerControl = {
  level: 'restricted',
  title: 'no seccomp profile',
  violations: (c) => (isWindows(c) || c.security.string('seccompProfile', 'type').value !== undefined ? [] : unsaid(c, 'seccompProfile')),
};

export const runAsNonRoot: ContainerControl = {
  level: 'restricted',
  title: 'not runAsNonRoot',
  violations: (c) => {
    const [demand, user] = [c.security.boolean('runAsNonRoot'), c.security.number('runAsUser')];
    if (user.value === 0) return [forbidden(user.path, 'user 0')];
    if (demand.value === false) return [forbidden(demand.path, 'runAsNonRoot: false')];
    return demand.value === true ? [] : unsaid(c, 'runAsNonRoot');
  },
};

export const privilegeEscalation: ContainerControl = {
  level: 'restricted',
  title: 'allowPrivilegeEscalation not false',
  violations: (c) => {
    if (isWindows(c)) return [];
    const allowed = c.in('securityContext').boolean('allowPrivilegeEscalation');
    if (allowed === false) return [];
    return allowed === undefined ? unsaid(c, 'allowPrivilegeEscalation') : [forbidden(['securityContext', 'allowPrivilegeEscalation'], 'true')];
  },
};

/** All capabilities are dropped, and none but the one to bind low ports is added. */
export const droppedCapabilities: ContainerControl = {
  level: 'restricted',
  title: 'capabilities not dropped',
  violations: (c) => {
    if (isWindows(c)) return [];
    const added = capabilities(c, 'add').flatMap((name, i): readonly Violation[] => (
      BASELINE_CAPABILITIES.has(name) && name !== 'NET_BIND_SERVICE' ? [forbidden(['securityContext', 'capabilities', 'add', i], name)] : []));
    if (capabilities(c, 'drop').includes('ALL')) return added;
    const dropped = added.length > 0 ? (maybe(() => unsaid(c, 'capabilities', 'drop')) ?? []) : unsaid(c, 'capabilities', 'drop');
    return [...dropped, ...added];
  },
};

/** Every control of containers, strict ones after those of `baseline`. */
export const CONTAINER_CONTROLS: readonly ContainerControl[] = [
  privileged, addedCapabilities, hostPorts, procMount, hostProcess, appArmor, seLinux, unconfinedSeccomp,
  seccompProfile, runAsNonRoot, privilegeEscalation, droppedCapabilities,
];

/** What is demanded and not written; undecided in a patch, whose base may say it. */
function unsaid(container: Container, ...steps: Path): readonly Violation[] {
  container.pod.assertWhole();
  return [missing(...steps)];
}

/** Names may be written with or without their prefix. */
function capabilities(container: Container, list: 'add' | 'drop'): readonly string[] {
  return container.in('securityContext').in('capabilities').strings(list).map((name) => name.toUpperCase().replace(/^CAP_/, ''));
}

function isWindows(container: Container): boolean {
  return container.pod.spec.in('os').string('name') === 'windows';
}
