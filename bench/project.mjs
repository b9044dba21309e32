// A project of cdk8s for `bench/lint.mjs`: charts that make the objects of examples/domino as an app team writes them: classes of
// `cdk8s import`, ApiObject, cdk8s-plus. Every fifth chart is that of the incident, the others are as they were mended.
import { readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';

const [incident, fixed] = ['incident', 'fixed'].map((state) => readFileSync(new URL(`../examples/domino/${state}/shop.yaml`, import.meta.url), 'utf8'));

/** So many objects: where the shop has fewer, one more shop of another name follows, for no chart makes an object twice. */
function objectsOf(text, count) {
  const shops = [];
  for (let shop = 0; shops.length < count; shop += 1) shops.push(...loadAll(shop === 0 ? text : text.replaceAll(/\b(?:shop|fast)\b/g, `$&-${shop}`)));
  return shops.slice(0, count);
}

const QUANTITY = new Set(['cpu', 'memory', 'storage', 'ephemeral-storage']);
const INT_OR_STRING = new Set(['targetPort', 'maxUnavailable', 'minAvailable', 'maxSurge']);

/** A value as source; in classes of `cdk8s import`, amounts and ports are wrapped. */
function written(value, indent, isWrapped, key = '', holder = '') {
  const inner = `${indent}  `;
  if (isWrapped && typeof value !== 'object') {
    if (QUANTITY.has(key)) return `k8s.Quantity.fromString('${value}')`;
    const isPort = INT_OR_STRING.has(key) || (key === 'port' && ['httpGet', 'tcpSocket'].includes(holder));
    if (isPort) return typeof value === 'number' ? `k8s.IntOrString.fromNumber(${value})` : `k8s.IntOrString.fromString('${value}')`;
  }
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[\n${value.map((item) => `${inner}${written(item, inner, isWrapped)},\n`).join('')}${indent}]`;
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? `'${value.replaceAll("'", String.raw`\'`).replaceAll('\n', String.raw`\n`)}'` : String(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  return `{\n${entries.map(([name, item]) => `${inner}${/^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`}: ${written(item, inner, isWrapped, name, key)},\n`).join('')}${indent}}`;
}

function raw(object, id, isClass) {
  if (!isClass) return `    new ApiObject(this, '${id}', ${written(object, '    ', false)});`;
  const props = { ...object };
  delete props.apiVersion;
  delete props.kind;
  return `    new k8s.Kube${object.kind}(this, '${id}', ${written(props, '    ', true)});`;
}

function plus(id) {
  return `    const ${id} = new kplus.Deployment(this, '${id}', {
      replicas: props.replicas,
      containers: [
        {
          image: props.image,
          portNumber: 8080,
          envVariables: { LOG_LEVEL: kplus.EnvValue.fromValue('info'), REGION: kplus.EnvValue.fromValue(props.region) },
          readiness: kplus.Probe.fromHttpGet('/ready'),
          resources: { cpu: { request: kplus.Cpu.millis(100) }, memory: { request: Size.mebibytes(128), limit: Size.mebibytes(128) } },
        },
      ],
    });
    ${id}.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });`;
}

function chart(f, constructs) {
  const objects = objectsOf(f % 5 === 0 ? incident : fixed, constructs);
  const body = objects.map((object, i) => (i % 5 === 4 ? plus(`plus${i}`) : raw(object, `object-${i}`, i % 2 === 0)));
  return `import { ApiObject, Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import * as k8s from './imports/k8s';

export interface Chart${f}Props {
  readonly image: string;
  readonly replicas: number;
  readonly region: string;
}

export class Chart${f} extends Chart {
  constructor(scope: Construct, id: string, props: Chart${f}Props) {
    super(scope, id);

${body.join('\n\n')}
  }
}
`;
}

/** The texts of so many files, each with a chart of so many constructs. */
export function project(files, constructs) {
  return Array.from({ length: files }, (_, f) => chart(f, constructs));
}
