import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import Ajv04 from 'ajv-draft-04';
import verdictSchema from '../../src/report/verdict.schema.json';

type Check = (document: unknown) => readonly string[];

/** What a document has against a schema, readable. */
function against(schema: object, Draft: typeof Ajv | typeof Ajv2020 | typeof Ajv04 = Ajv): Check {
  const validate = new Draft({ allErrors: true, strict: false, unicodeRegExp: false, formats: { uri: (text) => URL.canParse(text), 'uri-reference': (text) => URL.canParse(text, 'https://example.com'), 'date-time': true } }).compile(schema);
  return (document) => {
    validate(document);
    return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
  };
}

/** Our own JSON report. */
export const verdictErrors = against(verdictSchema, Ajv2020);

/** SARIF 2.1.0: the schema of the standard, as it is published. */
export const sarifErrors = against(sarifSchema, Ajv04);

/** What GitLab documents: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export const gitlabErrors = against({
  type: 'array',
  items: {
    type: 'object', additionalProperties: false, required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object', additionalProperties: false, required: ['path', 'lines'],
        properties: {
          path: { type: 'string', pattern: '^(?!/|\\./|\\.\\./)' },
          lines: { type: 'object', additionalProperties: false, required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
        },
      },
    },
  },
});

const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const label = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
const reference = {
  type: 'object', additionalProperties: false,
  properties: { apiVersion: text, kind: text, name: text, namespace: text, fieldPath: text, uid: text, resourceVersion: text },
};

/**
 * The fields of the published definitions that a report may use, and nothing else, for the API server drops what it does not know; of
 * enumerations the values all versions have. Names and labels are held to what the API server takes.
 * https://github.com/kubernetes-sigs/wg-policy-prototypes/tree/master/policy-report/crd, https://github.com/openreports/reports-api/tree/main/crd
 */
const reportSchema = (apiVersion: string, kind: string, clusterKind: string, more: object) => {
  const metadata = (namespace: object) => ({
    type: 'object', additionalProperties: false, required: ['name'],
    properties: {
      name: { type: 'string', maxLength: 253, pattern: `^${label}(\\.${label})*$` },
      ...namespace,
      labels: { type: 'object', propertyNames: { pattern: `^(${label}(\\.${label})*/)?[A-Za-z0-9]([-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?$` }, additionalProperties: { type: 'string', maxLength: 63, pattern: '^([A-Za-z0-9]([-_.A-Za-z0-9]*[A-Za-z0-9])?)?$' } },
      annotations: { type: 'object', additionalProperties: text },
    },
  });
  return {
    type: 'object', additionalProperties: false, required: ['apiVersion', 'kind', 'metadata', 'summary', 'results'],
    properties: {
      apiVersion: { const: apiVersion },
      kind: { enum: [kind, clusterKind] },
      metadata: true,
      scope: reference,
      summary: { type: 'object', additionalProperties: false, properties: { pass: count, fail: count, warn: count, error: count, skip: count } },
      results: {
        type: 'array',
        items: {
          type: 'object', additionalProperties: false, required: ['policy'],
          properties: {
            source: text, policy: text, rule: text, category: text, message: text, scored: { type: 'boolean' },
            severity: { enum: ['high', 'medium', 'low'] },
            result: { enum: ['pass', 'fail', 'warn', 'error', 'skip'] },
            resources: { type: 'array', items: reference },
            properties: { type: 'object', additionalProperties: text },
          },
        },
      },
      ...more,
    },
    if: { properties: { kind: { const: clusterKind } } },
    then: { properties: { metadata: metadata({}) } },
    else: { properties: { metadata: metadata({ namespace: { type: 'string', pattern: `^${label}$` } }) } },
  };
};

export const policyReportErrors = against(reportSchema('wgpolicyk8s.io/v1alpha2', 'PolicyReport', 'ClusterPolicyReport', {}));
export const openReportErrors = against(reportSchema('openreports.io/v1alpha1', 'Report', 'ClusterReport', { source: text }));
