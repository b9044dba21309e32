import { amount, flag } from '../argument';
import { CloudResource } from '../cloud-resource';
import type { Flaw } from '../flaw';

/** Ports a machine gets by default; fewer than that are few. */
const FEW = 64;

/** Cloud NAT, which is in all zones of its region. */
export class CloudNat extends CloudResource {
  /** That machines run out of ports. */
  get egressFlaws(): readonly Flaw<'ports'>[] {
    if (flag(this, 'enable_dynamic_port_allocation') === true) return [];
    const ports = amount(this, 'min_ports_per_vm') ?? FEW;
    return ports > FEW ? [] : [{ is: 'ports', path: ['min_ports_per_vm'], args: { nat: this.title, ports }, related: [] }];
  }
}
