/**
 * Is it a port name the API server takes in a pod, and as the target of a Service? At most 15 lower-case letters, digits and single
 * hyphens within, one letter at least.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports
 */
export function isPortName(name: string): boolean {
  return name.length <= 15 && /[a-z]/.test(name) && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name);
}

/** Is it a name the API server takes for a port of a Service: a DNS label? */
export function isServicePortName(name: string): boolean {
  return name.length <= 63 && /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(name);
}

/** Is it a number a port can have? */
export function isPortNumber(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65_535;
}
