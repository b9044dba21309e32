import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Server } from '../compute/workload/server';
import { Workload, type Account, type Membership } from '../compute/workload/workload';
import { NAME } from '../labels';
import type { Port } from '../network/port';
import type { Health } from '../network/health';
import { zoneLocality } from '../network/zone-locality';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { demand } from '../refusal';
import { keep, type Guards, type KeepProps } from './keep';
import { keepWritten, manifestOf } from './keep-written';
import { PODS_AT, containersIn, templateIn, type KeptKind } from './kept-spec';
import { labelled, listIn, mapIn, textIn } from './written';

/** What nobody but the app knows of an existing workload. */
export type KeepLawsProps = KeepProps & Account & Pick<Membership, 'namespace' | 'role' | 'partOf'>;

/** What a workload that answers requests must tell as well. */
export interface ServesProps {
  /** The port it serves, which gets this name. Serves network/named-ports. */
  readonly port: Port;
  /** How it answers for itself, in place of the probes that are written. Serves network/readiness-probe, probe-tuned. */
  readonly health: Health;
  /** The Service that leads to it, e.g. what `exposeViaService` answers; it prefers the zone of the caller. Serves network/zone-local-traffic. */
  readonly service?: Construct;
}

/** What {@link keepLaws} takes. */
export type KeptProps = KeepLawsProps & Partial<ServesProps>;

/** A workload of somebody else's making that keeps the laws; its flows open like those of a construct. */
export class KeptWorkload extends Workload implements Guards {
  readonly resource: ApiObject;
  readonly disruptionBudget: ApiObject | null;
  readonly autoscaler: ApiObject | null;
  readonly recommender: ApiObject | null;

  constructor(scope: Construct, resource: ApiObject, membership: Membership, kind: KeptKind, props: KeepLawsProps) {
    super(scope, 'Laws', COMPONENT[kind], membership);
    this.resource = resource;
    ({ disruptionBudget: this.disruptionBudget, autoscaler: this.autoscaler, recommender: this.recommender } = keep(this, resource, kind, props));
  }
}

/**
 * A server of somebody else's making that keeps the laws: others may be let in. Keeps the laws its props name, and compute/topology-spread,
 * rollout-no-deadlock, pdb-present, pdb-single-owner, identity/dedicated-service-account, no-automount-token, network/policy-coverage,
 * zone-local-traffic, storage/ephemeral-bounded, hardening/run-as-non-root, observability/log-context.
 */
export class KeptServer extends Server implements Guards {
  readonly resource: ApiObject;
  readonly disruptionBudget: ApiObject | null;
  readonly autoscaler: ApiObject | null;
  readonly recommender: ApiObject | null;

  constructor(scope: Construct, resource: ApiObject, membership: Membership, kind: KeptKind, props: KeepLawsProps & ServesProps) {
    super(scope, 'Laws', 'service', { ...membership, ...servedBy(props) });
    this.resource = resource;
    ({ disruptionBudget: this.disruptionBudget, autoscaler: this.autoscaler, recommender: this.recommender } = keep(this, resource, kind, props, { ...this.process(props), ...this.leave.current }));
    if (props.service !== undefined) keepWritten(apiObjectOf(props.service), ({ spec, ...service }) => ({
      ...service, metadata: labelled(mapIn(service, 'metadata'), this.labels), spec: { ...zoneLocality(this.platform), ...spec },
    }));
  }
}

function servedBy(props: ServesProps): Pick<ServesProps, 'port' | 'health'> {
  const { port, health } = checked(SHAPES, 'ServesProps', 'KeptServer', props);
  return { port, health };
}

const COMPONENT: { readonly [K in KeptKind]: string } = { Deployment: 'worker', StatefulSet: 'store', DaemonSet: 'agent', Job: 'job', CronJob: 'job' };

/**
 * Brings an existing workload, of any cdk8s-plus-NN or an `ApiObject`, under the laws: what is written stays, what is missing is added when
 * the app is synthesized, also to what is changed after this call. The objects a law wants beside it (disruption budget, NetworkPolicy,
 * ServiceAccount, autoscaler) are made as children `Laws` of the workload.
 * @throws Refusal for what is no workload, one outside of `namespace`, and for whatever a construct refuses.
 */
export function keepLaws(workload: Construct, props: KeepLawsProps & ServesProps): KeptServer;
/** For a workload that serves nobody. */
export function keepLaws(workload: Construct, props: KeepLawsProps & { readonly port?: never; readonly health?: never }): KeptWorkload;
/** For what decides only then. */
export function keepLaws(workload: Construct, props: KeptProps): KeptServer | KeptWorkload {
  demand(Construct.isConstruct(workload), 'keepLaws', 'keep-laws', () => ({ found: 'no construct', expected: 'a Deployment of cdk8s-plus, or another workload', remedy: 'hand over the workload itself' }));
  const { path } = workload.node;
  const resource = apiObjectOf(workload);
  checked(SHAPES, 'KeptProps', path, props);
  const kind = resource.kind as KeptKind;
  demand(kind in PODS_AT, path, 'keep-laws', () => ({
    found: `a ${resource.kind}`, expected: `one of ${Object.keys(PODS_AT).join(', ')}`, remedy: resource.kind === 'Pod' ? 'make it a Deployment or a Job; a bare pod is not replaced' : 'hand over the workload itself',
  }));
  const manifest = manifestOf(resource);
  const { spec } = manifest;
  const metadata = mapIn(manifest, 'metadata');
  const { namespace } = props;
  const home = textIn(metadata, 'namespace');
  demand(home === namespace.name, path, 'keep-laws', () => ({
    found: home === '' ? 'no namespace' : `namespace "${home}"`, expected: `namespace "${namespace.name}", whose rules it is to keep`, remedy: 'give the chart, or the metadata, this namespace',
  }));
  const template = templateIn(kind, spec);
  const labelled = textIn(mapIn(mapIn(template, 'metadata'), 'labels'), NAME);
  demand(labelled === '' || labelled === resource.name, path, 'name', () => ({
    found: `label ${NAME}: ${labelled} on the pods of "${resource.name}"`, expected: 'the name of the workload, by which its pods are selected', remedy: 'drop the label, or give the workload this name',
  }));
  const written = textIn(mapIn(template, 'spec'), 'serviceAccountName');
  const account: Account = props.identity === undefined && props.serviceAccount === undefined && written !== '' ? { serviceAccount: written } : props;
  const membership: Membership = { ...account, namespace, name: resource.name, ...(props.role && { role: props.role }), ...(props.partOf !== undefined && { partOf: props.partOf }) };
  if (props.port !== undefined && props.health !== undefined) return new KeptServer(workload, resource, membership, kind, { ...props, port: props.port, health: props.health });
  demand(!containersIn(kind, spec).some((container) => listIn(container, 'ports').length > 0), path, 'network/readiness-probe', () => ({
    found: 'a container with a port, and nobody says what it serves', expected: 'the port and how it answers for itself',
    remedy: 'write port: { name: "http", number: 8080 }, health: { readiness: { http: "/readyz" } }',
  }));
  return new KeptWorkload(workload, resource, membership, kind, props);
}

function apiObjectOf(construct: Construct): ApiObject {
  return ApiObject.isApiObject(construct) ? construct : ApiObject.of(construct);
}
