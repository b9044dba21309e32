// Classes of the project's own, which are called as others are, and a constant that holds one.
import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

export class KubeStorageClass extends Chart {}
export const Held: typeof kplus.Deployment = class extends kplus.Deployment {};
