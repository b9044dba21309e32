/**
 * What a machine of etcd runs when it is made: it takes the disk of its member, makes a file system where there is nothing at all, mounts it at
 * `/var/lib/etcd` for good, and runs what is to be started. The folder below is immutable: where the disk is not there after a restart, etcd fails
 * to start, and does not begin with an empty folder of the root disk, which would break the promises its member has given.
 *
 * @param find lines that wait for the disk and set `disk`
 * @param bootstrap as the shell reads it: braces are its own, only tokens of cdktf are Terraform's
 */
export function bootScript(find: readonly string[], bootstrap: string): string {
  return [
    '#!/bin/bash',
    'set -euo pipefail',
    ...find,
    // Asks for signatures of any kind; a disk that can't be read stops here, and is not made anew.
    'signs=$(wipefs "$disk")',
    '[ -n "$signs" ] || mkfs.ext4 -q -m 0 "$disk"',
    'mkdir -p /var/lib/etcd',
    'mountpoint -q /var/lib/etcd || chattr +i /var/lib/etcd',
    'grep -q " /var/lib/etcd " /etc/fstab || echo "UUID=$(blkid -s UUID -o value "$disk") /var/lib/etcd ext4 noatime,nofail 0 2" >> /etc/fstab',
    'mountpoint -q /var/lib/etcd || mount /var/lib/etcd',
    'chmod 700 /var/lib/etcd',
    bootstrap.replace(/\$\{(?!TfToken\[)|%\{/g, (brace) => brace.slice(0, 1) + brace),
    '',
  ].join('\n');
}
