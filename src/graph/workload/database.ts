import { parseImage } from './image';

/** How sure an image name makes us that the container keeps data: always, only with persistence, or not. */
export type DatabaseImage = 'database' | 'conditional' | null;

const DATABASES = new Set([
  'postgres', 'postgresql', 'postgresql-ha', 'postgis', 'timescaledb', 'timescaledb-ha', 'pgvector', 'mysql', 'mysql-server', 'mariadb',
  'mariadb-galera', 'percona', 'percona-server', 'percona-xtradb-cluster', 'percona-server-mongodb', 'mongo', 'mongodb',
  'mongodb-community-server', 'mongodb-enterprise-server', 'cassandra', 'scylla', 'cockroach', 'yugabyte', 'tidb', 'tikv', 'pd', 'etcd',
  'zookeeper', 'kafka', 'cp-kafka', 'cp-zookeeper', 'redpanda', 'pulsar', 'elasticsearch', 'opensearch', 'clickhouse', 'clickhouse-server',
  'influxdb', 'neo4j', 'couchdb', 'couchbase', 'arangodb', 'minio', 'victoria-metrics', 'vmstorage',
]);
/** Stores that elect a leader, or commit, by majority. */
const QUORUM = new Set([
  'cassandra', 'cockroach', 'consul', 'cp-kafka', 'cp-zookeeper', 'elasticsearch', 'etcd', 'kafka', 'mariadb-galera', 'mongo', 'mongodb', 'mongodb-community-server',
  'mongodb-enterprise-server', 'opensearch', 'pd', 'percona-server-mongodb', 'percona-xtradb-cluster', 'rabbitmq', 'redpanda', 'scylla', 'tikv', 'vault', 'yugabyte', 'zookeeper',
]);
/** Stores that are just as often caches or stateless front ends. */
const CONDITIONAL = new Set(['redis', 'redis-stack-server', 'valkey', 'keydb', 'rabbitmq', 'consul', 'vault', 'nats']);
/** Clients, exporters and operators carry the name of their database without being one. */
const COMPANION = /exporter|operator|proxy|pgbouncer|pgpool|admin|express|commander|-ui|console|client|backup|dump|migrat|init|connect|schema-registry|mirror|tools|agent/;
/** Vendors that put their own name before the product's. */
const VENDOR_PREFIX = /^(?:bitnami|library)-/;

/** Programs of these images that serve nobody, and those that only keep a pod alive to be exec'd into. */
const CLIENT = /^(?:sleep|tail|psql|pg_(?:basebackup|dump|dumpall|isready|restore)|mysql(?:admin|dump|import|sh)?|mariadb(?:-admin|-dump)?|mongo(?:sh|dump|restore|export|import)?|redis-cli|valkey-cli|cqlsh|nodetool|etcdctl|etcdutl|kafka-[\w-]+\.sh|clickhouse-client|influx|cypher-shell|mc|rabbitmqadmin)$/;
const SHELL = /^(?:ba|da|a|z)?sh$/;
const SERVER_SCRIPT = /^kafka-server-start\.sh$/;
/** Scripts that wait for ever. */
const WAITING = /^\s*(?:sleep|tail -f|while (?:true|:)|trap\b.*sleep)/;

/** Does this command line run a client, or nothing at all, in place of the server of the image? */
export function runsNoServer(words: readonly string[]): boolean {
  const [path = '', ...rest] = words;
  const program = path.slice(path.lastIndexOf('/') + 1);
  if (SHELL.test(program)) return rest.some((word) => WAITING.test(word));
  return CLIENT.test(program) && !SERVER_SCRIPT.test(program);
}

/** Is this the plain name of a store, conditional ones included? */
export function isKnownDatabase(name: string): boolean {
  return DATABASES.has(name) || CONDITIONAL.has(name);
}

/** The product an image is of, by the last part of its name. */
export function databaseName(repository: string): string {
  return repository.toLowerCase().slice(repository.lastIndexOf('/') + 1).replace(VENDOR_PREFIX, '');
}

/** Does it elect a leader or commit by majority, so that it stops when half of it is gone? */
export function isQuorumStore(repository: string): boolean {
  return QUORUM.has(databaseName(repository));
}

/** Is this an image of a database server, judged by its name? */
export function databaseImage(reference: string): DatabaseImage {
  const { repository } = parseImage(reference);
  const segments = repository.toLowerCase().split('/');
  const name = databaseName(repository);
  if (COMPANION.test(name)) return null;
  if (DATABASES.has(name) || name.startsWith('spilo-')) return 'database';
  const parent = segments.at(-2);
  if ((parent === 'mssql' && name === 'server') || (parent === 'oracle' && name.startsWith('database'))) return 'database';
  return CONDITIONAL.has(name) ? 'conditional' : null;
}
