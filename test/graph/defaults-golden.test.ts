import { expect, it } from 'vitest';
import { defaultOf, isReplaced } from '../../src/graph/defaults/defaults';
import { fieldType, fieldsOf, typeOf, type FieldType, type TypeName } from '../../src/graph/schema/schema';
import { storedLimitRangeItem, type LimitRangeItem } from '../../src/graph/defaults/pod-creation';
import { createdPod } from './created-pod';
import { defaultingCases, type DefaultingCase, type Json } from './defaulting-cases';
import { amount } from './amount';

/** What the server does to a field beyond its default: `type.field` -> why that is not read. */
const notRead: Readonly<Record<string, string>> = {
  'apps/v1.RollingUpdateStatefulSetStrategy.maxUnavailable': 'dropped while the gate MaxUnavailableStatefulSet is off, as it is by default',
  'autoscaling/v2.HPAScalingRules.policies': 'differs between scaling up and down, which one structure stands for; read where the rules are absent altogether',
  'batch/v1.JobSpec.selector': 'made from the uid the server gives',
  'core/v1.Namespace.spec': 'finalizers of the server',
  'core/v1.PersistentVolumeClaim.apiVersion': 'said of a claim template, which is of no other kind',
  'core/v1.PersistentVolumeClaim.kind': 'said of a claim template, which is of no other kind',
  'core/v1.PersistentVolumeClaimSpec.dataSourceRef': 'a second name of dataSource that no law reads',
  'core/v1.PersistentVolumeClaimSpec.storageClassName': 'the default class is another object: a question of the graph',
  'core/v1.PodSpec.nodeSelector': 'comes with a RuntimeClass',
  'core/v1.PodSpec.overhead': 'comes with a RuntimeClass',
  'core/v1.PodSpec.preemptionPolicy': 'comes with a PriorityClass',
  'core/v1.PodSpec.priority': 'comes with a PriorityClass',
  'core/v1.PodSpec.priorityClassName': 'the default class is another object',
  'core/v1.PodSpec.terminationGracePeriodSeconds': 'a negative grace period is stored as 1',
  'core/v1.PodSpec.tolerations': 'five minutes on unreachable nodes, added to every pod by admission',
  'core/v1.ReplicationControllerSpec.selector': 'the labels of its template',
  'core/v1.Secret.data': 'stringData moves here',
  'core/v1.Secret.stringData': 'moves to data',
  'core/v1.ServicePort.nodePort': 'allocated',
  'core/v1.ServiceSpec.clusterIP': 'allocated',
  'core/v1.ServiceSpec.clusterIPs': 'allocated',
  'core/v1.ServiceSpec.healthCheckNodePort': 'allocated',
  'core/v1.ServiceSpec.ipFamilies': 'depends on the address families of the cluster',
  'core/v1.ServiceSpec.ipFamilyPolicy': 'depends on the address families of the cluster',
  'meta/v1.LabelSelector.matchExpressions': 'matchLabelKeys of a pod, merged into its selectors',
  'meta/v1.ObjectMeta.annotations': 'notes of the server',
  'meta/v1.ObjectMeta.finalizers': 'protection of the server',
  'meta/v1.ObjectMeta.generation': 'counted by the server',
  'meta/v1.ObjectMeta.labels': 'the name label of a namespace, job labels, labels of a template copied up; a null label is stored empty',
  'meta/v1.ObjectMeta.name': 'generateName',
  'meta/v1.ObjectMeta.namespace': 'that of the request',
  'networking/v1.IngressSpec.ingressClassName': 'the default class is another object: a question of the graph',
};

/** Defaults that the recorded object lacks, because they come when the next object is made from it. */
const storedLater: Readonly<Record<string, string>> = {
  'CronJob.spec.jobTemplate.spec': 'when a Job is made from the template',
  'spec.template.spec.enableServiceLinks': 'when a Pod is made from the template',
};

interface Difference {
  /** `added` or `dropped` by the server; `changed` = stored with another value; `missing` = a default that was not stored. */
  readonly what: 'added' | 'dropped' | 'changed' | 'missing';
  readonly field: string;
  readonly path: string;
  readonly id: string;
}

/** What the server did to an object and the defaults did not, and the other way round. */
function differences({ id, object, stored, namespaceSetup = [] }: DefaultingCase): Difference[] {
  const found: Difference[] = [];
  structure(prepared(object, namespaceSetup), stored, typeOf(object.apiVersion, object.kind)!, object.kind);
  return found;

  function differs(what: Difference['what'], field: string, path: string): void {
    found.push({ what, field, path, id });
  }

  function structure(written: Json, stored: Json, type: TypeName, path: string): void {
    for (const field of new Set([...fieldsOf(type).keys(), ...Object.keys(stored)])) {
      const at = `${path}.${field}`;
      const was = written[field] ?? undefined;
      const is = stored[field] ?? undefined;
      const empty = was === undefined || isReplaced(type, field, was);
      const expected = empty ? defaultOf(type, field, written) : was;
      if (is === undefined) {
        if (empty ? expected !== undefined : !isNothing(was)) differs(empty ? 'missing' : 'dropped', `${type}.${field}`, at);
      } else if (expected === undefined) {
        differs('added', `${type}.${field}`, at);
      } else {
        value(expected, is, fieldType(type, field)!, `${type}.${field}`, at);
      }
    }
  }

  function value(expected: unknown, is: unknown, type: FieldType, field: string, path: string): void {
    if (type.is === 'structure') structure(expected as Json, is as Json, type.type, path);
    else if (type.is === 'list') {
      const [before, after] = [expected as unknown[], is as unknown[]];
      if (after.length !== before.length) differs('added', field, path);
      before.forEach((item, i) => value(item, after[i], type.of, field, `${path}[${i}]`));
    } else if (type.is === 'map') {
      const [before, after] = [expected as Json, is as Json];
      for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
        if (after[key] === undefined) differs('dropped', field, `${path}.${key}`);
        else if (before[key] === undefined) differs('added', field, `${path}.${key}`);
        else value(before[key], after[key], type.of, field, `${path}.${key}`);
      }
    } else if (type.is === 'scalar' && type.scalar === 'Quantity') {
      if (amount(expected) !== amount(is)) differs('changed', field, path);
    } else if (expected !== is) {
      differs('changed', field, path);
    }
  }
}

/** What Go leaves out when it writes an object. */
function isNothing(value: unknown): boolean {
  return value === 0 || value === '' || value === false || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}

/** The object with everything that is no default of a single field. */
function prepared(object: DefaultingCase['object'], namespace: readonly Json[]): Json {
  if (object.kind === 'Pod') return createdPod(object, namespace);
  if (object.kind !== 'LimitRange') return object;
  return { ...object, spec: { limits: (object['spec'] as { limits: LimitRangeItem<string>[] }).limits.map(storedLimitRangeItem) } };
}

const found = defaultingCases('accepted').flatMap(differences);
// A manifest says what is wanted; what is the case stands in its status, which nobody reads.
const beyond = found.filter(({ what, field }) => what !== 'missing' && !field.endsWith('.status'));
const missing = found.filter(({ what }) => what === 'missing');

it('stores what the defaults say, and nothing else but the fields that are not read', () => {
  expect(beyond.filter(({ field }) => notRead[field] === undefined)).toEqual([]);
});

it('lacks no default, but for those that come with the next object', () => {
  expect(missing.filter(({ path }) => !Object.keys(storedLater).some((part) => path.includes(part)))).toEqual([]);
});

it('lists no field in vain', () => {
  expect(Object.keys(notRead).filter((field) => !beyond.some((difference) => difference.field === field))).toEqual([]);
  expect(Object.keys(storedLater).filter((part) => !missing.some(({ path }) => path.includes(part)))).toEqual([]);
});

it('is a walk through objects of many kinds', () => {
  const kinds = new Set(defaultingCases('accepted').map(({ object }) => object.kind));
  expect(kinds.size).toBeGreaterThan(25);
});
