import type { Labels } from '../../labels';
import type { Amounts } from '../resources/budget';
import type { Sandbox } from './namespace';

/** Who lives in a namespace, and how far they are trusted. */
export type Tenancy =
  | {
    /** One environment of one team. Default. */
    readonly tenancy?: 'env';
    readonly team?: never;
    readonly sandbox?: never;
  }
  | {
    /** One team among others: its people get their rights here, and nowhere else. Serves compute/rbac-tenancy. */
    readonly tenancy: 'team';
    readonly team: Team;
    readonly sandbox?: never;
  }
  | {
    /** Code nobody trusts: no kernel, no network, no API token in common with others. Serves compute/untrusted-isolated. */
    readonly tenancy: 'untrusted';
    readonly sandbox: Sandbox;
    readonly team?: never;
  };

/** A team, and the group its people are in. */
export interface Team {
  /** As a label; a binding of another team's account is then a finding. */
  readonly name: string;
  /** Group of the identity provider. */
  readonly group: string;
  /** What its people may do in the namespace: `view` where everything comes by pipeline. Default `edit`. */
  readonly role?: 'edit' | 'view';
}

/** Labels of the Namespace that tell what others have to know. */
export function tenancyLabels({ team, sandbox }: Tenancy): Labels {
  if (team !== undefined) return { 'looplaw.dev/team': team.name };
  return sandbox === undefined ? {} : { 'looplaw.dev/trust': 'untrusted' };
}

/** Ways around the front door that tenants have no use for. */
export function tenancyQuota({ tenancy }: Tenancy): Amounts {
  if (tenancy === 'team') return { 'services.nodeports': '0' };
  return tenancy === 'untrusted' ? { 'services.nodeports': '0', 'services.loadbalancers': '0' } : {};
}
