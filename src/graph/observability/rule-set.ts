import { KubeObject } from '../object/kube-object';
import type { Subject } from '../reading/subject';
import { Alert } from './alert';

/** Rules of Prometheus, as its operator and Google's managed service take them: alerts, and series that are recorded. */
export class RuleSet extends KubeObject {
  /** Alerting and recording rules of all groups. */
  get rules(): readonly Subject[] {
    return this.spec.list('groups').flatMap((group) => group.list('rules'));
  }

  get alerts(): readonly Alert[] {
    return this.rules.filter((rule) => rule.has('alert')).map((rule) => new Alert(rule));
  }
}
