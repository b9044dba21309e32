import { STORED, textBeside, whenAbsent, whenEmpty, type Rules, type Written } from './rule';

const RBAC_GROUP = 'rbac.authorization.k8s.io';

const httpsPort = { port: whenAbsent(443) };

const webhook = {
  failurePolicy: whenAbsent('Fail'),
  matchPolicy: whenAbsent('Equivalent'),
  namespaceSelector: whenAbsent(STORED),
  objectSelector: whenAbsent(STORED),
  timeoutSeconds: whenAbsent(10),
};

/**
 * What platform teams write: identities, priorities, admission.
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/rbac/v1/defaults.go
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/admissionregistration/v1/defaults.go
 */
export const platformRules: Rules = {
  'core/v1.Secret': { type: whenEmpty('Opaque') },
  'rbac/v1.RoleRef': { apiGroup: whenEmpty(RBAC_GROUP) },
  'rbac/v1.Subject': {
    apiGroup: whenEmpty((node: Written) => (['User', 'Group'].includes(textBeside(node, 'kind')) ? RBAC_GROUP : undefined)),
  },
  'scheduling/v1.PriorityClass': { preemptionPolicy: whenAbsent('PreemptLowerPriority'), value: whenAbsent(0) },
  'admissionregistration/v1.ValidatingWebhook': webhook,
  'admissionregistration/v1.MutatingWebhook': { ...webhook, reinvocationPolicy: whenAbsent('Never') },
  'admissionregistration/v1.ServiceReference': httpsPort,
  'admissionregistration/v1.RuleWithOperations': { scope: whenAbsent('*') },
  'admissionregistration/v1.NamedRuleWithOperations': { scope: whenAbsent('*') },
  'admissionregistration/v1.ValidatingAdmissionPolicySpec': { failurePolicy: whenAbsent('Fail') },
  'admissionregistration/v1.MatchResources': {
    matchPolicy: whenAbsent('Equivalent'),
    namespaceSelector: whenAbsent(STORED),
    objectSelector: whenAbsent(STORED),
  },
  'apiextensions/v1.CustomResourceDefinitionSpec': { conversion: whenAbsent(STORED) },
  'apiextensions/v1.CustomResourceConversion': { strategy: whenEmpty('None') },
  'apiextensions/v1.CustomResourceDefinitionNames': {
    listKind: whenEmpty((node: Written) => (textBeside(node, 'kind') === '' ? undefined : `${textBeside(node, 'kind')}List`)),
    singular: whenEmpty((node: Written) => textBeside(node, 'kind').toLowerCase() || undefined),
  },
  'apiextensions/v1.ServiceReference': httpsPort,
  'apiregistration/v1.ServiceReference': httpsPort,
};
