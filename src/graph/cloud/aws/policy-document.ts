import type { Path } from '../../../load/resource';
import { isMap, type Subject } from '../../reading/subject';
import { Undecided } from '../../reading/unknown';
import { blocks, text } from '../argument';
import type { CloudResource } from '../cloud-resource';
import { cloud } from '../cloud';

/** One condition of a statement. Texts may hold expressions of Terraform. */
export interface Condition {
  /** `StringEquals`, `ForAnyValue:StringLike`, `StringEqualsIfExists` … */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** One statement of a policy of IAM. Texts may hold expressions of Terraform. */
export interface Statement {
  readonly isAllow: boolean;
  readonly actions: readonly string[];
  readonly principals: readonly { readonly type: string; readonly values: readonly string[] }[];
  readonly conditions: readonly Condition[];
}

/** A policy, and where it is written. */
export interface PolicyDocument {
  readonly statements: readonly Statement[];
  readonly at: CloudResource;
  readonly path: Path;
}

/**
 * The policy in an argument: a text of JSON, `jsonencode` of what is written out, or the data source the argument refers to. Throws
 * `Undecided` for one that Terraform works out in another way.
 */
export function policyIn(resource: CloudResource, argument: string): PolicyDocument {
  const written = resource.writtenAt(resource, argument);
  const path = [argument];
  if (typeof written !== 'string') throw resource.unknown(argument);
  const json = parsed(/^\$\{\s*jsonencode\((.*)\)\s*\}$/s.exec(written)?.[1]?.replace(/"(?:[^"\\]|\\.)*"|=/g, (token) => (token === '=' ? ':' : token)) ?? written);
  if (json !== null) return { statements: listOf(json['Statement']).map(statementOf), at: resource, path };
  const [source, ...others] = resource.graph.join(cloud).follow(resource, written) ?? resource.graph.join(cloud).mentioned(resource, written);
  if (source === undefined || others.length > 0 || source.kind !== 'aws_iam_policy_document') throw new Undecided(`${resource.title}: its ${argument} is worked out by Terraform`, path);
  return documentOf(source);
}

/** @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document */
function documentOf(source: CloudResource): PolicyDocument {
  for (const key of ['source_policy_documents', 'override_policy_documents']) {
    if (source.has(key) && source.items(key).length > 0) throw new Undecided(`${source.title} is made of other policies`);
  }
  const statements = blocks(source, 'statement').map((statement): Statement => ({
    isAllow: (text(statement, 'effect') ?? 'Allow') === 'Allow',
    actions: writtenTexts(source, statement, 'actions'),
    principals: blocks(statement, 'principals').map((at) => ({ type: text(at, 'type') ?? '', values: writtenTexts(source, at, 'identifiers') })),
    conditions: blocks(statement, 'condition').map((at) => ({
      operator: text(at, 'test') ?? '', key: writtenTexts(source, at, 'variable')[0] ?? '', values: writtenTexts(source, at, 'values'),
    })),
  }));
  return { statements, at: source, path: ['statement'] };
}

function writtenTexts(source: CloudResource, at: Subject, argument: string): readonly string[] {
  if (!at.has(argument)) return [];
  const value = source.writtenAt(at, argument);
  const items: readonly unknown[] = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  if (items.some((item) => typeof item !== 'string')) throw at.unknown(argument);
  return items as readonly string[];
}

function parsed(json: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(json);
    return isMap(value) ? value : null;
  } catch {
    return null;
  }
}

function statementOf(value: unknown): Statement {
  const statement = isMap(value) ? value : {};
  const principal = statement['Principal'];
  return {
    isAllow: statement['Effect'] === 'Allow',
    actions: texts(statement['Action']),
    principals: isMap(principal) ? Object.entries(principal).map(([type, values]) => ({ type, values: texts(values) })) : texts(principal).map((any) => ({ type: any, values: [any] })),
    conditions: isMap(statement['Condition'])
      ? Object.entries(statement['Condition']).flatMap(([operator, keys]) => (isMap(keys) ? Object.entries(keys).map(([key, values]) => ({ operator, key, values: texts(values) })) : []))
      : [],
  };
}

function texts(value: unknown): readonly string[] {
  return listOf(value).filter((item): item is string => typeof item === 'string');
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}
