import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  GuardedNamespace, PriorityLadder, SecretFiles, Worker, WorkloadIdentity, type Cloud, type Platform, type Principals, type Trigger, type Vaults,
} from '../../constructs';

export interface QueueProps<C extends Cloud> {
  readonly platform: Platform<C>;
  /** Whom the worker is in the cloud, so that it may take messages. */
  readonly principal: Principals[C];
  /** The queue, as KEDA asks for its length. */
  readonly queue: Trigger;
  /** Where the key of the partner's API is kept. */
  readonly vault: Vaults[C];
}

/** Thumbnails for uploads: a worker that sleeps until a message comes, works on spot nodes, and is gone again five minutes later. */
export class QueueChart<C extends Cloud> extends Chart {
  readonly worker: Worker;

  constructor(scope: Construct, id: string, { platform, principal, queue, vault }: QueueProps<C>) {
    super(scope, id);
    const priorities = new PriorityLadder(this, 'priorities', { name: 'media' });
    const namespace = new GuardedNamespace(this, 'namespace', {
      platform,
      name: 'media',
      quota: { requests: { cpu: '20', memory: '40Gi' }, limits: { cpu: '40', memory: '40Gi' }, pods: 30 },
    });
    const identity = new WorkloadIdentity(this, 'identity', { namespace, name: 'thumbnails', principal });
    const partner = new SecretFiles(this, 'partner', { name: 'partner', identity, vault, entries: { token: { secret: 'media-partner-token' } } });

    this.worker = new Worker(this, 'thumbnails', {
      namespace,
      name: 'thumbnails',
      image: 'ghcr.io/acme/thumbnails:3.1.0',
      identity,
      scale: { min: 0, max: 20, triggers: [queue] },
      budget: { cpu: { request: '500m', limit: '1' }, memory: '1Gi' },
      health: { liveness: { exec: ['/bin/alive'] }, startupSeconds: 60 },
      files: { '/run/secrets/partner': { vault: partner } },
      // A message that is not finished comes back, so its node may go.
      placement: { spot: true, spread: 'prefer' },
      priorityClassName: priorities.batch.name,
      recommend: true,
      user: 10_001,
      scratch: '4Gi',
    });
    // Queues, buckets and the partner have no addresses of their own.
    this.worker.reaches({ cidr: '0.0.0.0/0' }, 443);
  }
}
