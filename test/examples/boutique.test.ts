import { Testing } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { BoutiqueChart } from '../../examples/boutique/boutique';
import { SERVICES } from '../../examples/boutique/services';
import { KUBE_VERSIONS, type Cloud, type Disks, type Platform } from '../../constructs';
import { DOORS } from '../constructs/fronts';
import { CLOUDS, find, manifestsOf, platforms } from '../constructs/manifests';
import { besidesFrontDoors, faultsOf } from '../constructs/strict';

const DISKS: Disks = { aws: { type: 'gp3' }, azure: { sku: 'Premium_ZRS' }, gcp: { type: 'pd-balanced', replication: 'regional-pd' } };

function boutiqueOn(cloud: Cloud, platform: Platform = platforms()[cloud]) {
  const chart = new BoutiqueChart<Cloud>(Testing.app(), 'boutique', { platform, host: 'boutique.example', door: DOORS[cloud], disk: DISKS[cloud], isUnderLoad: true });
  return { chart, manifests: manifestsOf(chart) };
}

describe('the boutique', () => {
  test.each(CLOUDS.flatMap((cloud) => KUBE_VERSIONS.map((version) => [cloud, version] as const)))('keeps every law in strict on %s %s', (cloud, version) => {
    const platform = platforms(version, { telemetry: { namespace: 'observability', service: 'otel-collector' } })[cloud];
    expect(besidesFrontDoors(faultsOf(boutiqueOn(cloud, platform).chart, platform))).toEqual([]);
  });

  test('has the twelve services, and each calls those it called', () => {
    const { manifests } = boutiqueOn('gcp');
    const names = manifests.filter((m) => ['Deployment', 'StatefulSet'].includes(m.kind)).map((m) => m.metadata.name);
    expect(names.sort()).toEqual([...Object.keys(SERVICES), 'loadgenerator', 'redis-cart'].sort());
    const callers = (of: string) => find(manifests, 'NetworkPolicy', of).spec.ingress.flatMap((rule) => rule.from.map((peer) => (Object.hasOwn(peer, 'ipBlock') ? peer.ipBlock.cidr : peer.podSelector.matchLabels['app.kubernetes.io/name']))).sort();
    expect(Object.fromEntries([...Object.keys(SERVICES), 'redis-cart'].map((name) => [name, callers(name)]))).toEqual({
      adservice: ['frontend'],
      cartservice: ['checkoutservice', 'frontend'],
      checkoutservice: ['frontend'],
      currencyservice: ['checkoutservice', 'frontend'],
      emailservice: ['checkoutservice'],
      frontend: ['130.211.0.0/22', '35.191.0.0/16', 'loadgenerator'],
      paymentservice: ['checkoutservice'],
      productcatalogservice: ['checkoutservice', 'frontend', 'recommendationservice'],
      recommendationservice: ['frontend'],
      shippingservice: ['checkoutservice', 'frontend'],
      'redis-cart': ['cartservice'],
    });
  });

  test('tells each where the others are', () => {
    const { manifests } = boutiqueOn('aws');
    for (const [name, { port, calls }] of Object.entries(SERVICES)) {
      const { env } = find(manifests, 'Deployment', name).spec.template.spec.containers[0];
      expect(env).toContainEqual({ name: 'PORT', value: String(port) });
      for (const [variable, to] of Object.entries(calls)) {
        const [service] = find(manifests, 'Service', to).spec.ports as readonly { readonly port: number }[];
        expect(env).toContainEqual({ name: variable, value: `${to}:${service?.port}` });
      }
    }
  });

  test('tells of a store that is lost with its zone', () => {
    const platform = platforms('1.34', { telemetry: { namespace: 'observability', service: 'otel-collector' } }).azure;
    const chart = new BoutiqueChart(Testing.app(), 'boutique', { platform, host: 'boutique.example', door: DOORS.azure, disk: { sku: 'Premium_LRS' } });
    expect(besidesFrontDoors(faultsOf(chart, platform))).toEqual(['storage/zone-redundant-single oneZone StatefulSet/redis-cart']);
  });

  test('buys without end only where it is asked to', () => {
    const chart = new BoutiqueChart(Testing.app(), 'boutique', { platform: platforms().azure, host: 'boutique.example', door: DOORS.azure, disk: DISKS.azure });
    expect(chart.load).toBeNull();
    expect(manifestsOf(chart).map((m) => m.metadata.name)).not.toContain('loadgenerator');
  });
});
