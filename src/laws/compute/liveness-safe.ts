import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/liveness-safe',
  title: 'Liveness kills only what a restart can heal',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'It breaks under pressure and not at once, so it warns. Whether every process needs a livenessProbe is contested, hence the parameter.',
  signature: 'S2',
  shows: { symptom: 'all replicas restart together while a dependency is slow', blamed: 'the code, or the memory limit' },
  why: 'A liveness probe that fails because a database is slow, or as soon as readiness does, restarts every replica at once and takes the rest of the capacity with it.',
  remedy: 'Point liveness at an endpoint that asks nobody else, such as /livez, and let it give up later than readiness does; or leave it out.',
  keptBy: 'StatelessService and StatefulStore refuse a liveness check that equals readiness or reads like one of dependencies, and give up after a minute.',
  waiveWhen: 'The endpoint is known to ask nothing but the process itself.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#liveness-probe'],
  on: 'Container',
  params: {
    liveness: {
      default: 'optional', oneOf: ['optional', 'required'], description: 'Must a container with an HTTP readinessProbe have a livenessProbe, too? A process that exits when it fails needs none.',
    },
  },
  messages: {
    same: { text: 'liveness of container {container} asks what readiness asks and gives up no later: it restarts what should only leave the rotation', severity: 'warning' },
    dependency: { text: 'liveness of container {container} asks {path}, which reads like a check of its dependencies', severity: 'warning' },
    hasty: { text: 'liveness of container {container} gives up after {liveness} s, before readiness does after {readiness} s', severity: 'warning' },
    nervous: { text: 'liveness of container {container} asks every {period} s and waits one second for the answer', severity: 'info' },
    absent: { text: 'container {container} has a readinessProbe over HTTP and no livenessProbe', severity: 'info' },
  },
  applies: (container, { params }) => container.role !== 'init' && (container.has('livenessProbe') || params.liveness === 'required'),
  judge(container, { broken }) {
    container.pod.assertWhole();
    const liveness = container.probe('livenessProbe');
    const readiness = container.probe('readinessProbe');
    const args = { container: container.name };
    if (liveness === null) {
      if (readiness !== null && readiness.httpPath !== null) broken('absent', { path: ['readinessProbe'], at: 'key', args });
      return;
    }
    const at = { path: ['livenessProbe'], at: 'key' } as const;
    const isHasty = readiness !== null && liveness.patience < readiness.patience;
    if (readiness !== null && liveness.patience <= readiness.patience && liveness.asksLike(readiness)) broken('same', { ...at, args });
    else if (isHasty) broken('hasty', { ...at, args: { ...args, liveness: liveness.patience, readiness: readiness.patience } });
    else if (liveness.asksDependencies) broken('dependency', { path: ['livenessProbe', 'httpGet', 'path'], args: { ...args, path: liveness.httpPath ?? '' } });
    if (liveness.httpPath !== null && liveness.timeout === 1 && liveness.period < 10) broken('nervous', { ...at, args: { ...args, period: liveness.period } });
  },
});
