import type { Symptom } from '../symptom';

/** What no signature explains: it has several causes, and the first commands tell which. */
export const otherSymptoms: readonly Symptom[] = [
  {
    id: 'terminating',
    signature: null,
    title: 'A pod, a claim or a namespace stays Terminating',
    words: ['Terminating', 'stuck in Terminating', 'pod stuck terminating', 'pod stays Terminating', 'namespace stuck terminating', 'PVC stuck terminating', 'finalizer', 'finalizers', 'pvc-protection', 'pod can not be deleted', 'namespace can not be deleted', 'delete hangs', 'kubectl delete hangs', 'NamespaceDeletionDiscoveryFailure', 'NamespaceContentRemaining', 'NamespaceFinalizersRemaining', 'FailedKillPod', 'error killing pod', 'error killing pod: context deadline exceeded'],
    commands: [
      { run: 'kubectl -n "$NS" get pod "$POD" -o jsonpath=\'{.metadata.deletionTimestamp}{"\\t"}{.metadata.deletionGracePeriodSeconds}{"\\t"}{.metadata.finalizers}{"\\t"}{.spec.nodeName}{"\\n"}\'', tells: 'by when it has to be gone (its grace is counted in), what holds it, and which node has to say that it has ended' },
      { run: 'kubectl get node "$NODE"', tells: 'whether that node is there and Ready: nobody else says so' },
      { run: 'kubectl -n "$NS" describe pod "$POD"', tells: 'FailedKillPod, a preStop hook that fails, a volume that is not unmounted' },
      { run: 'kubectl get namespace "$NS" -o jsonpath=\'{range .status.conditions[*]}{.type}{"\\t"}{.status}{"\\t"}{.message}{"\\n"}{end}\'', tells: 'of a namespace: what is left in it, whose finalizers these are, or which API does not answer' },
      { run: 'kubectl get apiservices --no-headers | grep False', tells: 'APIs nobody serves: while one is down no namespace is emptied' },
      { run: 'kubectl -n "$NS" get pvc -o custom-columns=PVC:.metadata.name,DELETED:.metadata.deletionTimestamp,HELD:.metadata.finalizers', tells: 'claims that wait: pvc-protection holds one as long as a pod uses it' },
    ],
    decisions: [
      { seen: 'the time by which it has to be gone is yet to come', means: 'the process takes its grace: it does not hear SIGTERM, or has much to finish', fix: 'Wait; have the process end on SIGTERM, and give it no more time than it needs.', laws: ['compute/graceful-termination'] },
      { seen: 'its node is NotReady, or is gone', means: 'nobody says that the containers have ended, so the pod keeps its name and its disk', fix: 'Bring the node back. When it is surely off, delete its Node, or taint it with node.kubernetes.io/out-of-service; a pod that is deleted by force may still run, and a disk has two writers then. looplaw explain NotReady' },
      { seen: 'finalizers on the object', means: 'the controller that set them has not cleaned up, or is not there any more', fix: 'Read its log, and bring it back. Where one is taken off by hand, what it would have removed stays, in the cloud too.' },
      { seen: 'NamespaceDeletionDiscoveryFailure', means: 'an API of another server does not answer, so nobody knows what is left', fix: 'Bring its pods back, or delete the APIService when its software is uninstalled.' },
      { seen: 'NamespaceContentRemaining, NamespaceFinalizersRemaining', means: 'the objects it names wait for their controller, often one that was uninstalled before them', fix: 'Go to these objects, one by one; the namespace goes with the last of them.' },
      { seen: 'a claim with kubernetes.io/pvc-protection', means: 'a pod uses it still', fix: 'End the pods that use it; it goes with the last of them.' },
      { seen: 'a drain waits, and nothing is Terminating', means: 'a disruption budget holds evictions; it holds no deletion', fix: 'looplaw explain drain hangs', laws: ['compute/pdb-no-deadlock'] },
    ],
  },
  {
    id: 'certificate-refused',
    signature: null,
    title: 'A certificate is refused',
    words: ['x509', 'certificate has expired', 'certificate has expired or is not yet valid', 'certificate expired', 'expired certificate', 'certificate signed by unknown authority', 'x509: certificate signed by unknown authority', 'unknown authority', 'certificate is valid for', 'failed to verify certificate', 'tls handshake error', 'bad certificate', 'self-signed certificate', 'unable to get local issuer certificate', 'CERT_HAS_EXPIRED', 'certificate not trusted'],
    commands: [
      { run: 'openssl s_client -connect "$HOST:$PORT" -servername "$HOST" </dev/null 2>/dev/null | openssl x509 -noout -subject -issuer -dates -ext subjectAltName', tells: 'of the one that is called: for which names, by whom, until when; run it where the complaint comes from, which may reach another one' },
      { run: 'kubectl -n "$NS" get secret "$TLS_SECRET" -o jsonpath=\'{.data.tls\\.crt}\' | base64 -d | openssl x509 -noout -subject -issuer -dates', tells: 'the same of what is stored; where it is newer than what is served, nobody has loaded it' },
      { run: 'kubectl get certificates,certificaterequests -A', tells: 'with cert-manager: what was not renewed; describe says why' },
      { run: 'kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations -o "custom-columns=NAME:.metadata.name,SERVICE:.webhooks[*].clientConfig.service.name,FAILS:.webhooks[*].failurePolicy"', tells: 'which webhooks the API server calls: each has a certificate of its own, and one with Fail stops writes' },
      { run: 'kubeadm certs check-expiration', on: 'a node of the control plane', tells: 'until when the certificates of the control plane hold: a year after they were made or renewed' },
      { run: 'timedatectl status', on: 'the node', tells: 'whether the clock is right: by a wrong one any certificate has expired, or is not yet valid' },
    ],
    decisions: [
      { seen: 'not yet valid, or the dates are fine', means: 'the clock of who complains is off', fix: 'Synchronise it. looplaw explain clock skew' },
      { seen: 'kubectl says so of the API server', means: 'its certificate has expired, or the kubeconfig holds another authority', fix: 'Have the cloud say it again (get-credentials, update-kubeconfig). On a cluster of your own: kubeadm certs renew all, then restart the static pods of the control plane.' },
      { seen: 'the kubelet says so, and its node is NotReady', means: 'its certificate was not rotated, because the node was off or cut off', fix: 'Let it register anew, or replace the node. looplaw explain NotReady' },
      { seen: 'while an image is pulled, unknown authority', means: 'nodes do not know who signed for the registry', fix: 'Bring the authority to the nodes, in certs.d of containerd. looplaw explain ImagePullBackOff' },
      { seen: 'failed calling webhook', means: 'the caBundle of the webhook is not that of its certificate any more', fix: 'Have cert-manager or the operator inject it; until then nothing it stands before can be written. looplaw explain failed calling webhook' },
      { seen: 'members of etcd refuse each other', means: 'certificates of peers have expired, or do not name their host', fix: 'Renew them one member after the other. looplaw explain etcd lost quorum', laws: ['control-plane/etcd-tls'] },
      { seen: 'a front door shows another certificate than it should', means: 'its Secret is missing or has expired, and the controller shows its own', fix: 'Have it renewed by who issued it, and watch its end.', laws: ['network/ingress-tls'] },
      { seen: 'an app calls out, unknown authority', means: 'its image holds no authorities, or a proxy of the company signs', fix: 'Put the authorities into the image, or mount them; to switch verification off is no way out.' },
    ],
  },
];
