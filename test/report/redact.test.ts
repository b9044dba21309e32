import { describe, expect, test } from 'vitest';
import { loadText } from '../../src/load/load';
import type { Path, Resource } from '../../src/load/resource';
import { reports, everyFormat } from '../../src/report';
import { credentialsAssigned, looksLikeCredential, namesCredential, withoutCredentials } from '../../src/report/secret/credential';
import { redactions } from '../../src/report/secret/redact';
import { rewrite } from '../../src/report/text/rewrite';
import { context, finding, twice, undecided, verdictOf, waived } from './sample';

const CANARY = 'kanarienvogel';
const ENCODED = Buffer.from(CANARY).toString('base64');

/** The whole text as a frame would show it. */
function masked(text: string): string {
  const [resource] = loadText('a.yaml', text).resources;
  return text.split('\n').map((line, i) => rewrite(line, redactions(resource!, i + 1, line)).text).join('\n');
}

/** Every path of an object, so that every line of it gets a frame. */
function pathsOf(node: unknown, path: Path = []): Path[] {
  const below = typeof node === 'object' && node !== null
    ? Object.entries(node).flatMap(([key, child]) => pathsOf(child, [...path, Array.isArray(node) ? Number(key) : key]))
    : [];
  return [path, ...below];
}

const manifests: readonly (readonly [string, string])[] = [
  ['data of a Secret', `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata:\n  a: ${ENCODED}\n  b: "${ENCODED}"\n`],
  ['stringData of a Secret', `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  a: ${CANARY}\n  b: {c: ['${CANARY}']}\n`],
  ['a block of a Secret', `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  a: |\n    x=${CANARY}\n    ${CANARY}\n\n    ${CANARY}.\n  b: >-\n    ${CANARY}\n    ${CANARY}\ntype: Opaque\n`],
  ['a text over several lines', `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  a: "${CANARY}\n    and ${CANARY}\n    end"\n  b: two ${CANARY}\n    lines ${CANARY}\n`],
  ['escapes', `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {a: "\\x6banarienvogel ${CANARY.slice(0, 6)}\\x65nvogel", b: x}\n`],
  ['a Secret on one line', `{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"},"data":{"a":"${ENCODED}"},"type":"Opaque"}`],
  ['a Secret beside others on one line', `{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"},"data":{"a":"${ENCODED}"}},{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"x":"y"}}]}`],
  ['the neighbour of an object', `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Secret\n    metadata: {name: s}\n    stringData:\n      a: ${CANARY}\n  - apiVersion: v1\n    kind: ConfigMap\n    metadata: {name: c}\n  - kind: Secret\n    apiVersion: v1\n    metadata: {name: t}\n    stringData: {a: ${CANARY}}\n`],
  ['a document before', `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  a: ${CANARY}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n`],
  ['a variable', `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n    - name: c\n      env:\n        - name: DB_PASSWORD\n          value: ${CANARY}\n        - {name: X, value: "postgres://u:${CANARY}@db/x"}\n        - value: ${CANARY}\n          name: apiToken\n`],
  ['an annotation', `apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n      {"stringData":{"a":"${CANARY}"}}\n    example.com/webhook-token: ${CANARY}\n`],
  ['an anchor, an alias and a comment', `apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\n  labels: {x: &a ${CANARY}} # was ${CANARY}\nstringData:\n  a: *a\n`],
  ['a merge', `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nx: &x {a: ${CANARY}}\nstringData:\n  <<: *x\n`],
  ['a duplicate key', `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {a: ${CANARY}}\ndata: {a: ${ENCODED}}\n`],
  ['numbers', `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {a: 31415926535}\n`],
];

describe.each(manifests)('a secret in %s', (_, text) => {
  test('is masked where its line is shown', () => {
    const outputs = loadText('a.yaml', text).resources.flatMap((resource) => pathsOf(resource.value).map((path) => (
      reports.pretty(verdictOf([finding(twice, resource, path, { at: 'key', args: { key: 'x' } })]), context)
    )));
    expect(outputs.filter((output) => output.includes('***'))).not.toEqual([]);
  });

  test.each(everyFormat)('never shows in %s', (format) => {
    const { resources, errors } = loadText('a.yaml', text);
    expect(errors).toEqual([]);
    const all = resources.flatMap((resource: Resource) => pathsOf(resource.value).flatMap((path) => [
      finding(twice, resource, path, { at: 'key', args: { key: 'x' } }), finding(twice, resource, path, { at: 'value', args: { key: 'x' } }),
    ]));
    // Reports fold equal laws: each finding gets a report of its own, as the one somebody looks at.
    for (const one of all) {
      const verdict = verdictOf([one], {
        waived: [waived(one, 'known', null)], baselined: [one], undecided: [undecided(twice, one.resource, 'x', one.path)],
      });
      const output = reports[format](verdict, { ...context, explainUndecided: true });
      for (const secret of [CANARY, ENCODED, CANARY.slice(0, 9), ENCODED.slice(0, 9), '31415926535']) expect(output).not.toContain(secret);
    }
  });
});

describe('masking', () => {
  test('leaves the rest of a Secret as it is', () => {
    expect(masked(`apiVersion: v1\nkind: Secret\nmetadata: {name: s, labels: {app: api}}\nstringData:\n  user: ${CANARY} # who\n  text: |\n    a\n      b\ntype: Opaque`))
      .toBe('apiVersion: v1\nkind: Secret\nmetadata: {name: s, labels: {app: api}}\nstringData:\n  user: *** # who\n  text: ***\n    ***\n      ***\ntype: Opaque');
  });

  test('leaves what is no secret', () => {
    const text = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  annotations: {nginx.ingress.kubernetes.io/proxy-read-timeout: "60", looplaw.dev/waive: compute/budgeted-pod=legacy}
spec:
  template:
    spec:
      automountServiceAccountToken: false
      volumes: [{name: v, secret: {secretName: api-tls}}, {name: t, projected: {sources: [{serviceAccountToken: {path: token, expirationSeconds: 3600}}]}}]
      containers:
        - name: api
          image: ghcr.io/acme/api@sha256:3f0c1e4f6a2b8d7c9e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f
          env: [{name: LOG_LEVEL, value: debug}, {name: PASSWORD_FILE, value: /run/secrets/password}, {name: TOKEN, value: $(OTHER)}]
          envFrom: [{secretRef: {name: api-env}}]
`;
    expect(masked(text)).toBe(text);
  });

  const lines = [
    ['--api-token=hunter22', '--api-token=***'], ['[--db-password, "hunter22"]', '[--db-password, ***]'], ['serve --api-token hunter22 -v', 'serve --api-token *** -v'],
    ['DB_PASSWORD=hunter22 exec serve', 'DB_PASSWORD=*** exec serve'], ['# password: hunter22', '# password: ***'], ['{"token":"a b","x":1}', '{"token":***,"x":1}'],
    ['https://x.example/y?token=hunter22&z=1', 'https://x.example/y?token=***&z=1'],
  ] as const;
  test.each(lines)('%s', (line, expected) => {
    expect(masked(`apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  x: |\n    ${line}`).split('\n').at(-1)?.trim()).toBe(expected);
  });

  test.each(['--password-file=/run/x', '--token-ttl 60', 'identity/no-static-credentials=we rotate', 'PASSWORD=$(OTHER)', 'secret: {secretName: a}', 'useToken: true', '--token -v', 'no token here'])('not in: %s', (line) => {
    expect(masked(`apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  x: |\n    ${line}`).split('\n').at(-1)?.trim()).toBe(line);
  });

  test.each(['DB_PASSWORD', 'MYSQL_ROOT_PASSWORD', 'apiKey', 'AWS_SECRET_ACCESS_KEY', 'AWS_ACCESS_KEY_ID', 'authToken', 'client-secret', 'SECRET_KEY_BASE', 'DB_PASS', 'SENTRY_DSN', 'token2_token'])('%s names a credential', (name) => {
    expect(namesCredential(name)).toBe(true);
  });

  test.each(['secretName', 'secretKeyRef', 'topologyKey', 'key', 'PASSWORD_FILE', 'TOKEN_TTL', 'author', 'passthrough', 'tokenExpirationSeconds', 'compass', 'MONKEY'])('%s names none', (name) => {
    expect(namesCredential(name)).toBe(false);
  });

  // Put together here, so that scanners of this repository find no key in it.
  const keys = [
    ['AKIA', 'IOSFODNN7EXAMPLE'], ['ghp_', 'a1B2'.repeat(9)], ['eyJ', 'hbGciOi.eyJ', 'zdWIiOi.c2ln'], ['-----BEGIN RSA PRIVATE', ' KEY-----\nabc'], ['xoxb-', '123456789012-abc'],
  ].map((parts) => parts.join(''));
  test.each(keys)('%s looks like one, and is cut out of any text', (key) => {
    expect(looksLikeCredential(`x ${key}`)).toBe(true);
    expect(withoutCredentials(`found ${key}`)).toBe('found ***');
  });

  test('a random value looks like one; names, numbers and digests do not', () => {
    expect(looksLikeCredential('wJalrXUtnFEMI7K7MDENGbPxRfiCY1')).toBe(true);
    for (const text of ['arn:aws:iam::123456789012:role/shop-api', 'AnExtraordinarilyLongCamelCaseName', 'kube_pod_container_status_restarts_total', 'sha256:3f0c1e4f6a2b8d7c9e0f1a2b3c4d5e6f', '--enable-feature=a,b', 'AKIA…']) {
      expect(looksLikeCredential(text), text).toBe(false);
    }
  });

  // Texts that make a careless pattern try every way there is: it would not end before the test does.
  test('ends on a megabyte of anything', () => {
    for (const unit of ['eyJ', '-eyJ.', '://a:', 'a', '-----BEGIN ', 'Bearer ', 'sig=', '::', 'a1', ' ', 'a=', 'token=', 'token="', 'a ', '--a ', 'a="', '"']) {
      const text = unit.repeat(1_000_000 / unit.length);
      expect(looksLikeCredential(text), unit).toBeTypeOf('boolean');
      expect(credentialsAssigned(text), unit).toBeDefined();
    }
  });
});
