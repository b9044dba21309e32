import { describe, expect, test } from 'vitest';
import { scratchFolders } from '../../constructs/compute/pod/scratch';

describe('writable paths', () => {
  const folders = (...paths: string[]) => scratchFolders('app/web', paths, [{ mountPath: '/data' }]);

  test('get volumes with names any length and spelling of the path allows', () => {
    expect(folders('/tmp/', '/a/b', '/a-b', `/${'x'.repeat(80)}`)).toEqual([
      { name: 'scratch-0', mountPath: '/tmp' }, { name: 'scratch-1', mountPath: '/a/b' },
      { name: 'scratch-2', mountPath: '/a-b' }, { name: 'scratch-3', mountPath: `/${'x'.repeat(80)}` },
    ]);
  });

  test.each([['/'], ['tmp'], [''], ['/a//b'], ['/a:b']])('%j is refused', (path) => {
    expect(() => folders(path)).toThrow(/app\/web \[environment\]\n.*writable path/);
  });

  test.each([[['/tmp', '/tmp/']], [['/data']]])('%j is mounted twice', (paths) => {
    expect(() => folders(...paths)).toThrow(/mounted twice/);
  });
});
