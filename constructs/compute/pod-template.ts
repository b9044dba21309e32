import type { WorkloadProps, Workload } from './workload';
import type { ContainerResources } from './budget';
import { environment } from './environment';
import { drain } from './graceful-termination';
import { checkImage } from './image';
import { containerHardening, podHardening } from './pod-hardening';
import { scratchFolders } from './scratch';
import { probes } from '../network/health';

/** What differs between stateless and stateful pods. */
export interface PodParts {
  readonly resources: ContainerResources;
  readonly spread: readonly object[];
  /** Numeric user the process runs as; `undefined` = the image's own, which must not be root. */
  readonly user: number | undefined;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Mounts besides the scratch folders. */
  readonly mounts?: readonly { readonly name: string; readonly mountPath: string }[];
  /** Fields of the pod besides these. */
  readonly placement?: object;
}

/** The pod template of a workload: budgeted, probed, hardened, drained, and aware of where it runs. */
export function podTemplate(workload: Workload, props: WorkloadProps, parts: PodParts): object {
  const { node: { path }, platform, name, port } = workload;
  checkImage(path, props.image);
  const { terminationGracePeriodSeconds, lifecycle } = drain(path, platform, props);
  const folders = scratchFolders(path, props.writablePaths ?? ['/tmp'], parts.mounts ?? []);
  const annotations = { ...parts.annotations, ...props.identity?.podAnnotations };

  return {
    metadata: { labels: { ...workload.labels, ...props.identity?.podLabels }, ...(Object.keys(annotations).length > 0 && { annotations }) },
    spec: {
      serviceAccountName: workload.serviceAccount.name,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      priorityClassName: props.priorityClassName,
      terminationGracePeriodSeconds,
      securityContext: podHardening(parts.user),
      topologySpreadConstraints: parts.spread,
      ...parts.placement,
      containers: [{
        name,
        image: props.image,
        ...(props.command && { command: props.command }),
        ...(props.args && { args: props.args }),
        ports: [{ name: port.name, containerPort: port.number, protocol: 'TCP' }],
        env: environment(path, platform, name, props),
        resources: parts.resources,
        ...probes(path, props.health, port),
        lifecycle,
        securityContext: containerHardening,
        volumeMounts: [...folders, ...(parts.mounts ?? [])],
      }],
      volumes: folders.map((folder) => ({ name: folder.name, emptyDir: { sizeLimit: parts.resources.limits['ephemeral-storage'] } })),
    },
  };
}
