import { demand } from '../refusal';
import { partitionOf } from './partition';

/** A service of AWS, and what its endpoints are called. */
export interface EndpointName {
  readonly service: string;
  /** Such as `com.amazonaws.eu-west-1.ssm`. */
  readonly name: string;
}

/**
 * Services whose endpoints in China are known, by the start of their names: some have one of their own there, and no rule tells which. As
 * `aws ec2 describe-vpc-endpoint-services` lists them in both of its regions.
 */
const IN_CHINA: Readonly<Record<string, string>> = {
  'ecr.api': 'cn.com.amazonaws', 'ecr.dkr': 'cn.com.amazonaws', ec2: 'cn.com.amazonaws', sts: 'cn.com.amazonaws',
  logs: 'com.amazonaws', s3: 'com.amazonaws', dynamodb: 'com.amazonaws',
};
const SHORT = /^(?!com\.|cn\.)[a-z0-9][a-z0-9.-]*$/;
const WHOLE = /^(?:cn\.)?com\.amazonaws\.(cn-[a-z]+-\d+)\.([a-z0-9][a-z0-9.-]*)$/;

/** What a service is called. @param written its short name; in China the whole one where that does not follow from it @throws Refusal for another */
export function endpointName(where: string, region: string, written: string): EndpointName {
  const isChina = partitionOf(where, region) === 'aws-cn';
  const [name, of, service] = WHOLE.exec(written) ?? [];
  if (isChina && name !== undefined && service !== undefined && of === region) return { service, name };
  demand(SHORT.test(written), where, 'name', () => ({
    found: `service "${written}"`, expected: isChina ? `its short name, or its whole one in ${region}` : 'its short name', remedy: 'write e.g. "ssm" for "com.amazonaws.eu-west-1.ssm"',
  }));
  const start = isChina ? IN_CHINA[written] : 'com.amazonaws';
  demand(start !== undefined, where, 'name', () => ({
    found: `service "${written}" in ${region}`, expected: 'the whole name of its endpoint: in China some begin with "cn.com.amazonaws", and some do not',
    remedy: `copy it from \`aws ec2 describe-vpc-endpoint-services --region ${region}\``,
  }));
  return { service: written, name: `${start}.${region}.${written}` };
}
