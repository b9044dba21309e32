import { describe, expect, test } from 'vitest';
import { clustersOf } from '../../src/graph/clusters';
import type { Resource } from '../../src/load/resource';

const object = (file: string, name: string, kind = 'Deployment', namespace: string | null = null): Resource => ({
  apiVersion: 'apps/v1', kind, name, namespace, value: {}, duplicateKeys: [],
  origin: { file, folder: file.split('/').slice(0, -1).join('/'), document: 0, item: null, constructPath: null, renderedFrom: null, locate: () => null, lines: () => [] },
});
const summary = (resources: readonly Resource[], ...rest: unknown[]) =>
  clustersOf(resources, ...(rest as [])).map(({ name, resources: members }) => `${name}: ${members.map((r) => r.origin.file).join(' ')}`);

describe('a run', () => {
  test('is one cluster by default', () => {
    expect(summary([object('a/x.yaml', 'x'), object('b/y.yaml', 'y')])).toEqual(['default: a/x.yaml b/y.yaml']);
  });

  test('is split by folder at the highest level that separates twins', () => {
    const files = ['env/dev/api.yaml', 'env/dev/db.yaml', 'env/prod/api.yaml', 'shared/rbac.yaml'];
    const clusters = clustersOf(files.map((f) => object(f, f.split('/').at(-1)!)));
    expect(clusters.map((c) => [c.name, c.resources.length])).toEqual([['.', 1], ['env/dev', 2], ['env/prod', 1]]);
    expect(clusters[0]?.note).toContain('split by folder below env');
  });

  test('is split again where a part still holds twins', () => {
    const files = ['eu/dev/a.yaml', 'eu/prod/a.yaml', 'us/dev/a.yaml', 'us/prod/a.yaml'];
    expect(clustersOf(files.map((f) => object(f, 'a'))).map((c) => c.name)).toEqual(['eu/dev', 'eu/prod', 'us/dev', 'us/prod']);
  });

  test('keeps twins of one folder together: nothing separates them', () => {
    expect(summary([object('a/1.yaml', 'x'), object('a/2.yaml', 'x')])).toEqual(['default: a/1.yaml a/2.yaml']);
  });

  test('parts a folder from its own subfolder where that is what separates twins', () => {
    expect(summary([object('a/x.yaml', 'x'), object('a/b/x.yaml', 'x')])).toEqual(['a: a/x.yaml', 'a/b: a/b/x.yaml']);
  });

  test('knows objects of different namespaces, kinds and groups apart, but not versions', () => {
    const beta = { ...object('b/x.yaml', 'x'), apiVersion: 'apps/v1beta1' };
    expect(summary([object('a/x.yaml', 'x'), object('b/x.yaml', 'x', 'StatefulSet'), object('c/x.yaml', 'x', 'Deployment', 'n')])).toHaveLength(1);
    expect(summary([object('a/x.yaml', 'x'), beta])).toHaveLength(2);
  });

  test('follows what was asked for; an object may be in several clusters', () => {
    const assign = (r: Resource) => (r.origin.file!.startsWith('shared/') ? ['prod', 'dev'] : r.origin.file!.startsWith('prod/') ? ['prod'] : null);
    expect(summary([object('shared/a.yaml', 'a'), object('prod/b.yaml', 'b'), object('x.yaml', 'c')], assign))
      .toEqual(['default: x.yaml', 'dev: shared/a.yaml', 'prod: shared/a.yaml prod/b.yaml']);
  });

  test('takes a kustomization with all below it as one cluster', () => {
    const resources = ['apps/a/x.yaml', 'apps/a/sub/y.yaml', 'apps/b/z.yaml', 'plain.yaml'].map((f) => object(f, f));
    expect(summary(resources, undefined, ['apps/a', 'apps/a/sub', 'apps/b']))
      .toEqual(['.: plain.yaml', 'apps/a: apps/a/x.yaml apps/a/sub/y.yaml', 'apps/b: apps/b/z.yaml']);
  });
});
