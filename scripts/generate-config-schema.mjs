// The JSON schema of looplaw.config.*, made from the profile's keys and the parameters of the laws.

const severities = ['error', 'warning', 'info'];
const text = (description, more = {}) => ({ type: 'string', description, ...more });
const strings = (description) => ({ type: 'array', items: { type: 'string' }, description });

const taint = {
  type: 'object',
  additionalProperties: false,
  required: ['key', 'effect'],
  properties: { key: { type: 'string' }, value: { type: 'string' }, effect: { enum: ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] } },
};

const nodePool = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: text('How messages call it.'),
    zones: strings('Zones its nodes are in. Default: not declared.'),
    labels: { type: 'object', additionalProperties: { type: 'string' }, description: 'Labels of its nodes besides those Kubernetes and the cloud set.' },
    taints: { type: 'array', items: taint, description: 'Taints of its nodes. Default none.' },
    minNodes: { type: 'integer', minimum: 0, description: 'Nodes it never has fewer of. Default 0.' },
    maxNodes: { type: 'integer', minimum: 0, description: 'Number of nodes at maximum scale. Default: not declared.' },
    spot: { type: 'boolean', description: 'May the cloud take its nodes back at short notice? Default false.' },
    allocatable: {
      type: 'object',
      additionalProperties: { type: ['string', 'number'] },
      description: 'What pods can request of one node, e.g. { "cpu": "3920m", "memory": "14103Mi" }. Default: not declared.',
    },
  },
};

const general = {
  $schema: text('This schema, for editors.'),
  preset: text('recommended (default): errors are rejections and certain outages. strict: the method to the letter.', { enum: ['recommended', 'strict'] }),
  kubeVersion: text('Kubernetes version the manifests are for, e.g. 1.34 (default).'),
  cloud: { enum: ['aws', 'azure', 'gcp', 'none', null], description: 'Cloud the cluster runs on. Default: not declared.' },
  zones: { ...strings('Zones the node pools span. Default: not declared.'), type: ['array', 'null'] },
  nodes: { type: ['integer', 'null'], minimum: 1, description: 'Number of nodes at maximum scale. Default: not declared.' },
  nodePools: { type: ['array', 'null'], items: nodePool, description: 'Every pool of nodes the cluster has. Default: not declared.' },
  cni: { type: ['string', 'null'], description: 'Container network. Default: not declared.' },
  environment: text('dev is asked less of than prod (default).', { enum: ['prod', 'dev'] }),
  role: text('app (default) asks laws owned by app teams, platform asks all.', { enum: ['app', 'platform'] }),
  platformProvides: strings('Companions the platform adds outside the given set, e.g. default-deny, network-policies, pdb, service.'),
  closedWorld: { oneOf: [{ const: true }, strings('Kinds.')], description: 'Kinds of which the set holds every object; true = all kinds.' },
  clusters: {
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
    description: 'Globs of the files of each cluster, e.g. { "prod": "dist/prod*" }.',
  },
  exclude: {
    oneOf: [{ type: 'string' }, strings('Globs.')],
    description: 'Globs of files and folders to leave out, relative to this file, e.g. "vendor" or "**/testdata". What is left out is counted and named.',
  },
  render: { type: 'boolean', description: 'Build Helm charts and kustomizations by helm, kustomize or kubectl of this machine, as --render does. Default: false.' },
  logContext: text('Who puts pod, node and zone into log lines.', { enum: ['sdk', 'collector'] }),
  etcd: text('How strict laws on etcd disks are.', { enum: ['default', 'strict'] }),
};

/** Waivers in their three forms. */
function waivers(laws) {
  const list = {
    type: 'array',
    description: 'Findings that are accepted, by name.',
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['law', 'reason'],
      properties: {
        law: { enum: laws.map((law) => law.id), description: 'Law it is about.' },
        reason: text('Why it is accepted.', { minLength: 1 }),
        until: text('Last day it holds, YYYY-MM-DD in UTC. Default: for ever, which in preset strict waives no error.', { pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
        kind: text('Kind of the object, e.g. Deployment.', { minLength: 1 }),
        name: text('Name of the object; may be a glob, e.g. batch-*.', { minLength: 1 }),
        namespace: text('Namespace as it is written in the object; may be a glob.', { minLength: 1 }),
        cluster: text('Cluster of the run; may be a glob.', { minLength: 1 }),
        container: text('Name of the one container it is about.', { minLength: 1 }),
      },
    },
  };
  const rules = {
    type: 'object',
    additionalProperties: false,
    properties: {
      from: text('anywhere (default); config-only: what objects and constructs waive themselves is refused.', { enum: ['anywhere', 'config-only'] }),
      list,
    },
  };
  return { oneOf: [{ const: 'config-only' }, list, rules], description: 'Findings that are accepted, by name; config-only: objects and constructs waive nothing.' };
}

/** The schema as JSON text. */
export function configSchema(laws) {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'looplaw config',
    type: 'object',
    additionalProperties: false,
    properties: {
      ...general,
      laws: {
        type: 'object',
        additionalProperties: false,
        description: 'How each law is asked: off, at another severity, or with parameters.',
        properties: Object.fromEntries(laws.map((law) => [law.id, setting(law)])),
      },
      waivers: waivers(laws),
    },
  };
  return `${JSON.stringify(schema, null, 1)}\n`;
}

function setting(law) {
  const params = Object.entries(law.params ?? {});
  const plain = { enum: ['on', 'off', ...severities] };
  if (params.length === 0) return { ...plain, description: law.title };
  const withParams = {
    type: 'array',
    items: [{ enum: ['on', ...severities] }, { type: 'object', additionalProperties: false, properties: Object.fromEntries(params.map(([name, p]) => [name, parameter(p)])) }],
    minItems: 2,
    maxItems: 2,
  };
  return { oneOf: [plain, withParams], description: law.title };
}

function parameter({ default: value, oneOf, description }) {
  if (oneOf) return { enum: oneOf, default: value, description };
  if (Array.isArray(value)) return { type: 'array', items: { type: 'string' }, default: value, description };
  return { type: typeof value, default: value, description };
}
