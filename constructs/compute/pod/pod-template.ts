import { containerPorts, type Port } from '../../network/port';
import type { ContainerResources } from '../resources/budget';
import { companions } from './companion';
import { commandOf } from './command';
import { environment } from './environment';
import { mountedFiles } from './files';
import type { Drain } from '../workload/graceful-termination';
import { checkImage } from './image';
import type { Taint } from '../placement/node-pool';
import { placed } from '../placement/placement';
import { containerHardening, podHardening } from './pod-hardening';
import { SCRATCH } from '../resources/pod-resources';
import { scratchFolders } from './scratch';
import { PodVolumes } from '../../storage/volume';
import type { Workload, WorkloadProps } from '../workload/workload';

/** How the main process is reached, asked and stopped. */
export interface Process extends Drain {
  readonly port?: Port | undefined;
  /** Ports besides the one it serves. */
  readonly besides?: readonly Port[];
  readonly probes?: object;
}

/** What differs between kinds of workloads. */
export interface PodParts {
  readonly resources: ContainerResources;
  readonly process: Process;
  /** The most pods there are at once, those of a rollout among them. */
  readonly most: number;
  readonly spread?: readonly object[];
  /** Default: the process is started again for ever. */
  readonly restartPolicy?: 'Never' | 'OnFailure';
  readonly annotations?: Readonly<Record<string, string>>;
  /** Mounts besides files and scratch folders. */
  readonly mounts?: readonly Mount[];
  /** Volumes of these mounts, where the pod itself has to name them. */
  readonly volumes?: readonly object[];
  /** Taints it may meet, besides those its placement leads to. */
  readonly tolerations?: readonly Taint[];
}

/** Where a volume appears in a container. */
export interface Mount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
}

/** The pod template of a workload: budgeted, probed, hardened, drained, and aware of where it runs. */
export function podTemplate(workload: Workload, props: WorkloadProps, parts: PodParts): object {
  const { node: { path }, platform, name } = workload;
  checkImage(path, props.image);
  const { port, besides = [], probes, lifecycle, terminationGracePeriodSeconds } = parts.process;
  const files = mountedFiles(workload, props);
  const volumes = new PodVolumes({ workload, most: parts.most, areJobs: parts.restartPolicy !== undefined });
  const mounts = [...files.map(({ mount }) => mount), ...(parts.mounts ?? []), ...volumes.mounts(props.volumes)];
  const folders = scratchFolders(path, props.writablePaths ?? ['/tmp'], mounts);
  const beside = companions(workload, props, volumes, lifecycle);
  const annotations = { ...parts.annotations, ...props.identity?.podAnnotations };

  return {
    metadata: { labels: { ...workload.labels, ...props.identity?.podLabels }, ...(Object.keys(annotations).length > 0 && { annotations }) },
    spec: {
      serviceAccountName: workload.serviceAccountName,
      automountServiceAccountToken: props.role !== undefined,
      enableServiceLinks: false,
      priorityClassName: props.priorityClassName,
      terminationGracePeriodSeconds,
      ...(parts.restartPolicy && { restartPolicy: parts.restartPolicy }),
      securityContext: podHardening(path, props.user),
      ...(parts.spread && { topologySpreadConstraints: parts.spread }),
      ...placed(workload, props.placement ?? {}, parts.tolerations ?? []),
      ...(beside.initContainers.length > 0 && { initContainers: beside.initContainers }),
      containers: [{
        name,
        image: props.image,
        ...commandOf(path, props),
        ...(port && { ports: containerPorts([port, ...besides]) }),
        env: environment(path, platform, name, props),
        resources: parts.resources,
        ...probes,
        ...(lifecycle && { lifecycle }),
        securityContext: containerHardening,
        volumeMounts: [...folders, ...mounts],
      }, ...beside.containers],
      volumes: [
        ...folders.map((folder) => ({ name: folder.name, emptyDir: { sizeLimit: props.scratch ?? SCRATCH } })),
        ...files.map(({ volume }) => volume),
        ...volumes.written,
        ...(parts.volumes ?? []),
      ],
    },
  };
}
