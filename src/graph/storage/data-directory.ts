import { databaseName } from '../workload/database';
import type { Container } from '../workload/container';
import type { Subject } from '../reading/subject';
import { Undecided } from '../reading/unknown';

/** Servers built on PostgreSQL keep their data below it, unless PGDATA says otherwise. */
const POSTGRES = '/var/lib/postgresql';
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
  pgvector: [POSTGRES],
  postgis: [POSTGRES],
  postgres: [POSTGRES],
  rabbitmq: ['/var/lib/rabbitmq'],
  redis: ['/data'],
  server: ['/var/opt/mssql'],
  timescaledb: [POSTGRES],
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
  const mounts = mountsOf(container).map((mount) => ({ ...mount, keeps: keepingOf(container, mount.volume) }));
  const [path = 'its data directory'] = directoriesOf(container);
  const ofData = mounts.find((mount) => mount.isOfData);
  if (ofData !== undefined) return ofData.keeps === 'emptyDir' || ofData.keeps === 'hostPath' ? { is: ofData.keeps, mount: ofData.at, path: ofData.path } : null;
  // The data may have been moved to whatever else is mounted.
  if (mounts.some(({ keeps }) => keeps === 'lasting' || keeps === 'hostPath')) return null;
  return { is: 'nothing', mount: null, path };
}

/**
 * The volumes a database has its data on: those mounted where its image keeps it, and all that are mounted where that is not known.
 * Undecided where something else is mounted only, for the data may have been moved there.
 */
export function dataVolumes(container: Container): ReadonlySet<string> {
  const mounts = mountsOf(container);
  const ofData = mounts.filter((mount) => mount.isOfData);
  const isKnown = directoriesOf(container).length > 0;
  if (isKnown && ofData.length === 0 && mounts.length > 0) throw new Undecided(`whether ${container.name} keeps its data on what it mounts is not known`, container.path);
  return new Set((isKnown ? ofData : mounts).map(({ volume }) => volume));
}

interface Mount {
  readonly at: Subject;
  readonly path: string;
  readonly volume: string;
  /** Does it lie over the data directory, or in it? */
  readonly isOfData: boolean;
}

function mountsOf(container: Container): readonly Mount[] {
  const directories = directoriesOf(container);
  return container.list('volumeMounts').map((at) => {
    const path = (at.string('mountPath') ?? '').replace(/\/+$/, '');
    return { at, path, volume: at.string('name') ?? '', isOfData: directories.some((directory) => isWithin(directory, path) || isWithin(path, directory)) };
  });
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
  const directories = DIRECTORIES[databaseName(repository)] ?? [];
  const moved = directories.includes(POSTGRES) ? container.list('env').find((variable) => variable.string('name') === 'PGDATA')?.string('value') : undefined;
  return moved?.startsWith('/') === true ? [moved] : directories;
}

function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}
