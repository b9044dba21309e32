import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/prefer-managed-database',
  title: 'A database on shared nodes is a managed one instead',
  owner: 'app',
  presets: ['strict'],
  signature: 'S4',
  why: 'A database that shares its nodes competes for memory, disk and evictions with everything beside it, and the team that runs it does by hand what a managed service does: failover, backup, upgrades.',
  remedy: 'Move the primary to RDS, Azure Database or Cloud SQL, or give it nodes of its own (storage/dedicated-database-nodes). managedDatabase: allow takes the other side.',
  because: 'Information, in strict only: where databases run is a decision, and many teams run them well.',
  keptBy: 'StatefulStore with a nodePool.',
  waiveWhen: 'There is no managed service where this runs, or the data must stay in the cluster.',
  sources: ['mission'],
  on: 'Workload',
  params: {
    managedDatabase: {
      default: 'advise',
      oneOf: ['advise', 'allow'],
      description: 'advise: tell of databases on shared nodes. allow: databases may run in the cluster like anything else.',
    },
  },
  messages: {
    advised: { text: '{workload} runs database {image} on nodes it shares (managedDatabase: advise)', severity: 'info' },
  },
  applies: (workload, { params }) => params.managedDatabase === 'advise' && workload.kind === 'StatefulSet' && workload.isDatabase,
  judge(workload, { broken }) {
    const { database, storage } = workload;
    if (database === null || storage.isOnDedicatedNodes) return;
    broken('advised', { path: [...database.path, 'image'], args: { workload: workload.title, image: database.image.repository } });
  },
});
