import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/performance-class',
  title: 'Databases run on disks that neither burst nor spin',
  owner: 'app',
  presets: ['recommended', 'strict'],
  unproven: true,
  signature: 'S4',
  shows: { symptom: 'queries slow down under load, or at the end of the month, and nothing in the database has changed', blamed: 'the query, or the database', cause: 'the disk has spent its burst credits, or seeks', metric: 'node_disk_io_time_seconds_total and the burst balance of the volume' },
  why: 'A gp2 disk earns its speed by the size and spends it in bursts; standard disks seek. A database works well on either until the first busy hour.',
  remedy: 'Use gp3 or io2, Premium_LRS or PremiumV2_LRS, pd-balanced, pd-ssd or a hyperdisk, in a new class: the type of an existing class can not be changed.',
  because: 'A warning: slow is not down.',
  keptBy: 'ZonalStorageClass offers no such disk.',
  waiveWhen: 'The store is read rarely, or from memory.',
  sources: ['mission', 'https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html', 'https://learn.microsoft.com/azure/virtual-machines/disks-types', 'https://cloud.google.com/compute/docs/disks/performance'],
  needs: 'cluster',
  on: 'StorageClass',
  messages: {
    slow: { text: 'database {database} runs on {type} disks of class {class}, which burst or spin', severity: 'warning' },
  },
  applies: (volumeClass) => volumeClass.diskType !== null && volumeClass.databases.length > 0,
  judge(volumeClass, { broken }) {
    const { isSlow, diskType, databases, typeField } = volumeClass;
    const [database] = databases;
    if (!isSlow || database === undefined) return;
    broken('slow', {
      path: typeField,
      args: { database: database.title, type: diskType ?? '', class: volumeClass.name },
      related: databases.slice(0, 5).map(({ resource, title }) => ({ message: title, resource, path: ['metadata', 'name'] })),
    });
  },
});
