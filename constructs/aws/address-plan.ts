import { piece } from '../network/address-plan';
import type { Cidr } from '../platform';

/** The ranges of a network, zone by zone. */
export interface AddressPlan {
  readonly private: Readonly<Record<string, Cidr>>;
  readonly public: Readonly<Record<string, Cidr>>;
  /** Empty where pods have no range of their own. */
  readonly pods: Readonly<Record<string, Cidr>>;
}

/** Three quarters of a range are for nodes, an equal part to a zone; of the last one each zone gets a sixteenth for what faces the internet. */
export function addressPlan(zones: readonly string[], vpc: Cidr, pods: Cidr | null): AddressPlan {
  const wide = zones.length <= 3 ? 2 : 3;
  const perZone = (of: (i: number) => Cidr) => Object.fromEntries(zones.map((zone, i) => [zone, of(i)]));
  return {
    private: perZone((i) => piece(vpc, wide, i)),
    public: perZone((i) => piece(vpc, 6, 48 + i)),
    pods: pods === null ? {} : perZone((i) => piece(pods, wide, i)),
  };
}
