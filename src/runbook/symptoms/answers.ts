import type { Symptom } from '../symptom';

/** A status of HTTP says that somebody refused, and not who: the API server, a registry, a cloud, or an app. */
export const answerSymptoms: readonly Symptom[] = [
  {
    id: 'unauthorized',
    signature: null,
    title: 'A request is answered 401',
    words: ['401', 'HTTP 401', '401 Unauthorized', 'Unauthorized', '401 from the API server', 'You must be logged in to the server', 'the server has asked for the client to provide credentials', 'invalid bearer token', 'unable to authenticate the request'],
    commands: [
      { run: 'kubectl auth whoami', tells: 'for whom the API server takes this kubectl; 401 here is your own kubeconfig, whatever pods do' },
      { run: 'kubectl -n "$NS" get pod "$POD" -o jsonpath=\'{.spec.serviceAccountName}{"\\t"}{.spec.automountServiceAccountToken}{"\\t"}{.metadata.creationTimestamp}{"\\n"}\'', tells: 'with which account a pod calls, whether it is given a token, and since when it runs' },
      { run: 'kubectl -n "$NS" get serviceaccount "$SA" -o jsonpath=\'{.metadata.uid}{"\\t"}{.metadata.creationTimestamp}{"\\n"}\'', tells: 'whether the account is younger than the pod: a token is of one uid, and an account that was made anew has another' },
      { run: 'kubectl get --raw /metrics | grep -E "^authentication_attempts"', tells: 'how many the API server turns away; many at once are its keys, its issuer or its webhook, and not one client' },
      { run: 'timedatectl status', on: 'the node', tells: 'whether the clock is right: by a wrong one a good token has expired, or is not yet valid' },
    ],
    decisions: [
      { seen: 'an image is pulled', means: 'the registry does not know the node, or the pull secret', fix: 'looplaw explain ImagePullBackOff', laws: ['identity/node-identity-image-pull'] },
      { seen: 'kubectl says so, for everything', means: 'the token or certificate of the kubeconfig has expired, or is of another cluster; on EKS the role may be in no access entry, and not in aws-auth', fix: 'Have the cloud write it anew (update-kubeconfig, get-credentials). On EKS add an access entry for the role. No admin for all: a role with the verbs that are needed.', laws: ['identity/no-cluster-admin'] },
      { seen: 'a pod says so of the API server, an hour or more after it began', means: 'it read its token once and keeps it; the file is written anew before the token ends', fix: 'Take a client that reads the file again (those of the last years do), and no token that is held for ever.', laws: ['identity/token-bounded', 'identity/no-long-lived-token'] },
      { seen: 'a pod says so, and its account is younger than it is, or is gone', means: 'the token is of an account that is no more', fix: 'Restart the workload; deploy the account with it.', laws: ['identity/service-account-exists'] },
      { seen: 'a service of the cloud says so', means: 'the exchange of the token of the pod for one of the cloud fails', fix: 'looplaw explain AccessDenied', laws: ['identity/workload-identity-wired'] },
      { seen: 'an app says so, to users or to another app', means: 'it expects another issuer, audience or key than the token has, or its clock is off', fix: 'Compare iss, aud and exp of such a token with what the app is told. looplaw explain clock skew' },
      { seen: 'many clients at once, API server and kubelets among them', means: 'keys or certificates of the control plane were changed, or have expired', fix: 'looplaw explain certificate has expired' },
    ],
  },
  {
    id: 'too-many-requests',
    signature: null,
    title: 'A request is answered 429',
    words: ['429', 'HTTP 429', '429 Too Many Requests', 'too many requests', '429 from the API server', 'the server has received too many requests and has asked us to try again later', 'rate limited', 'rate limit exceeded', 'Throttling: Rate exceeded', 'ThrottlingException', 'RequestLimitExceeded', 'priority and fairness'],
    commands: [
      { run: 'kubectl get --raw /metrics | grep -E "^apiserver_flowcontrol_rejected_requests_total"', tells: 'at which priority level the API server turns requests away, and why; no line means that it does not' },
      { run: 'kubectl get --raw /debug/api_priority_and_fairness/dump_priority_levels', tells: 'how full each level is, and how many wait' },
      { run: 'kubectl get flowschemas,prioritylevelconfigurations', tells: 'which clients share a level: what nobody sorted is in global-default' },
      { run: 'kubectl -n "$NS" get events --sort-by=.lastTimestamp', tells: 'toomanyrequests while an image is pulled is the registry; Throttling and RequestLimitExceeded are the cloud' },
      { run: 'kubectl get pdb -A', tells: 'budgets that allow 0: an eviction they refuse is answered 429, too' },
      { run: 'kubectl -n "$INGRESS_NS" logs "deployment/$CONTROLLER" --tail=200 | grep " 429 "', tells: 'whether the edge said so, and whether an upstream did' },
    ],
    decisions: [
      { seen: 'rejected requests climb at one priority level', means: 'a client in it lists or writes too much, and those beside it wait', fix: 'Find it by the user agent in the audit log; have it watch instead of list, and give it a FlowSchema of its own.', laws: ['control-plane/churn-bounded'] },
      { seen: 'rejected at all levels, and the API is slow', means: 'requests take so long that seats do not get free: it is what is below that is slow', fix: 'looplaw explain kubectl hangs', laws: ['control-plane/etcd-volume-class', 'observability/managed-api-latency'] },
      { seen: 'a drain or an eviction gets it', means: 'a disruption budget refuses, and nothing is overloaded', fix: 'looplaw explain drain hangs', laws: ['compute/pdb-no-deadlock'] },
      { seen: 'toomanyrequests, while an image is pulled', means: 'the registry counts pulls by address, and all nodes behind one NAT gateway are one', fix: 'Pull with an account, or through a cache in the registry of the cloud. looplaw explain ImagePullBackOff', laws: ['network/private-endpoints'] },
      { seen: 'Throttling or RequestLimitExceeded, in the log of a driver or a cloud controller', means: 'the API of the cloud is asked too often for this account: disks, routes and load balancers wait', fix: 'Find who asks (many clusters share one account), have the limit raised, and have less attached and detached.' },
      { seen: 'an app or its edge says so', means: 'a limit somebody set: by an annotation of the Ingress, a mesh, or in the app', fix: 'Have callers wait as Retry-After says, with growing and random pauses; raise the limit only when those behind it can take it.' },
    ],
  },
  {
    id: 'internal-error',
    signature: null,
    title: 'A request is answered 500',
    words: ['500', 'HTTP 500', '500 Internal Server Error', 'internal server error', 'Internal error occurred', 'InternalError', 'Error from server (InternalError)', '500 from the API server', 'conversion webhook failed'],
    commands: [
      { run: 'kubectl get --raw "/readyz?verbose"', tells: 'whether the API server is well, and etcd below it' },
      { run: 'kubectl get --raw /metrics | grep apiserver_request_total | grep \'code="5\'', tells: 'which verbs and resources get it: writes of some are a webhook, one kind in all verbs is a conversion, everything is etcd' },
      { run: 'kubectl get --raw /metrics | grep apiserver_admission_webhook_rejection_count', tells: 'the webhook that could not be called (calling_webhook_error)' },
      { run: 'kubectl get crds -o "custom-columns=NAME:.metadata.name,CONVERSION:.spec.conversion.strategy,SERVICE:.spec.conversion.webhook.clientConfig.service.name"', tells: 'kinds a webhook converts: while it is down they can not even be read' },
      { run: 'kubectl -n "$NS" logs "$POD" --tail=100', tells: 'of an app: what it says of the request itself' },
    ],
    decisions: [
      { seen: 'failed calling webhook', means: 'it has no ready pod, is not reached, or shows a certificate nobody trusts', fix: 'looplaw explain failed calling webhook', laws: ['compute/replicas-for-availability', 'network/policy-coverage'] },
      { seen: 'conversion webhook, and one kind is concerned', means: 'its operator is down, and with it each read of its objects', fix: 'Bring its pods back before anything else of it; give them more than one replica.', laws: ['compute/replicas-for-availability'] },
      { seen: 'etcdserver in the message, or every resource', means: 'the API server does not get through to etcd', fix: 'looplaw explain etcdserver: request timed out', laws: ['control-plane/etcd-volume-class', 'control-plane/etcd-quorum'] },
      { seen: 'transformer, decrypt or KMS in the message', means: 'what encrypts Secrets at rest is down, or the key they were written with is gone', fix: 'Bring the plugin or the key back; never delete a key that something stored is still written with.' },
      { seen: 'an app says so, and the API server is well', means: 'the app failed at this request, or something it calls did', fix: 'Follow the trace_id of one such request to the first span that failed. looplaw explain no trace_id', laws: ['observability/trace-context', 'observability/red-signals'] },
    ],
  },
];
