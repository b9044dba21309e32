import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { positive, type ByteQuantity, type Reservation } from '../compute/resources/budget';
import { disruptionBudget } from '../compute/workload/disruption-budget';
import type { Placement } from '../compute/placement/placement';
import { podResources } from '../compute/resources/pod-resources';
import { podTemplate } from '../compute/pod/pod-template';
import { peakOf } from '../compute/resources/quota-ledger';
import { hardZoneSpread } from '../compute/placement/spread';
import { Server, type ServerProps } from '../compute/workload/server';
import { clusterService, membersService } from '../network/cluster-service';
import type { Port } from '../network/port';
import { zoneLocality } from '../network/zone-locality';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { told } from '../props/words';
import { demand } from '../refusal';
import { oneWriter } from './one-writer';
import { checkFolder } from './volume';

/** How many copies, and whether they elect a leader by majority: then the number is odd and stays up with one of them gone. */
export type Replication =
  | { readonly replicas: number; readonly quorum?: false }
  | { readonly replicas: 3 | 5 | 7; readonly quorum: true };

/** The disk of each replica. */
export interface Data {
  /** A ZonalStorageClass, or `{ name }` of a class that exists and is like one. Shared files do not compile. Serves storage/explicit-storage-class, reclaim-retain, no-rwx-database. */
  readonly storageClass: { readonly name: string; readonly reach?: 'zone' };
  /** Claims cannot shrink; they can grow. */
  readonly size: ByteQuantity;
  readonly mountPath: `/${string}`;
}

/** What a store must tell, besides what every workload does. */
export type StatefulStoreProps = ServerProps & Replication & {
  /** Request and limit in one: stores are Guaranteed, and evicted last. Serves compute/guaranteed-when-critical, budgeted-pod. */
  readonly budget: Reservation;
  /** Serves storage/statefulset-claims, no-ephemeral-database. */
  readonly data: Data;
  /** Numeric user that owns the files; not root. */
  readonly user: number;
  /** Where replicas talk to each other, if not where they serve: 2380 of etcd, 8008 of Patroni. No client is let in there. */
  readonly peerPort?: Port;
  /** Who backs up the data, and where to, for those who look for it. Default: nobody says. Serves storage/backup-declared. */
  readonly backup?: string;
  /** Which nodes; a pool of its own is best. Data does not run on nodes that are taken back. Serves storage/dedicated-database-nodes. */
  readonly placement?: Placement & { readonly spot?: never; readonly spread?: never };
};

/** Where a store says who backs it up. */
export const BACKUP = 'looplaw.dev/backup';

/** Seconds a store has to flush and close its files. */
const SHUTDOWN_SECONDS = 60;

/**
 * A store that keeps data: StatefulSet, headless Service, one claim per replica, disruption budget, NetworkPolicy; for replicas that vote a
 * Service of those that are ready besides. Keeps the laws its props name, and storage/database-is-statefulset, statefulset-governed, statefulset-zone-spread, claim-retention, single-writer,
 * no-shared-rwo, compute/pdb-present, pdb-no-deadlock, pdb-unhealthy-policy, graceful-termination, network/policy-peer-scoped,
 * observability/log-context.
 */
export class StatefulStore extends Server {
  readonly resource: ApiObject;
  /** How many copies there are. */
  readonly replicas: number;
  /** Where clients are led: to replicas that are ready. */
  readonly service: ApiObject;
  /** Headless: it gives each replica a name, `<name>-0.<host>`. The same as `service` where replicas do not vote. */
  readonly members: ApiObject;
  readonly disruptionBudget: ApiObject;

  constructor(scope: Construct, id: string, props: StatefulStoreProps) {
    super(scope, id, 'store', { shutdownSeconds: SHUTDOWN_SECONDS, ...checked(SHAPES, 'StatefulStoreProps', [scope, id], props) });
    const { path } = this.node;
    checkFolder(path, props.data.mountPath);
    const { replicas, quorum = false, data, peerPort } = props;
    this.replicas = replicas;
    const peers = peerPort === undefined ? [] : [peerPort];
    checkReplication(path, replicas, quorum);
    positive(path, 'storage', data.size);
    const { own: resources, pod } = podResources(path, props);
    const template = podTemplate(this, props, {
      resources,
      process: this.process(props, peers),
      most: replicas,
      spread: hardZoneSpread(this.selector, replicas, this.platform),
      annotations: { 'looplaw.dev/stateful': 'true' },
      mounts: [{ name: 'data', mountPath: data.mountPath }],
    });

    this.namespace.book?.(this, peakOf(replicas, pod, data.size));
    // Members of a quorum must find each other before any of them can be ready.
    this.members = membersService(this, [this.port, ...peers], quorum);
    this.service = quorum ? clusterService(this, { type: 'ClusterIP', ...zoneLocality(this.platform) }) : this.members;
    this.resource = new ApiObject(this, 'Resource', {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { ...this.metadata, ...(props.backup !== undefined && { annotations: { [BACKUP]: props.backup } }) },
      spec: {
        replicas,
        serviceName: this.members.name,
        podManagementPolicy: quorum ? 'Parallel' : 'OrderedReady',
        updateStrategy: { type: 'RollingUpdate' },
        revisionHistoryLimit: 3,
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
        selector: { matchLabels: this.selector },
        template,
        volumeClaimTemplates: [{
          metadata: { name: 'data', labels: this.labels },
          spec: {
            accessModes: [oneWriter(this.platform)],
            storageClassName: data.storageClass.name,
            resources: { requests: { storage: data.size } },
          },
        }],
      },
    });
    this.disruptionBudget = disruptionBudget(this, replicas, { maxUnavailable: 1 }, quorum ? 'IfHealthyBudget' : 'AlwaysAllow');
    if (replicas > 1) this.uses(this);
    for (const { number } of replicas > 1 ? peers : []) {
      this.policy.allowTo(this, number);
      this.policy.allowFrom(this, number);
    }
  }

  /** DNS name of one replica, e.g. of the primary. Counts from 0. @throws Refusal for one that there is not. */
  replica(ordinal: number): string {
    demand(Number.isInteger(ordinal) && ordinal >= 0 && ordinal < this.replicas, this.node.path, 'quorum', () => ({
      found: `replica ${told(ordinal)}`, expected: `0 to ${this.replicas - 1}`, remedy: 'count from 0, or run more replicas',
    }));
    return `${this.name}-${ordinal}.${this.members.name}.${this.namespace.name}.svc`;
  }
}

function checkReplication(where: string, replicas: number, quorum: boolean): void {
  const isLegal = Number.isInteger(replicas) && replicas >= (quorum ? 3 : 1) && (!quorum || replicas % 2 === 1);
  demand(isLegal, where, 'quorum', () => ({
    found: `${replicas} replicas${quorum ? ' that vote' : ''}`,
    expected: quorum ? 'an odd number from 3: an even one costs a vote and survives no more' : 'a whole number from 1',
    remedy: quorum ? 'run 3 or 5 replicas' : 'run at least one replica',
  }));
}
