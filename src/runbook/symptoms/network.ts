import type { Symptom } from '../symptom';

/** S3: packets are lost between endpoints that are both well. */
export const networkSymptoms: readonly Symptom[] = [
  {
    id: 'bad-gateway',
    signature: 'S3',
    title: 'The edge answers 502, 503 or 504',
    words: ['502', '503', '504', '502 bad gateway', '504 gateway timeout', '502/504 errors', '503 service unavailable', 'service returns 502/503 intermittently', 'gateway timeout', 'bad gateway', 'upstream sent too big header', 'upstream timed out', 'upstream connect error', 'no healthy upstream', 'traffic sent to dead pods', 'dead pods', 'ingress timeout', '413 request entity too large'],
    commands: [
      { run: 'kubectl -n "$NS" get endpointslices -l kubernetes.io/service-name="$SERVICE" -o wide', tells: 'which addresses are in rotation; none means no ready pod, or no pod the selector matches' },
      { run: 'kubectl -n "$NS" get service "$SERVICE" -o jsonpath=\'{.spec.selector}{"\\n"}{.spec.ports}{"\\n"}\'', tells: 'the selector and target ports to compare with the pods' },
      { run: 'kubectl -n "$NS" get pods -l "$SELECTOR" -o wide', tells: 'READY 0/1 is out of rotation; restarts are pods that die under traffic' },
      { run: 'kubectl -n "$NS" describe ingress', tells: 'class, backends, timeouts and buffers of the edge; with the Gateway API, describe httproute' },
      { run: 'kubectl -n "$INGRESS_NS" logs "deployment/$CONTROLLER" --tail=200 | grep -E " (502|503|504) "', tells: 'which upstream failed and how: refused, timed out, header too big' },
      { run: 'curl -sS -o /dev/null -w "%{http_code} %{time_total}\\n" -H "Host: $HOST" "http://$EDGE_ADDRESS/"', tells: 'the same path without DNS: what differs is DNS' },
    ],
    decisions: [
      { seen: 'no endpoints', means: 'readiness fails everywhere, or the selector matches nothing', fix: 'Repair the probe or the selector.', laws: ['network/readiness-probe', 'network/service-selects-pods', 'network/service-target-port'] },
      { seen: '502 while pods end or start', means: 'pods are in rotation before they serve, or after they stop', fix: 'A readiness probe, and a preStop pause longer than the load balancer takes to notice.', laws: ['network/readiness-probe', 'compute/graceful-termination', 'network/timeout-chain'] },
      { seen: '504 after a round number of seconds', means: 'a timeout of the edge is shorter than the slowest answer', fix: 'Set the timeout of the edge above it, outer longer than inner.', laws: ['network/ingress-timeouts', 'network/gateway-timeouts', 'network/timeout-chain'] },
      { seen: 'too big header, 413', means: 'buffers of the proxy are smaller than cookies, tokens or uploads', fix: 'Raise proxy-buffer-size and proxy-body-size.', laws: ['network/ingress-buffers'] },
      { seen: 'endpoints are ready, small requests pass, large ones fail', means: 'packets do not fit the path', fix: 'looplaw explain MTU', laws: ['network/mtu-headroom'] },
      { seen: '503 persists with endpoints', means: 'rules on the node are stale: kube-proxy, or its replacement', fix: 'looplaw explain cross-node', laws: ['network/policy-allows-front-door'] },
    ],
  },
  {
    id: 'mtu-blackhole',
    signature: 'S3',
    title: 'Small packets pass, large ones vanish',
    words: ['MTU', 'MTU blackhole', 'MTU mismatch', 'large payloads disappear', 'large payloads vanish', 'TCP retransmit storm', 'retransmits', 'silent drop', 'silent network failures', 'packets dropped silently', 'DNS resolves, TCP connects, then nothing', 'asymmetric failures', 'overlay drops', 'it is not DNS'],
    commands: [
      { run: 'kubectl -n "$NS" exec "$POD" -- ping -M do -c 3 -s 1372 "$POD_IP_ON_OTHER_NODE"', tells: 'whether 1400 bytes pass unbroken; raise and lower -s to find the edge (payload + 28 = packet)' },
      { run: 'ip -s -d link show', on: 'the node', tells: 'MTU and drops of each device: flannel.1, vxlan.calico, cilium_vxlan, geneve, genev_sys_6081, tunl0 beside the physical one' },
      { run: 'nstat -az TcpRetransSegs TcpOutSegs IpFragFails', on: 'the node', tells: 'retransmits against what was sent; above 5 % the path loses packets' },
      { run: 'kubectl -n kube-system get configmap -o yaml | grep -i -B 2 -A 2 mtu', tells: 'what the CNI was told' },
    ],
    decisions: [
      { seen: 'drops on the overlay device, none on the physical one', means: 'the overlay header does not fit: 50 bytes for VXLAN and Geneve, 60 and more for WireGuard', fix: 'Lower the MTU of the CNI by the header, then restart pods node by node.', laws: ['network/mtu-headroom', 'network/mtu-uniform'] },
      { seen: 'no drops anywhere, retransmits high', means: 'the network of the provider drops: no local counter tells', fix: 'Measure with ping -M do along the path; peering and VPN have a smaller MTU.', laws: ['network/mtu-headroom'] },
      { seen: 'the cluster has no overlay (VPC CNI, Azure CNI, VPC-native)', means: 'the MTU of pods is that of the network; look at VPN, peering and firewalls', fix: 'Test the path, not the endpoint.', laws: ['network/mtu-uniform'] },
    ],
  },
  {
    id: 'cross-node',
    signature: 'S3',
    title: 'Pods do not reach each other',
    words: ['pods cannot reach each other across nodes', 'cross-node timeouts', 'cross-node calls timeout', 'cross-node', 'services work locally', 'services unreachable', 'service IP fails', 'ClusterIP unreachable', 'pod running but unreachable', 'connection refused', 'no route to host', 'pod IP is none', 'CNI failed to assign an address', 'failed to assign an IP address to container', 'kube-proxy'],
    commands: [
      { run: 'kubectl -n "$NS" get pods -o wide', tells: 'step 1, the address: <none> means the CNI gave none' },
      { run: 'kubectl -n kube-system get pods -o wide | grep -E "calico|cilium|flannel|aws-node|azure-cni|kube-proxy"', tells: 'step 2, the agents: one that is not ready is a node that is cut off' },
      { run: 'kubectl get nodes -o custom-columns=NODE:.metadata.name,CIDR:.spec.podCIDR,IP:.status.addresses[0].address', tells: 'step 3, the ranges: each node has its own, and none overlaps the network around it' },
      { run: 'kubectl -n "$NS" exec "$POD" -- wget -qO- -T 3 "http://$POD_IP_ON_OTHER_NODE:$PORT/"', tells: 'step 4, pod to pod: fails across nodes and works on one means routes, tunnels or security groups' },
      { run: 'kubectl -n "$NS" get endpointslices -l kubernetes.io/service-name="$SERVICE"', tells: 'step 5, the Service: empty means the selector matches no ready pod' },
      { run: 'kubectl -n "$NS" exec "$POD" -- nslookup "$SERVICE.$NS.svc.cluster.local"', tells: 'step 6, the name: fails while the address works means CoreDNS, or a policy without DNS' },
      { run: 'iptables-save | grep "$CLUSTER_IP"; nft list ruleset | grep "$CLUSTER_IP"', on: 'the node', tells: 'step 7, the rules kube-proxy wrote; none means it is stale, or something else takes its place' },
      { run: 'kubectl -n "$NS" get networkpolicy', tells: 'what is allowed; a pod that a policy selects may do nothing else' },
    ],
    decisions: [
      { seen: 'pod addresses work, the Service address does not', means: 'kube-proxy, or eBPF in its place, has no rule for it', fix: 'Restart its pod on the node; rules are built anew.', laws: ['network/service-target-port'] },
      { seen: 'the Service address works, its name does not', means: 'CoreDNS', fix: 'looplaw explain DNS resolution fails', laws: ['network/policy-allows-dns'] },
      { seen: 'the name works inside, not from outside', means: 'the ingress controller or the load balancer of the cloud', fix: 'looplaw explain 502', laws: ['network/ingress-class-pinned', 'network/ingress-backend-exists'] },
      { seen: 'timeouts in one direction only', means: 'a policy allows one side', fix: 'Allow egress of the caller and ingress of the called.', laws: ['network/policy-coverage', 'network/policy-selects-pods'] },
      { seen: 'no address left', means: 'the subnet or the range of the node is full', fix: 'Larger ranges, or prefix delegation.', laws: ['network/pod-ip-headroom', 'network/cidr-disjoint'] },
    ],
  },
  {
    id: 'dns-fails',
    signature: 'S3',
    title: 'Names do not resolve',
    words: ['DNS resolution fails', 'DNS fails', 'CoreDNS', 'could not resolve host', 'no such host', 'NXDOMAIN', 'i/o timeout on port 53', 'DNS'],
    commands: [
      { run: 'kubectl -n kube-system get pods -l k8s-app=kube-dns -o wide', tells: 'whether CoreDNS runs, on more than one node' },
      { run: 'kubectl -n kube-system get endpointslices -l kubernetes.io/service-name=kube-dns', tells: 'whether its Service has addresses' },
      { run: 'kubectl -n kube-system logs -l k8s-app=kube-dns --tail=50', tells: 'a broken Corefile, loops, or an upstream that does not answer' },
      { run: 'kubectl -n "$NS" exec "$POD" -- cat /etc/resolv.conf', tells: 'whom the pod asks, and which search list it goes through' },
      { run: 'kubectl -n "$NS" get networkpolicy -o yaml', tells: 'whether egress to port 53, UDP and TCP, is allowed' },
    ],
    decisions: [
      { seen: 'a policy selects the pod and says nothing of port 53', means: 'default deny without DNS is an outage', fix: 'Allow egress to kube-dns.', laws: ['network/policy-allows-dns'] },
      { seen: 'CoreDNS is down or overloaded', means: 'everything that asks by name stops; addresses still work', fix: 'Repair the Corefile, or give it replicas on more nodes.', laws: ['compute/replicas-for-availability'] },
      { seen: 'answers come, connections fail', means: 'it is not DNS', fix: 'looplaw explain MTU', laws: ['network/mtu-headroom'] },
    ],
  },
  {
    id: 'nat-saturated',
    signature: 'S3',
    title: 'Calls out of the cluster fail or crawl',
    words: ['NAT gateway saturates', 'NAT gateway saturated', 'SNAT port exhaustion', 'port exhaustion', 'ErrorPortAllocation', 'latency spikes', 'traffic crosses AZ boundary', 'cross-zone traffic', 'cross-AZ'],
    commands: [
      { run: 'kubectl -n "$NS" get pods -o wide', tells: 'on which nodes callers and called are' },
      { run: 'kubectl get nodes -L topology.kubernetes.io/zone', tells: 'in which zones these nodes are' },
      { run: 'ss -s', on: 'the node', tells: 'how many connections there are, and how many wait to be closed' },
      { run: 'conntrack -S | grep -E "insert_failed=[1-9]|drop=[1-9]"', on: 'the node', tells: 'whether the table of connections is full' },
    ],
    decisions: [
      { seen: 'port allocation errors at the gateway', means: 'more connections to one destination than an address has ports', fix: 'A gateway for each zone, more addresses, connections that are kept open.', laws: ['network/nat-per-zone'] },
      { seen: 'image pulls and storage go through the gateway', means: 'what could stay inside pays and competes', fix: 'Private endpoints for registry, object storage and tokens.', laws: ['network/private-endpoints'] },
      { seen: 'callers in one zone, called in another', means: 'a disk or a hard rule holds a pod in one zone: begin with storage', fix: 'Spread over zones, keep traffic in the zone.', laws: ['network/zone-local-traffic', 'cross/domino-chain'] },
    ],
  },
  {
    id: 'open-network',
    signature: 'S3',
    title: 'Something is reached that should not be',
    words: ['frontend reaches the billing database', 'billing database', 'no NetworkPolicy', 'cross-namespace traffic is open', 'pod can connect to a service in another namespace'],
    commands: [
      { run: 'kubectl get networkpolicy -A', tells: 'namespaces that are missing here are open' },
      { run: 'kubectl -n "$NS" exec "$POD" -- nc -zvw 3 "$HOST" "$PORT"', tells: 'whether the path is open from this pod' },
    ],
    decisions: [
      { seen: 'no policy in the namespace', means: 'every pod may reach every pod', fix: 'Default deny in both directions, then allow what is known.', laws: ['network/default-deny', 'network/policy-peer-scoped'] },
      { seen: 'policies are there and change nothing', means: 'no engine enforces them', fix: 'Switch it on in the CNI.', laws: ['network/policy-enforced'] },
    ],
  },
];
