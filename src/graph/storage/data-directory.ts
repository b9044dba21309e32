import { databaseName } from '../workload/database';
import type { Container } from '../workload/container';
import type { Subject } from '../reading/subject';

/** Where the official images, and those built like them, keep their data. The first part of a path is enough: what lies below moves with versions. */
const DIRECTORIES: Readonly<Record<string, readonly string[]>> = {
  arangodb: ['/var/lib/arangodb3'],
  cassandra: ['/var/lib/cassandra'],
  clickhouse: ['/var/lib/clickhouse'],
  'clickhouse-server': ['/var/lib/clickhouse'],
  cockroach: ['/cockroach/cockroach-data'],
  couchbase: ['/opt/couchbase/var'],
  couchdb: ['/opt/couchdb/data'],
  'cp-kafka': ['/var/lib/kafka'],
  'cp-zookeeper': ['/var/lib/zookeeper'],
  elasticsearch: ['/usr/share/elasticsearch/data'],
  influxdb: ['/var/lib/influxdb', '/var/lib/influxdb2'],
  mariadb: ['/var/lib/mysql'],
  mongo: ['/data/db'],
  'mongodb-community-server': ['/data/db'],
  mysql: ['/var/lib/mysql'],
  neo4j: ['/data'],
  opensearch: ['/usr/share/opensearch/data'],
  percona: ['/var/lib/mysql'],
  'percona-server': ['/var/lib/mysql'],
  pgvector: ['/var/lib/postgresql'],
  postgis: ['/var/lib/postgresql'],
  postgres: ['/var/lib/postgresql'],
  rabbitmq: ['/var/lib/rabbitmq'],
  redis: ['/data'],
  server: ['/var/opt/mssql'],
  timescaledb: ['/var/lib/postgresql'],
  valkey: ['/data'],
  zookeeper: ['/data'],
};
/** Bitnami keeps the data of every product below its own folder. */
const BITNAMI = '/bitnami';

/** How a database loses its data: with the pod, with the node, or (`nothing` is mounted) with the container itself. */
export type Loss = 'emptyDir' | 'hostPath' | 'nothing';

/** Where a container of a database keeps its data, if that is nowhere to stay. */
export interface EphemeralData {
  readonly is: Loss;
  /** The mount that holds the data, where there is one. */
  readonly mount: Subject | null;
  readonly path: string;
}

/** Where the data goes if it does not last; `null` when it lies on a volume that does, or may. */
export function ephemeralData(container: Container): EphemeralData | null {
  const mounts = container.list('volumeMounts').map((at) => ({ at, path: (at.string('mountPath') ?? '').replace(/\/+$/, ''), keeps: keepingOf(container, at.string('name') ?? '') }));
  const directories = directoriesOf(container);
  const [path = 'its data directory'] = directories;
  const ofData = mounts.find((mount) => directories.some((directory) => isWithin(directory, mount.path) || isWithin(mount.path, directory)));
  if (ofData !== undefined) return ofData.keeps === 'emptyDir' || ofData.keeps === 'hostPath' ? { is: ofData.keeps, mount: ofData.at, path: ofData.path } : null;
  // The data may have been moved to whatever else is mounted.
  if (mounts.some(({ keeps }) => keeps === 'lasting' || keeps === 'hostPath')) return null;
  return { is: 'nothing', mount: null, path };
}

/** What becomes of the files in a volume: gone with the pod, left on the node, kept; or they are no data at all. */
function keepingOf(container: Container, name: string): 'emptyDir' | 'hostPath' | 'lasting' | 'files' {
  const { pod } = container;
  if (pod.claims.some((use) => use.volume === name)) return 'lasting';
  const volume = pod.volume(name);
  if (volume === null) return 'files';
  if (volume.has('hostPath')) return 'hostPath';
  if (['configMap', 'secret', 'projected', 'downwardAPI', 'image'].some((source) => volume.has(source))) return 'files';
  if (volume.has('ephemeral') || volume.get('emptyDir') !== undefined) return 'emptyDir';
  return 'lasting';
}

function directoriesOf(container: Container): readonly string[] {
  const { repository } = container.image;
  if (/(?:^|\/)bitnami(?:legacy)?\//.test(repository)) return [BITNAMI];
  return DIRECTORIES[databaseName(repository)] ?? [];
}

function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}
