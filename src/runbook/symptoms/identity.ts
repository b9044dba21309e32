import type { Symptom } from '../symptom';

/** S1: the container asks for a credential and gets none. */
export const identitySymptoms: readonly Symptom[] = [
  {
    id: 'image-pull',
    signature: 'S1',
    title: 'An image is not pulled',
    words: ['ImagePullBackOff', 'ErrImagePull', 'failed to pull image', 'Back-off pulling image', 'InvalidImageName', 'image can not be pulled', 'pull access denied', 'no basic auth credentials', 'unauthorized: authentication required', 'image pull', 'reached your pull rate limit', 'failed to pull image: dial tcp: i/o timeout', 'failed to pull image: net/http: TLS handshake timeout', 'failed to pull image: 429 too many requests', 'failed to pull image: 401 Unauthorized'],
    commands: [
      { run: 'kubectl -n "$NS" describe pod "$POD"', tells: 'the answer of the registry, in the events: 401 and 403 are identity, 404 is the name, a timeout is the network' },
      { run: 'kubectl -n "$NS" get pod "$POD" -o jsonpath=\'{.spec.containers[*].image}{"\\n"}{.spec.imagePullSecrets}{"\\n"}{.spec.nodeName}{"\\n"}\'', tells: 'which registry is asked, with which secret, from which node' },
      { run: 'kubectl get pods -A --field-selector spec.nodeName="$NODE" -o wide', tells: 'whether every new pod of the node fails: then it is the identity of the node, not of the pod' },
      { run: 'crictl pull "$IMAGE"', on: 'the node', tells: 'whether the node reaches the registry: a timeout is the network; 401 proves nothing, since crictl has neither pull secrets nor the credentials of the kubelet' },
      { run: 'timedatectl status', on: 'the node', tells: 'whether the clock is synchronised; tokens are refused when it is not' },
    ],
    decisions: [
      { seen: '401 or 403, a registry of the cloud', means: 'the identity of the node may not read it, or its token expired', fix: 'Grant the node the pull role of its cloud (AmazonEC2ContainerRegistryPullOnly, AcrPull, artifactregistry.reader); no pull secret.', laws: ['identity/node-identity-image-pull'] },
      { seen: '401 or 403, another registry', means: 'the pull secret is missing in this namespace, or expired', fix: 'Have the secret synchronised from a vault, and named by the ServiceAccount.', laws: ['identity/service-account-exists'] },
      { seen: '404 or manifest unknown', means: 'the tag was moved or never pushed', fix: 'Deploy by digest, or by a tag that is never moved.', laws: ['compute/immutable-image'] },
      { seen: '429 or toomanyrequests', means: 'the registry counts pulls by address, and all nodes behind one NAT gateway are one', fix: 'Pull with an account, or through a cache in the registry of the cloud.', laws: ['network/private-endpoints'] },
      { seen: 'i/o timeout or TLS handshake timeout', means: 'pulls go through a NAT gateway that is full, or no route leads to the registry', fix: 'Reach the registry by private endpoints.', laws: ['network/private-endpoints', 'network/nat-per-zone'] },
      { seen: 'the clock is off', means: 'signatures of requests are refused', fix: 'Let chrony or systemd-timesyncd follow the time service of the cloud.' },
    ],
  },
  {
    id: 'crash-loop',
    signature: 'S1',
    title: 'A container starts and exits, again and again',
    words: ['CrashLoopBackOff', 'crash loop', 'restarts climbing', 'restarts climb', 'logs are empty', 'logs empty', 'back-off restarting failed container', 'pod stuck in CrashLoopBackOff', 'exit code 1', 'exit code 143', 'container exits before logging', 'crashes before writing logs', 'CreateContainerConfigError', 'CreateContainerError', 'RunContainerError', 'Init:Error', 'Init:CrashLoopBackOff', 'liveness probe failed'],
    commands: [
      { run: 'kubectl -n "$NS" get pod "$POD" -o jsonpath=\'{range .status.containerStatuses[*]}{.name}{"\\t"}{.restartCount}{"\\t"}{.lastState.terminated.exitCode}{"\\t"}{.lastState.terminated.reason}{"\\n"}{end}\'', tells: 'how it ended: the exit code decides' },
      { run: 'kubectl -n "$NS" logs "$POD" --all-containers --previous --tail=50', tells: 'what it said before it ended; the current log may be empty' },
      { run: 'kubectl -n "$NS" describe pod "$POD"', tells: 'probes that failed, and secrets or config maps that are not there' },
      { run: 'kubectl -n "$NS" get serviceaccount "$SA" -o yaml', tells: 'which cloud identity the pod is given, by its annotations' },
    ],
    decisions: [
      { seen: 'exit code 1 or 128 and above, not 137 or 143, within seconds, log empty or "access denied"', means: 'the first call that needs a credential failed', fix: 'Compare issuer, audience and subject of the trust with the ServiceAccount; use the workload identity of the cloud.', laws: ['identity/workload-identity-wired', 'identity/irsa-trust-scoped', 'identity/federated-credential-exact', 'identity/no-static-credentials'] },
      { seen: '137 and reason OOMKilled', means: 'it used more memory than its limit: this is compute, not identity', fix: 'Raise request and limit to what it uses, or stop the leak.', laws: ['compute/memory-limited'] },
      { seen: '137 without OOMKilled, or 143, and events of a failed liveness probe', means: 'the kubelet ended it: the probe is stricter than the start is fast', fix: 'Give slow starters a startupProbe; a liveness probe asks nothing but the process itself.', laws: ['compute/liveness-safe', 'compute/startup-probe'] },
      { seen: 'exit code 0', means: 'the process has finished, and restartPolicy Always starts it again; a readiness probe never restarts anything', fix: 'Make it a Job, or keep the process in the foreground.', laws: ['compute/workload-pattern'] },
      { seen: 'CreateContainerConfigError, or a variable is missing', means: 'a Secret or ConfigMap it names is not in its namespace', fix: 'Deploy it with the workload.' },
    ],
  },
  {
    id: 'permission-handshake',
    signature: 'S1',
    title: 'A call to the cloud is refused, or no token comes',
    words: ['broken permission handshakes', 'permission handshake', 'AccessDenied', 'access denied', 'InvalidIdentityToken', 'ExpiredToken', 'token expired', 'WebIdentityErr', 'AADSTS70021', 'could not find default credentials', 'IMDS', 'metadata endpoint unreachable', 'clock drift', 'clock drifted', 'clock skew', 'STS timeout', 'dial tcp 169.254.169.254: i/o timeout', 'sts amazonaws com: i/o timeout', 'auth fails silently', 'NoCredentialProviders'],
    commands: [
      { run: 'kubectl -n "$NS" get pod "$POD" -o jsonpath=\'{.spec.serviceAccountName}{"\\n"}{range .spec.volumes[*].projected.sources[*].serviceAccountToken}{.audience}{"\\t"}{.expirationSeconds}{"\\n"}{end}\'', tells: 'whether a token for the cloud was mounted at all; none means the webhook saw no annotation or label' },
      { run: 'kubectl -n "$NS" get serviceaccount "$SA" -o yaml', tells: 'the role, client id or service account it stands for' },
      { run: 'kubectl get --raw /.well-known/openid-configuration', tells: 'the issuer the cloud has to trust, letter by letter' },
      { run: 'kubectl -n "$NS" get networkpolicy -o yaml', tells: 'whether the pod may reach the token endpoint or the metadata server' },
      { run: 'timedatectl status', on: 'the node', tells: 'whether the clock is synchronised' },
    ],
    decisions: [
      { seen: 'no token is mounted', means: 'annotation of the ServiceAccount or label of the pod is missing, or the pod is older than they are', fix: 'Annotate the account (on AKS label the pods, too) and restart the workload.', laws: ['identity/workload-identity-wired', 'identity/azure-use-label'] },
      { seen: 'a token is there, the cloud refuses it', means: 'the trust names another issuer, namespace, account or audience', fix: 'Write the subject as system:serviceaccount:<namespace>:<account>, and the issuer as the API server tells it.', laws: ['identity/irsa-trust-scoped', 'identity/federated-credential-exact', 'identity/gke-binding-scoped', 'identity/pod-identity-trust'] },
      { seen: 'the request times out', means: 'a policy, or the hop limit of the metadata service, keeps the pod from its token', fix: 'Allow egress to the token endpoint; do not reach for the identity of the node.', laws: ['network/policy-allows-identity', 'identity/imds-guard'] },
      { seen: 'signature expired, not yet valid', means: 'the clock of the node is off', fix: 'Synchronise it, and alert on the offset.' },
    ],
  },
  {
    id: 'too-much-power',
    signature: 'S1',
    title: 'Too many may do too much',
    words: ['cluster-admin', 'too many cluster-admins', 'compromised pod can read all secrets', 'reads all secrets in the cluster', 'privilege escalation', 'no RBAC restrictions', 'RBAC forbidden'],
    commands: [
      { run: 'kubectl get clusterroles,roles,clusterrolebindings,rolebindings -A -o json > rbac.json && looplaw audit rbac rbac.json', tells: 'who holds which powers; with --since the dump of last week, what is new' },
      { run: 'kubectl auth can-i --list --as="system:serviceaccount:$NS:$SA"', tells: 'what a pod with this account may do' },
      { run: 'kubectl -n "$NS" get pods -o custom-columns=POD:.metadata.name,ACCOUNT:.spec.serviceAccountName,TOKEN:.spec.automountServiceAccountToken', tells: 'which pods carry a token they may not need' },
    ],
    decisions: [
      { seen: 'people or machines are bound to cluster-admin', means: 'there is no boundary between them and everything', fix: 'Bind the few verbs they need in the namespaces they need; keep one binding for emergencies.', laws: ['identity/no-cluster-admin', 'identity/no-wildcard-rbac', 'identity/rbac-escalation'] },
      { seen: 'a pod may read Secrets beyond its own', means: 'one container that is taken over takes the namespace, or the cluster', fix: 'One ServiceAccount for each workload, no token where none is used.', laws: ['identity/dedicated-service-account', 'identity/no-automount-token'] },
    ],
  },
];
