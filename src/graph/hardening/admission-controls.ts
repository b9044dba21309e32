import type { Path } from '../../load/resource';
import type { Subject } from '../reading/subject';
import type { Container } from '../workload/container';
import { addedCapabilities } from './container-controls';
import { forbidden, type Control, type Violation } from './control';

/** A control only admission knows: it holds names to the letter, and looks where nothing of a running container is at stake. */
export interface AdmissionControl extends Control<Container> {
  /** The minor version of the standards it came with. */
  readonly since: number;
}

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe) => [probe]);
const HOOKS = ['postStart', 'preStop'].map((hook) => ['lifecycle', hook]);
const HANDLERS = ['httpGet', 'tcpSocket'];

/** @see https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/pod-security-admission/policy/check_hostProbesAndhostLifecycle.go */
const hostProbes: AdmissionControl = {
  level: 'baseline',
  title: 'host of a probe or hook',
  since: 34,
  violations: (c) => [...PROBES, ...HOOKS].flatMap((steps) => HANDLERS.flatMap((handler): readonly Violation[] => {
    const path: Path = [...steps, handler, 'host'];
    const host = [...steps, handler].reduce<Subject>((at, step) => at.in(step), c).string('host') ?? '';
    return host === '' ? [] : [forbidden(path, host)];
  })),
};

/** Runtimes read `CAP_CHOWN` and `chown` as well; admission has one name for it. What is forbidden under every name is told by the others. */
const addedNames: AdmissionControl = {
  level: 'baseline',
  title: 'added capability',
  since: 0,
  violations: (c) => {
    const isForbidden = new Set(addedCapabilities.violations(c).map(({ path }) => path.at(-1)));
    return names(c, 'add').flatMap((name, i) => (
      isForbidden.has(i) || !/[a-z]|^CAP_/.test(name) ? [] : [forbidden(['securityContext', 'capabilities', 'add', i], name)]));
  },
};

const droppedName: AdmissionControl = {
  level: 'restricted',
  title: 'capabilities dropped, and not by the name ALL, but',
  since: 0,
  violations: (c) => {
    const drop = names(c, 'drop');
    const i = drop.findIndex((name) => name.toUpperCase() === 'ALL');
    return i < 0 || drop.includes('ALL') ? [] : [forbidden(['securityContext', 'capabilities', 'drop', i], drop[i] ?? '')];
  },
};

export const ADMISSION_CONTROLS: readonly AdmissionControl[] = [hostProbes, addedNames, droppedName];

function names(container: Container, list: 'add' | 'drop'): readonly string[] {
  return container.in('securityContext').in('capabilities').strings(list);
}
