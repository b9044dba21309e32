import { Undecided } from '../../reading/unknown';
import { cloud } from '../cloud';
import type { EksCluster } from './eks-cluster';

/** What every node and most pods call: images and their layers, tokens, logs. */
const SERVICES = ['s3', 'ecr.api', 'ecr.dkr', 'sts', 'logs'];

/** The services that nodes of a cluster reach over the internet. Throws `Undecided` where its network is not in the set. */
export function missingEndpoints(cluster: EksCluster): readonly string[] {
  const world = cluster.graph.join(cloud);
  const [vpc] = cluster.subnets.flatMap((subnet) => subnet.targets('vpc_id', ['aws_vpc']));
  if (vpc === undefined) throw new Undecided(`the network of ${cluster.title} is not in this set`);
  const endpoints = world.of('aws_vpc_endpoint').filter((endpoint) => endpoint.targets('vpc_id', ['aws_vpc']).includes(vpc));
  const names = endpoints.map((endpoint) => endpoint.writtenAt(endpoint, 'service_name')).map((name) => (typeof name === 'string' ? name : ''));
  const missing = SERVICES.filter((service) => !names.some((name) => name.endsWith(`.${service}`)));
  const isDoubtful = names.some((name) => name === '' || name.endsWith('}')) || world.hasUnseen;
  if (missing.length > 0 && isDoubtful) throw new Undecided(`which endpoints the network of ${cluster.title} has is not known`);
  return missing;
}
