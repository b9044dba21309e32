import type { Platform } from '../platform';

/**
 * How a disk of one writer is claimed: for one pod where the version knows that, else for one node. Serves storage/single-writer.
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
 */
export function oneWriter(platform: Platform): 'ReadWriteOnce' | 'ReadWriteOncePod' {
  return platform.isAtLeast('1.29') ? 'ReadWriteOncePod' : 'ReadWriteOnce';
}
