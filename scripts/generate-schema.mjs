// Writes src/graph/schema/table.ts from the JSON schemas in scripts/schema; --check only says whether it is current (exit 1 when stale).
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const sources = new URL('./schema/', import.meta.url);
const target = new URL('../src/graph/schema/table.ts', import.meta.url);

const TIME = 't';
const ANYTHING = '*';

/** Codes of scalars, by JSON schema `type` or `type:format`. */
const scalars = {
  string: 's', 'string:byte': 'B', 'string:date-time': TIME, boolean: 'b',
  'integer:int32': 'i', 'integer:int64': 'l', number: 'n', 'number:double': 'n',
};

/** Definitions that are no plain structure: their Go types decode themselves. */
const special = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'q',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'x',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': TIME,
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': TIME,
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': ANYTHING,
  'io.k8s.apimachinery.pkg.runtime.RawExtension': ANYTHING,
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON': ANYTHING,
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray': ANYTHING,
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool': ANYTHING,
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray': ANYTHING,
};

/** `io.k8s.api.core.v1.Container` -> `core/v1.Container` */
function shortName(definition) {
  const [kind, version, group] = definition.split('.').reverse();
  return `${group}/${version}.${kind}`;
}

/** The code of a field's type: a scalar, `*`, a type name, or one of these behind `[` (list of) or `{` (map of). */
function code(schema, refer) {
  if (schema.$ref) {
    const definition = schema.$ref.slice('#/definitions/'.length);
    return special[definition] ?? refer(definition);
  }
  if (schema.type === 'array') return `[${code(schema.items, refer)}`;
  if (schema.type === 'object' && schema.additionalProperties) return `{${code(schema.additionalProperties, refer)}`;
  const scalar = scalars[schema.format ? `${schema.type}:${schema.format}` : schema.type];
  if (!scalar) throw new Error(`scripts/schema holds a field of a form that has no code: ${JSON.stringify(schema)}`);
  return scalar;
}

/** Every version's answer to one question, as text: `code` where all agree, else `code@mask`, alternatives parted by `|`. */
function encode(masksByCode, every) {
  return [...masksByCode].map(([value, mask]) => (mask === every ? value : `${value}@${mask}`)).join('|');
}

function add(map, key, value, bit) {
  const masks = map.get(key) ?? new Map();
  masks.set(value, (masks.get(value) ?? 0) | bit);
  map.set(key, masks);
}

function sorted(map, value) {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, x]) => [key, value(x)]));
}

/** The table of all versions whose schemas are given, oldest first: `[['1.28', { definitions }], …]`. */
export function schemaTable(schemas) {
  const every = 2 ** schemas.length - 1;
  const kinds = new Map();
  const types = new Map();
  const present = new Map();

  schemas.forEach(([, { definitions }], i) => {
    const bit = 1 << i;
    const seen = new Set();
    const waiting = [];
    const refer = (definition) => {
      if (!seen.has(definition)) {
        seen.add(definition);
        waiting.push(definition);
      }
      return shortName(definition);
    };
    for (const [definition, { 'x-kubernetes-group-version-kind': served = [], properties }] of Object.entries(definitions)) {
      if (!properties?.metadata) continue; // options and discovery answers: nobody writes them into a manifest
      for (const { group, version, kind } of served) {
        const apiVersion = group ? `${group}/${version}` : version;
        if (!kinds.has(apiVersion)) kinds.set(apiVersion, new Map());
        add(kinds.get(apiVersion), kind, refer(definition), bit);
      }
    }
    for (let definition = waiting.pop(); definition; definition = waiting.pop()) {
      const type = shortName(definition);
      if (!types.has(type)) types.set(type, new Map());
      present.set(type, (present.get(type) ?? 0) | bit);
      for (const [field, schema] of Object.entries(definitions[definition].properties ?? {})) {
        add(types.get(type), field, code(schema, refer), bit);
      }
    }
  });

  return {
    versions: schemas.map(([version]) => version),
    kinds: sorted(kinds, (byKind) => sorted(byKind, (masks) => encode(masks, every))),
    types: Object.fromEntries(
      [...types.keys()].sort().map((type) => {
        const fields = sorted(types.get(type), (masks) => encode(masks, present.get(type)));
        return [type, Object.entries(fields).map(([field, answer]) => `${field}=${answer}`).join(' ')];
      }),
    ),
  };
}

/** JSON with one kind map or type per line: small, and a diff shows what a new version brought. */
function lines({ versions, kinds, types }) {
  const block = (entries) => `{\n${Object.entries(entries).map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`).join(',\n')}}`;
  return `{"versions":${JSON.stringify(versions)},\n"kinds":${block(kinds)},\n"types":${block(types)}}`;
}

/** Text of src/graph/schema/table.ts. */
export function tableSource() {
  const minor = (file) => Number(file.split('.')[1]);
  const schemas = readdirSync(sources)
    .filter((file) => file.endsWith('.json.gz'))
    .sort((a, b) => minor(a) - minor(b))
    .map((file) => [file.slice(1, -'.json.gz'.length), JSON.parse(gunzipSync(readFileSync(new URL(file, sources))).toString())]);
  const json = lines(schemaTable(schemas));
  if (/[`\\]|\$\{/.test(json)) throw new Error('a schema holds a character that would end the template literal of the table');
  return `// Generated by scripts/generate-schema.mjs from scripts/schema; do not edit.
import type { Table } from './codes';

/** What every supported Kubernetes version serves. Parsing one string is several times faster than evaluating the same literal. */
export const table: Table = JSON.parse(\`${json}\`);
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const source = tableSource();
  if (!process.argv.includes('--check')) writeFileSync(target, source);
  else if (readFileSync(target, 'utf8') !== source) {
    console.error('src/graph/schema/table.ts is stale: run node scripts/generate-schema.mjs');
    process.exitCode = 1;
  }
}
