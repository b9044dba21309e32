/** Where Azure shows data disks by their number: on machines with SCSI, and on those with NVMe. @see https://learn.microsoft.com/azure/virtual-machines/linux/azure-virtual-machine-utilities */
const BY_NUMBER = ['/dev/disk/azure/scsi1/lun', '/dev/disk/azure/data/by-lun/'];

/**
 * Waits for the disk of a member, makes a file system on it where there is none, and mounts it at `/var/lib/etcd` for good; then runs what is to
 * be started. No `${}` is in it: Terraform would take that for its own.
 */
export function bootScript(lun: number, bootstrap: string): string {
  const [scsi, nvme] = BY_NUMBER.map((place) => `${place}${lun}`);
  return [
    '#!/bin/bash',
    'set -euo pipefail',
    `until [ -e ${scsi} ] || [ -e ${nvme} ]; do sleep 1; done`,
    `disk=${scsi}; [ -e "$disk" ] || disk=${nvme}`,
    'blkid "$disk" > /dev/null || mkfs.ext4 -q -m 0 "$disk"',
    'mkdir -p /var/lib/etcd',
    'grep -q " /var/lib/etcd " /etc/fstab || echo "UUID=$(blkid -s UUID -o value "$disk") /var/lib/etcd ext4 noatime,nofail 0 2" >> /etc/fstab',
    'mountpoint -q /var/lib/etcd || mount /var/lib/etcd',
    'chmod 700 /var/lib/etcd',
    bootstrap,
    '',
  ].join('\n');
}
