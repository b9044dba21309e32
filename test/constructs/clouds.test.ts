import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CLOUDS } from '../../constructs/clouds';
import { DRIVERS } from '../../constructs/storage/disk';
import { gradeOf } from '../../src/graph/control-plane/etcd-disk';
import { SPOT_NOTICE } from '../../src/graph/placement/spot';
import { CLOUDS as NAMES } from './manifests';

/** The folder of a resource in the bindings of its provider. */
function bindingOf(type: string): string {
  const [, prefix = '', name = ''] = /^(aws|azurerm)_(.*)$/.exec(type) ?? [];
  const bindings = dirname(require.resolve(`@cdktf/provider-${prefix}/package.json`));
  return join(bindings, 'lib', name.replaceAll('_', '-'));
}

const terraformOf = (cloud: (typeof NAMES)[number]): readonly string[] => Object.values<unknown>(CLOUDS[cloud])
  .flatMap((of) => (typeof of === 'object' && of !== null && 'terraform' in of ? of.terraform as readonly string[] : []));

describe('the facts of the clouds', () => {
  test.each([...new Set([...terraformOf('aws'), ...terraformOf('azure')])])('name %s as its provider does', (type) => {
    expect(existsSync(bindingOf(type))).toBe(true);
  });

  test('name what the provider of Google calls so', () => {
    expect(terraformOf('gcp').filter((type) => !/^google_[a-z0-9_]+$/.test(type))).toEqual([]);
  });

  test.each(NAMES)('are those the constructs write on %s', (cloud) => {
    const { drivers, zone, etcdDisk } = CLOUDS[cloud];
    expect(Object.keys(DRIVERS)).toContain(cloud);
    expect(drivers.disk).not.toBe(drivers.files);
    expect(zone.form.test(zone.example)).toBe(true);
    expect(gradeOf(etcdDisk.type)).toBe('good');
    expect(SPOT_NOTICE[cloud]).toBeGreaterThan(0);
  });

  test('are told side by side, loop by loop', () => {
    const page = readFileSync(resolve(__dirname, '../../docs/clouds.md'), 'utf8');
    const loops = new Set([...page.matchAll(/^\| ([a-z ]+) \| /gm)].map(([, loop]) => loop));
    expect([...loops]).toEqual(expect.arrayContaining(['identity', 'compute', 'network', 'storage', 'control plane', 'observability']));
    for (const cloud of NAMES) expect(page).toContain(CLOUDS[cloud].kubernetes.name);
    for (const type of [...terraformOf('aws'), ...terraformOf('azure'), ...terraformOf('gcp')]) expect(page).toContain(`\`${type}\``);
  });
});
