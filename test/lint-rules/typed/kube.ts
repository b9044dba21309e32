// What a team hands its charts, so that one file knows of which version cdk8s-plus is.
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';

export { ApiObject, Chart as Base, Size } from 'cdk8s';
export * from 'cdk8s-plus-28';
export { kplus };
export { EbsVolume as Disk } from '@cdktf/provider-aws/lib/ebs-volume/index.js';

/** A class of the team's own: what it makes of what it is given, is not to be seen where it is used. */
export class Healed extends kplus.Deployment {
  constructor(scope: Construct, id: string, props: kplus.DeploymentProps) {
    super(scope, id, { ...props, replicas: 3, automountServiceAccountToken: false });
  }
}
