import { Fn } from 'cdktf';

/** Where AWS shows its disks by what they are. @see https://docs.aws.amazon.com/ebs/latest/userguide/nvme-ebs-volumes.html */
const BY_ID = '/dev/disk/by-id/nvme-Amazon';

/**
 * Waits for the disk of a member, makes a file system on it where there is none, and mounts it at `/var/lib/etcd` for good; then runs what is to
 * be started. No `${}` is in it: Terraform would take that for its own.
 *
 * @param volume id of the disk; `null` = the first one in the machine
 */
export function bootScript(volume: string | null, bootstrap: string): string {
  const disk = volume === null ? `$(ls ${BY_ID}_EC2_NVMe_Instance_Storage_* | head -n 1)` : `${BY_ID}_Elastic_Block_Store_${Fn.replace(volume, '-', '')}`;
  return [
    '#!/bin/bash',
    'set -euo pipefail',
    ...(volume === null ? [] : [`until [ -e "${disk}" ]; do sleep 1; done`]),
    `disk="${disk}"`,
    'blkid "$disk" > /dev/null || mkfs.ext4 -q -m 0 "$disk"',
    'mkdir -p /var/lib/etcd',
    'grep -q " /var/lib/etcd " /etc/fstab || echo "$disk /var/lib/etcd ext4 noatime,nofail 0 2" >> /etc/fstab',
    'mountpoint -q /var/lib/etcd || mount /var/lib/etcd',
    'chmod 700 /var/lib/etcd',
    bootstrap,
    '',
  ].join('\n');
}
