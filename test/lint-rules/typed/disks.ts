// A stack whose resources and whose zones come from files of its own.
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { Disk } from './kube';
import { Defaults } from './settings';

export class Fixture extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    new Disk(this, 'etcd', { availabilityZone: 'eu-west-1a', type: Defaults.CLAIM, size: 20 });
  }
}
