import { SYMPTOMS } from './runbook';

/** One look at a live cluster. */
interface Look {
  /** The symptom that is seen when a line is left. */
  readonly symptom: string;
  /** What the lines show, where that is less than the symptom; left out = the title of the symptom. */
  readonly title?: string;
  /** Arguments of kubectl, none of which changes anything. */
  readonly args: readonly string[];
  /** Program of awk that leaves the lines that show it. */
  readonly shows: string;
}

const PODS = ['get', 'pods', '--all-namespaces', '--no-headers'];
const columns = (...all: readonly string[]): readonly string[] => ['--no-headers', '-o', `custom-columns=${all.map((path, i) => `C${i}:${path}`).join(',')}`];

/** Pods of one namespace that do not run, or run and are not ready. */
const NOT_SERVING = '$3 != "Running" || $2 ~ /^0\\//';

/** A pod younger than two minutes is on its way; kubectl writes its age in seconds. */
const LASTING = '$NF !~ /^[0-9]+s$/';
/** The same by a time in a column, which is in UTC: two minutes ago, or on a day before this one. */
function isPast(column: number): string {
  const [time, now] = [`$${column}`, 'ENVIRON["NOW"]'];
  const minutes = `(substr(${now}, 12, 2) - substr(${time}, 12, 2)) * 60 + substr(${now}, 15, 2) - substr(${time}, 15, 2)`;
  return `(substr(${time}, 1, 10) < substr(${now}, 1, 10) || substr(${time}, 1, 10) == substr(${now}, 1, 10) && ${minutes} >= 2)`;
}

/** In the order of reading: the control plane, then nodes, then what runs on them, and last what fails nothing yet. */
const LOOKS: readonly Look[] = [
  { symptom: 'controllers-flap', args: ['get', 'pods', '-n', 'kube-system', '-l', 'tier=control-plane', '--no-headers'], shows: NOT_SERVING },
  { symptom: 'node-not-ready', args: ['get', 'nodes', '--no-headers'], shows: '$2 !~ /^Ready/' },
  { symptom: 'node-pressure', args: ['get', 'nodes', '-o', 'jsonpath={range .items[*]}{.metadata.name}{range .status.conditions[?(@.status=="True")]} {.type}{end}{"\\n"}{end}'], shows: '/Pressure/' },
  { symptom: 'dns-fails', args: ['get', 'pods', '-n', 'kube-system', '-l', 'k8s-app=kube-dns', '--no-headers'], shows: NOT_SERVING },
  { symptom: 'claim-pending', args: ['get', 'persistentvolumeclaims', '--all-namespaces', '--no-headers'], shows: '$3 == "Pending"' },
  { symptom: 'container-creating', args: PODS, shows: `$4 == "ContainerCreating" && ${LASTING}` },
  // Init:0/1 is the status of a pod whose init container waits for something by itself, too: what has not run says PodInitializing.
  {
    symptom: 'container-creating', title: 'A pod waits, and not even its first init container has run',
    args: ['get', 'pods', '--all-namespaces', ...columns('.metadata.namespace', '.metadata.name', '.status.initContainerStatuses[*].state.waiting.reason', '.status.initContainerStatuses[*].state.running.startedAt', '.status.initContainerStatuses[*].state.terminated.reason', '.status.startTime')],
    shows: `$3 ~ /^PodInitializing(,PodInitializing)*$/ && $4 == "<none>" && $5 == "<none>" && ${isPast(6)}`,
  },
  { symptom: 'pod-pending', args: PODS, shows: `$4 == "Pending" && ${LASTING}` },
  { symptom: 'image-pull', args: PODS, shows: '$4 ~ /ImagePullBackOff|ErrImagePull|InvalidImageName/' },
  { symptom: 'crash-loop', args: PODS, shows: '$4 ~ /CrashLoopBackOff|CreateContainerConfigError|RunContainerError|(^|:)Error$|Init:ExitCode/' },
  // The time of deletion has the grace of the pod counted in.
  { symptom: 'terminating', title: 'A pod should be gone, and is not', args: ['get', 'pods', '--all-namespaces', ...columns('.metadata.namespace', '.metadata.name', '.metadata.deletionTimestamp', '.spec.nodeName', '.metadata.finalizers')], shows: `$3 != "<none>" && ${isPast(3)}` },
  { symptom: 'terminating', title: 'A namespace stays Terminating', args: ['get', 'namespaces', ...columns('.metadata.name', '.status.phase', '.metadata.deletionTimestamp')], shows: `$2 == "Terminating" && ${isPast(3)}` },
  { symptom: 'node-pressure', args: PODS, shows: '$4 ~ /Evicted|OOMKilled/' },
  { symptom: 'drain-hangs', args: ['get', 'poddisruptionbudgets', '--all-namespaces', ...columns('.metadata.namespace', '.metadata.name', '.status.disruptionsAllowed', '.status.expectedPods')], shows: '$3 == 0 && $4 > 0' },
  { symptom: 'bad-gateway', title: 'A Service has no endpoint that is ready', args: ['get', 'endpointslices', '--all-namespaces', ...columns('.metadata.namespace', '.metadata.labels.kubernetes\\.io/service-name', '.endpoints[*].conditions.ready')], shows: '$2 != "<none>" && $3 !~ /true/' },
  { symptom: 'zone-conflict', title: 'A class makes disks of one zone before a pod has a zone', args: ['get', 'storageclasses', ...columns('.metadata.name', '.provisioner', '.volumeBindingMode')], shows: '$3 == "Immediate" && $2 ~ /ebs|pd\\.csi|gce-pd|disk\\.csi|azure-disk/' },
];

const HEAD = `#!/bin/sh
# Looks at a live cluster and says which failure signatures it shows, the control plane first. Written by \`looplaw triage\`.
# It only reads: every call is kubectl get. Exit code: 0 nothing is seen, 1 something is, 2 the cluster does not answer or a look failed.
set -u
KUBECTL=\${KUBECTL:-kubectl}
NOW=$(date -u +%Y-%m-%dT%H:%M)
export NOW
seen=0
unknown=0
first=

# Text of the cluster is no command of a terminal.
plain() { LC_ALL=C tr -d '\\000-\\010\\013-\\037\\177'; }

# $1 signature, or -- where none explains it, $2 title, $3 how to go on, $4 lines that show it
tell() {
  if [ -z "$4" ]; then printf 'ok  %s  %s\\n' "$1" "$2"; return; fi
  seen=$((seen + 1))
  [ -n "$first" ] || first=$3
  printf '!!  %s  %s\\n' "$1" "$2"
  printf '%s\\n' "$4" | plain | head -n 10 | sed 's/^/          /'
  count=$(printf '%s\\n' "$4" | wc -l)
  [ "$count" -le 10 ] || printf '          and %s more\\n' "$((count - 10))"
  printf '        next: %s\\n' "$3"
}

# $1 to $3 as above, $4 program of awk, then arguments of kubectl
look() {
  sig=$1 title=$2 next=$3 shows=$4
  shift 4
  if ! out=$("$KUBECTL" --request-timeout=20s "$@" 2>/dev/null); then
    unknown=$((unknown + 1))
    printf '??  %s  %s: kubectl was refused or got no answer\\n' "$sig" "$title"
    return
  fi
  if [ -z "$out" ]; then printf -- '--  %s  %s: there is nothing to look at\\n' "$sig" "$title"; return; fi
  tell "$sig" "$title" "$next" "$(printf '%s\\n' "$out" | awk "NF && ($shows)")"
}

if ! command -v "$KUBECTL" >/dev/null; then printf '??  %s is not found\\n' "$KUBECTL"; exit 2; fi
if ! said=$("$KUBECTL" --request-timeout=20s get --raw /livez 2>&1); then
  case $said in
    *Forbidden*) ;; # It answers, and this account may not ask: the looks tell what it may see.
    *Unauthorized*)
      printf '??  The API server answers, and does not accept the credentials of this kubectl\\n'
      exit 2 ;;
    *)
      printf '!!  S5  The API server does not answer, or is not well\\n'
      printf '%s\\n' "$said" | plain | tail -n 5 | sed 's/^/          /'
      printf '        next: looplaw explain kubectl hangs\\n'
      exit 2 ;;
  esac
fi
# What is not ready stands in the error, too.
if ready=$("$KUBECTL" --request-timeout=20s get --raw '/readyz?verbose' 2>&1) || printf '%s\\n' "$ready" | grep -q '^\\[-\\]'; then
  tell S5 'A check of the API server fails' 'looplaw explain API server timeouts' "$(printf '%s\\n' "$ready" | grep '^\\[-\\]')"
else
  unknown=$((unknown + 1))
  printf '??  S5  A check of the API server fails: kubectl was refused or got no answer\\n'
fi
`;

const TAIL = `
printf '\\nWarnings, the latest last\\n'
if ! warnings=$("$KUBECTL" --request-timeout=20s get events --all-namespaces --field-selector type=Warning --sort-by=.lastTimestamp --no-headers 2>/dev/null); then
  printf '    not known: kubectl was refused or got no answer\\n'
elif [ -z "$warnings" ]; then
  printf '    none; events are kept for an hour\\n'
else
  printf '%s\\n' "$warnings" | tail -n 15 | plain | sed 's/^/    /'
fi
printf '\\n%s seen, %s not known\\n' "$seen" "$unknown"
[ -z "$first" ] || printf 'Begin here: %s\\n' "$first"
[ "$unknown" -eq 0 ] || exit 2
[ "$seen" -eq 0 ] || exit 1
`;

/** A script for a live cluster: POSIX shell, kubectl and awk. It only reads. */
export function triageScript(): string {
  const looks = LOOKS.map(({ symptom, title, args, shows }) => {
    const { signature, title: whole, words } = SYMPTOMS.find(({ id }) => id === symptom)!;
    return ['look', ...[signature ?? '--', title ?? whole, `looplaw explain ${words[0]!}`, shows, ...args].map(quoted)].join(' ');
  });
  return `${HEAD}${looks.join('\n')}\n${TAIL}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\'', '\'\\\'\'')}'`;
}
