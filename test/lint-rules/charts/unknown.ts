// Whatever source code hides: nothing here may be told that synthesis does not say, too.
import { ApiObject, Chart, JsonPatch, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';

interface Props {
  readonly image: string;
  readonly replicas?: number;
  readonly isProduction?: boolean;
  readonly extra?: Partial<k8s.Container>;
}

const resources: k8s.ResourceRequirements = { requests: { cpu: k8s.Quantity.fromString('100m'), memory: k8s.Quantity.fromString('64Mi') }, limits: { memory: k8s.Quantity.fromString('64Mi'), cpu: k8s.Quantity.fromString('1') } };
const mutated: { resources?: k8s.ResourceRequirements } = {};
(mutated).resources = resources;
const handedOver: { resources?: k8s.ResourceRequirements } = {};
complete(handedOver);
let reassigned = 'shop/api:latest';
reassigned = 'shop/api:1.0.0';
const key = ['resour', 'ces'].join('');

function complete(container: { resources?: k8s.ResourceRequirements }): void {
  container.resources = resources;
}

function containerOf(image: string): k8s.Container {
  return { name: 'made', image, resources };
}

function workload(chart: Construct, id: string, container: k8s.Container, props: Partial<k8s.DeploymentSpec> = {}): k8s.KubeDeployment {
  return new k8s.KubeDeployment(chart, id, {
    spec: { replicas: 2, selector: { matchLabels: { app: id } }, template: { metadata: { labels: { app: id } }, spec: { containers: [container] } }, ...props },
  });
}

class Patched extends k8s.KubeStorageClass {
  constructor(scope: Construct, id: string) {
    super(scope, id, { provisioner: 'ebs.csi.aws.com' });
    this.addJsonPatch(JsonPatch.add('/volumeBindingMode', 'WaitForFirstConsumer'));
  }
}

class Plain extends k8s.KubeStorageClass {
  constructor(scope: Construct, id: string) {
    super(scope, id, { provisioner: 'ebs.csi.aws.com' });
  }
}

export class Fixture extends Chart {
  private readonly kept: k8s.KubeStorageClass;

  constructor(scope: Construct, id: string, { image, replicas, isProduction = true, extra = { resources } }: Props = { image: 'shop/api:1.0.0' }) {
    super(scope, id, { labels: { team: 'shop' } });

    workload(this, 'function', containerOf(image));
    workload(this, 'spread', { name: 'spread', image, ...extra });
    workload(this, 'mutated', { name: 'mutated', image, ...mutated });
    workload(this, 'handed', { name: 'handed', image, ...handedOver });
    workload(this, 'computed', { name: 'computed', image, [key]: resources });

    new k8s.KubeDeployment(this, 'spreads', {
      spec: {
        ...(replicas === undefined ? {} : { replicas }),
        selector: { matchLabels: { app: 'spreads' } },
        template: {
          metadata: { labels: { app: 'spreads' } },
          spec: {
            containers: [
              { name: 'a', image, ...extra },
              { name: 'b', image, ...mutated },
              { name: 'c', image, ...handedOver },
              { name: 'd', image, [key]: resources },
              { name: 'e', image, ...(isProduction && { resources }) },
              { name: 'f', image, ...(isProduction ? { resources } : {}) },
              { name: 'g', image, resources: isProduction ? resources : {} },
              { name: 'h', image: reassigned, resources },
              { name: 'i', image: image, resources: { ...resources, limits: { ...resources.limits } } },
              containerOf(image),
            ],
          },
        },
      },
    });

    new k8s.KubeDeployment(this, 'mapped', {
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: 'mapped' } },
        template: { metadata: { labels: { app: 'mapped' } }, spec: { containers: ['j', 'k'].map((name) => ({ name, image, resources })) } },
      },
    });

    const later = new k8s.KubeStorageClass(this, 'later', { provisioner: 'ebs.csi.aws.com' });
    later.addJsonPatch(JsonPatch.add('/volumeBindingMode', 'WaitForFirstConsumer'));
    const handed = new k8s.KubeStorageClass(this, 'handed-class', { provisioner: 'ebs.csi.aws.com' });
    ApiObject.of(handed).addJsonPatch(JsonPatch.add('/volumeBindingMode', 'WaitForFirstConsumer'));
    this.kept = new k8s.KubeStorageClass(this, 'kept', { provisioner: 'ebs.csi.aws.com' });
    this.kept.addJsonPatch(JsonPatch.add('/volumeBindingMode', 'WaitForFirstConsumer'));
    new ApiObject(this, 'lazy', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'ebs.csi.aws.com', volumeBindingMode: Lazy.any({ produce: () => 'WaitForFirstConsumer' }) });
    new Patched(this, 'patched');
    new Plain(this, 'plain');

    const labelled = new k8s.KubeNamespace(this, 'labelled', { metadata: { name: 'labelled' } });
    labelled.metadata.addLabel('pod-security.kubernetes.io/enforce', 'restricted');

    const plus = new kplus.Deployment(this, 'plus', {});
    plus.addContainer({ image: 'shop/plus:1.0.0', portNumber: 80 });
    new kplus.HorizontalPodAutoscaler(this, 'scaler', { target: plus, minReplicas: 2, maxReplicas: 4 });
    const loop = new kplus.Deployment(this, 'loop', { containers: [{ image: 'shop/first:1.0.0', name: 'first' }] });
    for (const name of ['second']) loop.addContainer({ name, image: 'shop/loop:1.0.0' });
    const spread = new kplus.Deployment(this, 'placed', { containers: [{ image: 'shop/placed:1.0.0' }], replicas: 3 });
    spread.scheduling.spread({ topology: kplus.Topology.ZONE });
    const mounted = new kplus.Deployment(this, 'mounted', {});
    const container = mounted.addContainer({ image: 'shop/mounted:1.0.0' });
    container.mount('/tmp', kplus.Volume.fromEmptyDir(this, 'scratch', 'scratch'));
    container.env.addVariable('NODE_NAME', kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME));

    if (isProduction) {
      new k8s.KubeService(this, 'twin-a', { metadata: { name: 'twin' }, spec: { selector: { app: 'spreads' }, ports: [{ port: 80 }] } });
    } else {
      new k8s.KubeService(this, 'twin-b', { metadata: { name: 'twin' }, spec: { selector: { app: 'spreads' }, ports: [{ port: 80 }] } });
    }
  }
}
