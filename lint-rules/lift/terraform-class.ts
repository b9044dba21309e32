import type { Imported } from './scope';

/** What a class of a provider makes. */
export interface BlockType {
  readonly mode: 'managed' | 'data';
  /** `aws_eks_cluster` */
  readonly type: string;
}

/** A published provider of cdktf or of its fork, or one that `cdktf get` wrote; then the module of one resource, unless all are imported. */
const MODULE = /^(?:@cdkt[fn]\/provider-|(?:.*\/)?\.gen\/providers\/)([a-z][\w-]*)(?:\/lib)?(?:\/([\w-]+))?(?:\/index)?(?:\.[cm]?[jt]s)?$/;

/** The block a class such as `EksCluster` makes, however it is imported; `null` where it makes none. */
export function blockOfClass({ module, names }: Imported): BlockType | null {
  const [, provider, file] = MODULE.exec(module) ?? [];
  const name = names.at(-1);
  if (provider === undefined || name === undefined || !/^[A-Z]/.test(name)) return null;
  const written = file === undefined || file === 'index' ? (names.length === 2 ? names[0] : name) : names.length === 1 ? file : undefined;
  // Beside the class of a resource, its module holds those of its parts.
  if (written?.replaceAll('-', '').toLowerCase() !== name.toLowerCase() || name === `${pascal(provider)}Provider`) return null;
  return typed(provider.replaceAll('-', '_'), file === undefined || file === 'index' ? snake(written) : written.replaceAll('-', '_'));
}

function typed(provider: string, resource: string): BlockType {
  const isData = resource.startsWith(`data_${provider}_`);
  const rest = isData ? resource.slice(`data_${provider}_`.length) : resource;
  // Resources of google-beta are called as those of google.
  const base = provider.replace(/_beta$/, '');
  return { mode: isData ? 'data' : 'managed', type: base !== provider && rest.startsWith(`${base}_`) ? rest : `${provider}_${rest}` };
}

/** An argument as Terraform calls it: `node_role_arn` for `nodeRoleArn`. */
export function snake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/([A-Z])([A-Z][a-z])/g, '$1_$2').toLowerCase();
}

function pascal(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Arguments whose keys are the user's, and stay as they are. */
export const MAPS: ReadonlySet<string> = new Set([
  'annotations', 'data', 'environment_variables', 'labels', 'limits', 'match_labels', 'node_labels', 'node_public_ip_tags', 'node_selector', 'parameters', 'requests', 'resource_labels', 'selector', 'tags',
  'tags_all', 'triggers', 'variables', 'volume_tags',
]);

/** Members of a block that are no attributes of what it makes. */
const OWN = new Set(['cdktfStack', 'connection', 'constructNodeMetadata', 'count', 'dependsOn', 'forEach', 'fqn', 'friendlyUniqueId', 'lifecycle', 'node', 'provider', 'provisioners', 'rawOverrides', 'terraformGeneratorMetadata', 'terraformMetaArguments', 'terraformResourceType']);

/** Is a member an attribute that Terraform knows when the block is made? What was given to it is read under a name of its own. */
export function isAttribute(name: string): boolean {
  return !OWN.has(name) && !name.endsWith('Input') && /^[a-z]\w*$/.test(name);
}
