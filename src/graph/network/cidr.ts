import { BlockList, isIP } from 'node:net';

type Family = 'ipv4' | 'ipv6';

/** Ranges by family. They are made when first compared: making one of IPv6 costs a start several milliseconds. */
class Ranges {
  private readonly made = new Map<Family, readonly Cidr[]>();

  constructor(private readonly texts: Readonly<Record<Family, readonly string[]>>) {}

  /** Does one of them hold all addresses of the range? */
  contain(range: Cidr, family: Family): boolean {
    const ranges = this.made.get(family) ?? this.texts[family].map((text) => Cidr.of(text));
    this.made.set(family, ranges);
    return ranges.some((each) => each.contains(range));
  }
}

/** What never leaves a node or an organisation: addresses out there are none of these. */
const PRIVATE = new Ranges({
  ipv4: ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
  ipv6: ['fc00::/7', 'fe80::/10', '::1/128'],
});
/** What a node answers itself; no pod has such an address. */
const LINK_LOCAL = new Ranges({ ipv4: ['169.254.0.0/16'], ipv6: ['fe80::/10'] });

/** A range of IPv4 or IPv6 addresses. Bits beyond the prefix are ignored. `node:net` computes here, it opens nothing. */
export class Cidr {
  private readonly block = new BlockList();

  private constructor(readonly text: string, private readonly address: string, private readonly prefix: number, private readonly family: Family) {
    this.block.addSubnet(address, prefix, family);
  }

  /** Reads `10.0.0.0/8`; `null` when it is no range. */
  static parse(text: string): Cidr | null {
    const [, address = '', length = ''] = /^([^/%]+)\/(\d{1,3})$/.exec(text) ?? [];
    const version = isIP(address);
    if (version === 0 || Number(length) > (version === 4 ? 32 : 128)) return null;
    return new Cidr(text, address, Number(length), version === 4 ? 'ipv4' : 'ipv6');
  }

  /** The range of one address, or of a text that is one already. */
  static of(text: string): Cidr {
    const cidr = Cidr.parse(text.includes('/') ? text : `${text}/${isIP(text) === 4 ? 32 : 128}`);
    if (cidr === null) throw new RangeError(`${text} is no address`);
    return cidr;
  }

  /** How many addresses it has. */
  get size(): number {
    return 2 ** ((this.family === 'ipv4' ? 32 : 128) - this.prefix);
  }

  /** Is it every address of its family? */
  get isEverything(): boolean {
    return this.prefix === 0;
  }

  /** Is it within the ranges that are routed in an organisation only? */
  get isPrivate(): boolean {
    return PRIVATE.contain(this, this.family);
  }

  /** Is it within the ranges that reach no further than the node? */
  get isLinkLocal(): boolean {
    return LINK_LOCAL.contain(this, this.family);
  }

  /** Does it hold all addresses of the other? */
  contains(other: Cidr): boolean {
    return this.family === other.family && this.prefix <= other.prefix && this.block.check(other.address, other.family);
  }

  /** Do they share an address? Ranges lie within each other or apart. */
  overlaps(other: Cidr): boolean {
    return this.contains(other) || other.contains(this);
  }
}
