import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A change of one file of an app: what is replaced by what, by whoever repairs it. */
export type Repair = readonly [file: string, from: string | RegExp, to: string];

/** An app that is there, and what its people do about it, week by week. */
export interface App {
  readonly name: string;
  readonly folder: string;
  readonly weeks: readonly (readonly Repair[])[];
  /** The file that breaks a law for certain before it is repaired. */
  readonly gravest: string;
}

const BUDGET = '          resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {cpu: 500m, memory: 128Mi}}\n';

/** Written for this test: a shop that grew since 2019. */
export const shop: App = {
  name: 'a shop that grew',
  folder: join(__dirname, 'shop'),
  gravest: '00-platform.yaml',
  weeks: [
    [
      ['00-platform.yaml', 'parameters: {type: gp3}\n', 'parameters: {type: gp3}\nvolumeBindingMode: WaitForFirstConsumer\n'],
      ['00-platform.yaml', /kind: ClusterRoleBinding\nmetadata: \{(.*)\}\n(.*)cluster-admin/, 'kind: RoleBinding\nmetadata: {$1, namespace: shop}\n$2edit'],
    ],
    [
      ['web.yaml', 'image: ghcr.io/acme/web\n', `image: ghcr.io/acme/web:5.0.3\n${BUDGET}`],
      ['catalog.yaml', /( +)(resources: .*)\n/, '$1$2\n$1readinessProbe: {httpGet: {path: /ready, port: http}}\n'],
      ['mail.yaml', '  replica: 2', '  replicas: 1'],
      ['mail.yaml', 'mail:latest', 'mail:1.8.0'],
      ['mail.yaml', / +resources: .*\n/, BUDGET],
    ],
    [
      ['payments.yaml', / +env:\n(?: +- name: AWS_\w+\n +valueFrom: .*\n){2}/, '          env:\n'],
      ['payments.yaml', '  name: payments\n', '  name: payments\n  annotations: {eks.amazonaws.com/role-arn: "arn:aws:iam::123456789012:role/payments"}\n'],
      // Its tokens come from a public endpoint, which the policy of 2019 does not let it reach.
      ['00-platform.yaml', /(kind: NetworkPolicy\nmetadata: \{name: shop,[^]*?)(port: 53, protocol: TCP\}\]\})\]/, '$1$2, {to: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: 443, protocol: TCP}]}]'],
      ['reports.yaml', 'batch/v1beta1', 'batch/v1'],
      ['cart.yaml', '  name: cart-cache\n', '  name: cart-cache\n  annotations:\n    looplaw.dev/waive: storage/database-is-statefulset=a cache that may be lost; until=2099-12-31\n'],
    ],
  ],
};

/**
 * Online Boutique, https://github.com/GoogleCloudPlatform/microservices-demo, as its sources have it before a release names the images.
 * It is not part of this repository: the test takes it from a folder beside the checkout, where there is one.
 */
export const boutique: App = {
  name: 'Online Boutique',
  folder: join(__dirname, '../../../shared/corpus/GoogleCloudPlatform+microservices-demo/kubernetes-manifests'),
  gravest: 'loadgenerator.yaml',
  weeks: [
    ['adservice', 'cartservice', 'checkoutservice', 'currencyservice', 'emailservice', 'frontend'].map(released),
    ['loadgenerator', 'paymentservice', 'productcatalogservice', 'recommendationservice', 'shippingservice'].map(released),
    [['loadgenerator.yaml', /( +)(image: busybox.*)\n/, '$1$2\n$1resources: {requests: {cpu: 10m, memory: 16Mi}, limits: {cpu: 50m, memory: 16Mi}}\n']],
  ],
};

function released(service: string): Repair {
  return [`${service}.yaml`, new RegExp(`image: ${service}\\n`), `image: registry.example.com/boutique/${service}:v0.10.2\n`];
}

/** The manifests of an app by name. */
export function manifestsOf({ folder }: App): Readonly<Record<string, string>> {
  return Object.fromEntries(readdirSync(folder).filter((name) => name.endsWith('.yaml')).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
