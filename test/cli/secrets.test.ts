import { describe, expect, test } from 'vitest';
import { everyFormat } from '../../src/report';
import { everyReport, folder, launch } from './command';

// Plain words, so that nothing but its place tells that a token is secret.
const tokens: string[] = [];
const words = ['violet', 'walnut', 'granite', 'meadow', 'lantern', 'harbour', 'copper', 'thistle', 'orchard', 'saffron'];
function token(): string {
  const n = tokens.length;
  const made = `${words[n % words.length]}-${words[Math.floor(n / words.length) % words.length]}-canary`;
  tokens.push(made);
  return made;
}

/** The id of a key of AWS, put together here for the same reason as those below. */
function key(prefix: string): string {
  const made = `${prefix}${'QRSTUVWX'[tokens.length % 8]!.repeat(16)}`;
  tokens.push(made);
  return made;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function secret(...lines: string[]): string {
  return ['apiVersion: v1', 'kind: Secret', 'metadata: {name: payments, namespace: shop}', ...lines, ''].join('\n');
}

function pod(...container: string[]): string {
  return ['apiVersion: v1', 'kind: Pod', 'metadata: {name: payments, namespace: shop}', 'spec:', '  containers:', '    - name: payments', ...container.map((line) => `      ${line}`), ''].join('\n');
}

function configMap(...lines: string[]): string {
  return ['apiVersion: v1', 'kind: ConfigMap', 'metadata: {name: payments, namespace: shop}', ...lines, ''].join('\n');
}

// Put together here, so that scanners of this repository find no key in it.
const pem = (label: string, inside: string) => [`-----BEGIN ${label}`, ` KEY-----\n${inside}\n-----END ${label} KEY-----`].join('');
const indented = (text: string, by: string) => text.split('\n').map((line) => by + line).join('\n');

/** Each is told of in a line that holds a secret, or beside it. */
const manifests: readonly (readonly [name: string, told: string, text: string])[] = [
  ['data that is no base64', 'manifest/typed-fields', secret('data:', `  password: ${token()}!`)],
  ['data beside data that is no base64', 'manifest/typed-fields', secret('data:', `  before: ${base64(token())}`, '  wrong: "!"', `  after: ${base64(token())}`)],
  ['stringData beside a number', 'manifest/typed-fields', secret('stringData:', `  before: ${token()}`, '  pin: 31415926', `  after: ${token()}`)],
  ['stringData that is a text', 'manifest/typed-fields', secret(`stringData: ${token()}`)],
  ['data that is a list', 'manifest/typed-fields', secret('data:', `  - ${token()}`, `  - {a: ${token()}}`)],
  ['stringData written twice', 'manifest/duplicate-key', secret('stringData:', `  user: ${token()}`, `  user: ${token()}`)],
  ['data of which the first is lost', 'manifest/duplicate-key', secret('data:', `  a: ${base64(token())}`, `data:`, `  a: ${base64(token())}`)],
  ['a map that is lost', 'manifest/duplicate-key', secret('stringData:', `  first: ${token()}`, 'stringData:', `  second: ${token()}`)],
  ['a misspelt field of a Secret', 'manifest/known-fields', secret('stringDate:', `  user: ${token()}`)],
  ['a field in the wrong place', 'manifest/known-fields', secret(`user: ${token()}`, 'stringData: {}')],
  ['a block beside an unknown field', 'manifest/known-fields', secret('stringData:', '  key.pem: |', `    ${token()}`, `    ${token()}`, 'unknown: true')],
  ['a folded text of several lines', 'manifest/known-fields', secret('stringData:', `  text: "${token()}`, `    ${token()}"`, 'unknown: true')],
  ['a Secret on one line', 'manifest/known-fields', JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'payments' }, unknown: 1, stringData: { user: token() } })],
  ['a Secret in a List', 'manifest/typed-fields', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'payments' }, stringData: { user: token(), pin: 1 } }] }, null, 1)],
  ['two Secrets of one name', 'manifest/unique-object', `${secret(`stringData: {user: ${token()}}`)}---\n${secret(`stringData: {user: ${token()}}`)}`],
  ['the copy kubectl keeps', 'manifest/typed-fields', ['apiVersion: v1', 'kind: Secret', 'metadata:', '  name: payments', '  annotations:', '    reviewed: true', '    kubectl.kubernetes.io/last-applied-configuration: |', `      {"stringData":{"user":"${token()}"}}`, ''].join('\n')],
  ['the copy kubectl keeps of a Pod', 'manifest/typed-fields', pod('image: registry.example.com/payments:1.0.0').replace('namespace: shop}', `namespace: shop, annotations: {reviewed: true, kubectl.kubernetes.io/last-applied-configuration: '{"env":"${token()}"}'}}`)],
  ['a variable of a telling name', 'compute/immutable-image', pod('env:', '  - name: DB_PASSWORD', `    value: ${token()}`, 'image: registry.example.com/payments')],
  ['a static key', 'identity/no-static-credentials', pod('image: registry.example.com/payments:1.0.0', 'env:', `  - {name: AWS_SECRET_ACCESS_KEY, value: ${token()}}`, `  - {name: AZURE_CLIENT_SECRET, value: "${token()}"}`)],
  ['a variable that is a number', 'manifest/typed-fields', pod('env:', '  - name: API_TOKEN', '    value: 2718281828', 'image: registry.example.com/payments:1.0.0')],
  ['a variable that is a block', 'identity/no-static-credentials', pod('image: registry.example.com/payments:1.0.0', 'env:', '  - name: AWS_SECRET_ACCESS_KEY', '    value: |', `      ${token()}`)],
  ['a variable written twice', 'manifest/duplicate-key', pod('env:', '  - name: DB_PASSWORD', `    value: ${token()}`, `    value: ${token()}`, 'image: registry.example.com/payments:1.0.0')],
  ['a variable with a second name', 'manifest/duplicate-key', pod('env:', '  - name: DB_PASSWORD', `    value: ${token()}`, '    name: LOG_LEVEL', 'image: registry.example.com/payments:1.0.0')],
  ['an unknown field of a variable', 'manifest/known-fields', pod('env:', '  - name: DB_PASSWORD', `    valeu: ${token()}`, 'image: registry.example.com/payments:1.0.0')],
  ['a connection string', 'compute/immutable-image', pod('env:', `  - {name: STORE, value: "postgres://shop:${token()}@db:5432/shop"}`, 'image: registry.example.com/payments')],
  ['an argument', 'compute/immutable-image', pod(`args: [--db-password=${token()}, "--api-token=${token()}"]`, 'image: registry.example.com/payments')],
  ['an argument and its value', 'compute/immutable-image', pod('args:', '  - --db-password', `  - ${token()}`, 'image: registry.example.com/payments')],
  ['a command of a shell', 'compute/immutable-image', pod('command:', '  - sh', '  - -c', `  - DB_PASSWORD=${token()} exec serve`, 'image: registry.example.com/payments')],
  ['a header of a probe', 'manifest/known-fields', pod('image: registry.example.com/payments:1.0.0', 'readinessProbe:', '  httpGet:', '    port: 80', '    httpHeaders:', `      - {name: Authorization, value: ${token()}}`, '      - {name: X, valeu: y}')],
  ['a key file in a ConfigMap', 'manifest/typed-fields', configMap('data:', '  tls.key: |', indented(pem('RSA PRIVATE', token()), '    '), '  retries: 3')],
  ['a key file of a cloud', 'manifest/typed-fields', configMap('data:', '  key.json: |', `    {"type": "service_account", "private_key": "${pem('PRIVATE', token()).replaceAll('\n', '\\n')}"}`, '  retries: 3')],
  ['settings in a ConfigMap', 'manifest/typed-fields', configMap('data:', '  app.properties: |', `    db.password=${token()}`, '  retries: 3')],
  ['a key of AWS in a ConfigMap', 'identity/no-credential-material', configMap('data:', `  settings: ${key('AKIA')}`)],
  ['a key of AWS in a file of a ConfigMap', 'identity/no-credential-material', configMap('data:', '  settings: |', '    [default]', `    id = ${key('AKIA')}`, `    secret = ${token()}`)],
  ['a key of AWS in a Secret', 'identity/no-credential-material', secret('stringData:', `  settings: ${key('ASIA')}`)],
  ['a key of AWS in a variable of no telling name', 'identity/no-credential-material', pod('image: registry.example.com/payments:1.0.0', 'env:', `  - {name: SETTINGS, value: ${key('AKIA')}}`, '  - name: MORE', `    value: ${key('AKIA')}`)],
  ['a key of AWS among arguments', 'identity/no-credential-material', pod('image: registry.example.com/payments:1.0.0', `command: [payments, ${key('AKIA')}]`, 'args:', `  - --id=${key('AKIA')}`)],
  ['a key of AWS in an annotation', 'identity/no-credential-material', configMap('data: {}').replace('namespace: shop}', `namespace: shop, annotations: {was: ${key('AKIA')}}}`)],
  ['a password in a ConfigMap', 'identity/no-literal-secret', configMap('data:', `  db.password: ${token()}`)],
  ['a password in a variable', 'identity/no-literal-secret', pod('image: registry.example.com/payments:1.0.0', 'env:', `  - {name: DB_PASSWORD, value: ${token()}}`)],
  ['a token that never expires', 'identity/no-long-lived-token', secret('type: kubernetes.io/service-account-token', 'data:', `  token: ${base64(token())}`)],
  ['a pull secret', 'identity/node-identity-image-pull', `${secret('type: kubernetes.io/dockerconfigjson', 'stringData:', `  .dockerconfigjson: '{"auths": {"shop.azurecr.io": {"auth": "${token()}"}}}'`)}---\n${pod('image: shop.azurecr.io/payments:1.0.0').replace('spec:', 'spec:\n  imagePullSecrets: [{name: payments}]')}`],
  ['a pull secret that is no JSON', 'identity/node-identity-image-pull', `${secret('type: kubernetes.io/dockerconfigjson', 'stringData:', `  .dockerconfigjson: '{"auths": {"shop.azurecr.io": ${token()}'`)}---\n${pod('image: shop.azurecr.io/payments').replace('spec:', 'spec:\n  imagePullSecrets: [{name: payments}]')}`],
  ['a scheduler in a ConfigMap', 'control-plane/scheduler-config', configMap('data:', '  scheduler.yaml: |', '    apiVersion: kubescheduler.config.k8s.io/v1beta3', '    kind: KubeSchedulerConfiguration', `    note: ${key('AKIA')}`)],
  ['a flag of etcd', 'control-plane/etcd-quota', pod('image: registry.k8s.io/etcd:3.5.21-0', 'command: [etcd, --quota-backend-bytes=17179869184]', 'env:', '  - name: ROOT_PASSWORD', `    value: ${token()}`)],
  ['a variable in the midst of a secret', 'manifest/unrendered-variable', secret('stringData:', '  region: ${REGION}', `  user: ${token()}`)],
  ['a comment', 'manifest/typed-fields', secret('stringData:', '  pin: 31415926', `  user: ${token()} # was ${tokens.at(-1)}`)],
];

/** None of these can be read whole. */
const malformed: readonly (readonly [name: string, told: string, text: string])[] = [
  ['an open quote', 'invalid-yaml', secret('stringData:', `  user: "${token()}`)],
  ['wrong indentation', 'invalid-yaml', secret('stringData:', `  user: ${token()}`, ` pin: ${token()}`)],
  ['a tab', 'invalid-yaml', secret('stringData:', `\tuser: ${token()}`)],
  ['a second colon', 'invalid-yaml', secret('stringData:', `  user: ${token()}: ${token()}`)],
  ['an unknown alias', 'invalid-yaml', secret('stringData:', `  user: *${token()}`)],
  ['an unknown escape', 'invalid-yaml', secret('stringData:', `  user: "\\q${token()}"`)],
  ['a tag that is none', 'invalid-yaml', secret('stringData:', `  user: !!int ${token()}`)],
  ['a percent sign', 'invalid-yaml', secret('stringData:', `  user: %${token()}`)],
  ['JSON that ends early', 'invalid-yaml', `{"apiVersion": "v1", "kind": "Secret", "stringData": {"user": "${token()}"`],
  ['JSON of two texts', 'invalid-yaml', `{"apiVersion": "v1", "kind": "Secret", "stringData": {"user": "${token()}" "${token()}"}}`],
  ['a text', 'not-an-object', `${token()}\n`],
  ['a list of texts', 'not-an-object', `- ${token()}\n`],
  ['no kind', 'not-a-resource', `apiVersion: v1\nstringData: {user: ${token()}}\n`],
  ['a kind that is a map', 'not-a-resource', `apiVersion: v1\nkind: {user: ${token()}}\n`],
  ['a template', 'unrendered-template', secret('stringData:', `  user: {{ .Values.user | default "${token()}" }}`)],
];

const configs: readonly (readonly [file: string, text: string])[] = [
  ['looplaw.config.json', `{"preset": "strict", "token": "${token()}"`],
  ['looplaw.config.json', `{"preset": "strict", "token": ${token()}}`],
  ['looplaw.config.json', `{"preset": "${token()}"}`],
  ['looplaw.config.json', `{"token": "${token()}"}`],
  ['looplaw.config.json', `"${token()}"`],
  ['looplaw.config.json', `{"kubeVersion": {"a": "${token()}"}}`],
  ['looplaw.config.json', `{"laws": {"compute/immutable-image": ["error", {"requireDigest": "${token()}"}]}}`],
  ['looplaw.config.yaml', `preset: strict\ntoken: "${token()}\n`],
  ['looplaw.config.yaml', `preset: strict\ntoken: *${token()}\n`],
  ['looplaw.config.ts', `const token = '${token()}' '${token()}';\nexport default {};\n`],
  ['looplaw.config.mjs', `export default { token: '${token()}' `],
];

const numbers = ['31415926', '2718281828'];
const hidden = (): readonly string[] => [...tokens.flatMap((t) => [t, base64(t)]).map((t) => t.slice(0, 10)), ...numbers];

function expectNoToken(...outputs: string[]): void {
  for (const output of outputs) expect(hidden().filter((t) => output.includes(t))).toEqual([]);
}

const args = ['check', '--role', 'platform', '--preset', 'strict', '--explain-undecided', '--fail-on', 'info'];

describe.each([['a finding', 1, manifests], ['an error', 2, malformed]] as const)('%s beside a secret never shows it', (_, code, cases) => {
  test.concurrent.each(cases)('%s', async (_name, told, text) => {
    const { code: got, out, err } = await launch([...args, 'secret.yaml', '-f', 'pretty'], { cwd: folder({ 'secret.yaml': text }) });
    expect(out).toContain(told);
    expect(got).toBe(code);
    expectNoToken(out, err);
  });
});

test.concurrent('all of them at once, in every report', async () => {
  const files = Object.fromEntries([...manifests, ...malformed].map(([, , text], i) => [`${i}/secret.yaml`, text]));
  const { ran, reports } = await everyReport([...args.slice(1), '--closed-world'], { cwd: folder(files) });
  expect(ran.code).toBe(2);
  expect(Object.keys(reports)).toEqual(everyFormat);
  for (const [format, report] of Object.entries(reports)) {
    // GitHub shows ten annotations of a kind and takes a comment of 65,536 characters, so these formats tell no more; readiness tells of its claims only.
    if (!/^(?:github|markdown|readiness.*)$/.test(format)) expect([format, manifests.map(([, told]) => told).filter((told) => !report.includes(told))]).toEqual([format, []]);
    expectNoToken(report);
  }
  expectNoToken(ran.out, ran.err);
});

test.concurrent.each(configs)('an error of %s does not quote it: %s', async (file, text) => {
  const { code, out, err } = await launch(['check'], { cwd: folder({ 'a.yaml': configMap(), [file]: text }) });
  expect(code).toBe(2);
  expect(err).not.toBe('');
  expectNoToken(out, err);
});
