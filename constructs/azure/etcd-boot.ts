/** Where Azure shows data disks by their number: on machines with SCSI, and on those with NVMe. @see https://learn.microsoft.com/azure/virtual-machines/linux/azure-virtual-machine-utilities */
const BY_NUMBER = ['/dev/disk/azure/scsi1/lun', '/dev/disk/azure/data/by-lun/'];

/** Waits for the disk of a member, for `bootScript`. */
export function findDisk(lun: number): readonly string[] {
  const [scsi, nvme] = BY_NUMBER.map((place) => `${place}${lun}`);
  return [`until [ -e ${scsi} ] || [ -e ${nvme} ]; do sleep 1; done`, `disk=${scsi}; [ -e "$disk" ] || disk=${nvme}`];
}
