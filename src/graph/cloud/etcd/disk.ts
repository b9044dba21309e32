import type { EtcdDisk } from '../../control-plane/etcd-disk';
import { maybe } from '../../reading/unknown';
import { text } from '../argument';
import { cloud } from '../cloud';
import { CloudResource } from '../cloud-resource';
import { diskIn, EBS, GOOGLE_DISK, MANAGED_DISK, provisionedIn, type DiskForm } from './disk-facts';
import { isOfEtcd } from './etcd-role';
import type { EtcdStore, ProvisionedDisk } from './etcd-store';

const FORMS: Readonly<Record<string, DiskForm>> = { aws_ebs_volume: EBS, azurerm_managed_disk: MANAGED_DISK, google_compute_disk: GOOGLE_DISK };
/** What names the zone of a disk. */
const ZONES: Readonly<Record<string, string>> = { aws_ebs_volume: 'availability_zone', azurerm_managed_disk: 'zone', google_compute_disk: 'zone' };

/** A disk of a cloud. */
export class Disk extends CloudResource implements EtcdStore {
  get etcdTitle(): string {
    return `etcd on ${this.title}`;
  }

  /** Is it a disk of etcd? */
  get writesToDisks(): boolean {
    return isOfEtcd(this);
  }

  get disks(): readonly EtcdDisk[] {
    return [diskIn(this, this.form)];
  }

  get provisioned(): readonly ProvisionedDisk[] {
    return [provisionedIn(this, this.form)];
  }

  /** The zone it is in. */
  get zone(): string | undefined {
    return text(this, this.zoneField);
  }

  get zoneField(): string {
    return ZONES[this.kind] ?? 'zone';
  }

  /** @see https://learn.microsoft.com/azure/virtual-machines/premium-storage-performance#disk-caching */
  get caches(): EtcdStore['caches'] {
    const attachments = this.graph.join(cloud).seen('azurerm_virtual_machine_data_disk_attachment')
      .filter((attachment) => (maybe(() => attachment.targets('managed_disk_id', ['azurerm_managed_disk'])) ?? []).includes(this));
    const isUncached = /^(?:ultrassd|premiumv2)_/i.test(text(this, this.form.type) ?? '');
    return attachments.flatMap((attachment) => {
      const caching = text(attachment, 'caching') ?? 'None';
      if (caching === 'None' || (caching !== 'ReadWrite' && !isUncached)) return [];
      return [{ is: isUncached ? 'refused' as const : 'cached' as const, caching, disk: text(this, this.form.type) ?? '', path: [this.form.type] }];
    });
  }

  private get form(): DiskForm {
    return FORMS[this.kind] ?? EBS;
  }
}
