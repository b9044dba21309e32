import { Fn } from 'cdktf';

/** Where AWS shows its disks by what they are. @see https://docs.aws.amazon.com/ebs/latest/userguide/nvme-ebs-volumes.html */
const BY_ID = '/dev/disk/by-id/nvme-Amazon';

/** Waits for the disk of a member, for `bootScript`. @param volume id of the disk; `null` = the first one in the machine */
export function findDisk(volume: string | null): readonly string[] {
  if (volume === null) return [`disk="$(ls ${BY_ID}_EC2_NVMe_Instance_Storage_* | head -n 1)"`];
  const disk = `${BY_ID}_Elastic_Block_Store_${Fn.replace(volume, '-', '')}`;
  return [`until [ -e "${disk}" ]; do sleep 1; done`, `disk="${disk}"`];
}
