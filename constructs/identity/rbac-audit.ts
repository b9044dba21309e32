import { Construct } from 'constructs';
import type { ImageReference } from '../compute/pod/image';
import type { Namespace } from '../compute/namespace/namespace';
import { ScheduledJob } from '../compute/scheduled-job';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { scopeOf } from '../scope';
import { ApiRole } from './api-role';

/** Where the audit runs, and how often. */
export interface RbacAuditProps {
  readonly namespace: Namespace;
  /** Name of all its objects. Default `rbac-audit`. */
  readonly name?: string;
  /** An image with `sh`, `kubectl` and `looplaw`, run as a user that is not root. */
  readonly image: ImageReference;
  /** Class of the disk that keeps the dump until the next run, 1Gi of it. */
  readonly storageClass: { readonly name: string };
  /** PriorityClass of its pods, e.g. the batch rung of a PriorityLadder. */
  readonly priorityClassName: string;
  /** Default `0 6 * * 1`: Mondays at six. */
  readonly schedule?: string;
  /** Whose clock it is. Default `Etc/UTC`. */
  readonly timeZone?: string;
  /** Numeric user of the image, who owns the disk. Default 1000. */
  readonly user?: number;
}

/**
 * The dump stays for the next run when the report could be made, whatever it says: what is new is told once. A run that tells something
 * fails, and so does its Job: whatever alerts on failed Jobs alerts on rights that were gained.
 */
const SCRIPT = [
  'set -eu',
  'kubectl get clusterroles,roles,clusterrolebindings,rolebindings --all-namespaces -o json > /tmp/rbac.json',
  'code=0',
  'if [ -f /dumps/last.json ]; then looplaw audit rbac /tmp/rbac.json --since /dumps/last.json || code=$?; else looplaw audit rbac /tmp/rbac.json || code=$?; fi',
  '[ "$code" -gt 1 ] || cp /tmp/rbac.json /dumps/last.json',
  'exit "$code"',
].join('\n');

/**
 * Tells every week who may do what in the cluster, and what is new: a CronJob that dumps roles and bindings, which is all it may read, and
 * asks `looplaw audit rbac`. The first run fails where somebody has powers, later ones where somebody gained a right. It carries what
 * identity/no-cluster-admin and rbac-escalation cannot see: what was bound by hand. It is a
 * ScheduledJob and keeps what that keeps. Keeps identity/no-wildcard-rbac, role-exists, compute/job-bounded, storage/single-writer.
 */
export class RbacAudit extends Construct {
  readonly job: ScheduledJob;
  /** Reads roles and bindings, and nothing else. */
  readonly role: ApiRole;

  constructor(scope: Construct, id: string, props: RbacAuditProps) {
    super(scopeOf(scope, id), id);
    checked(SHAPES, 'RbacAuditProps', this.node.path, props);
    const { namespace, name = 'rbac-audit', image, storageClass, priorityClassName, schedule = '0 6 * * 1', user = 1000 } = props;
    this.role = new ApiRole(this, 'Role', {
      namespace, name, clusterWide: true,
      allows: [{ verbs: ['list'], group: 'rbac.authorization.k8s.io', resources: ['clusterroles', 'roles', 'clusterrolebindings', 'rolebindings'] }],
    });
    this.job = new ScheduledJob(this, 'Job', {
      namespace, name, image, schedule, priorityClassName, user,
      ...(props.timeZone !== undefined && { timeZone: props.timeZone }),
      role: this.role,
      command: ['sh', '-c', SCRIPT],
      // kubectl keeps what it knows of the API there.
      env: { HOME: '/tmp' },
      budget: { cpu: { request: '100m', limit: '400m' }, memory: { request: '256Mi', limit: '512Mi' } },
      deadlineSeconds: 600,
      attempts: 1,
      disk: { storageClass, size: '1Gi', mountPath: '/dumps' },
    });
  }
}
