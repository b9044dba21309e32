import { demand } from '../refusal';

/** A TCP port with a name; Services, probes and policies speak of the name. Serves network/named-ports. */
export interface Port {
  /** At most 15 lower-case letters, digits and `-`: `http`, `postgres`. */
  readonly name: string;
  /** 1024 to 65535: a pod that is not root cannot listen below. */
  readonly number: number;
}

/** Ports as a container writes them. */
export function containerPorts(ports: readonly Port[]): readonly object[] {
  return ports.map(({ name, number }) => ({ name, containerPort: number, protocol: 'TCP' }));
}

/** Refuses ports of one container that are no ports, or that share a name, which the API server rejects, or a number, on which only one thing can listen. */
export function checkPorts(where: string, ports: readonly Port[]): void {
  for (const [i, port] of ports.entries()) {
    checkPort(where, port);
    const same = ports.slice(0, i).find(({ name, number }) => name === port.name || number === port.number);
    demand(same === undefined, where, 'network/named-ports', () => ({
      found: `ports ${same?.name} ${same?.number} and ${port.name} ${port.number}`, expected: 'a name and a number for each', remedy: 'leave out the one that is the port it serves, or rename it',
    }));
  }
}

/** Refuses a port that the API server or the kernel would. */
export function checkPort(where: string, { name, number }: Port): void {
  demand(/^(?=.*[a-z])(?!.*--)[a-z0-9](?:[a-z0-9-]{0,13}[a-z0-9])?$/.test(name), where, 'network/named-ports', () => ({
    found: `port name "${name}"`, expected: 'at most 15 lower-case letters, digits and single "-", with a letter', remedy: 'name the protocol, e.g. "http"',
  }));
  demand(Number.isInteger(number) && number >= 1024 && number <= 65535, where, 'network/named-ports', () => ({
    found: `port number ${number}`, expected: '1024 to 65535; lower ports need root', remedy: 'let the process listen above 1023, e.g. 8080',
  }));
}
