import { describe, expect, test } from 'vitest';
import { audit } from '../../src/audit/audit';
import { nameOf } from '../../src/audit/holder';
import { json } from '../../src/audit/json';
import { pretty } from '../../src/audit/pretty';
import { inkOf } from '../../src/report/text/ink';
import { loadText } from '../../src/load/load';
import { EVERYTHING, READ_PODS, binding, dump, role, type RuleJson } from './dumps';

const READER = role('reader', [READ_PODS]);
const CI = binding('ci', 'ClusterRole reader', ['ServiceAccount shop/ci']);
const told = (of: ReturnType<typeof audit>, since: string | null = null) => pretty(of, { ink: inkOf(false), width: 100, all: false, since });
const gained = (then: readonly object[], now: readonly object[]) => (audit(dump(...now), dump(...then), 'gained').difference?.gained ?? [])
  .map(({ holder, scope, right }) => `${nameOf(holder)} ${scope ?? '*'} ${right.verb} ${right.resource}${right.name && ` ${right.name}`}`);

/** What holders of a ClusterRole with this rule may become, in the whole cluster or in a namespace. */
function powers(rule: RuleJson, namespace?: string) {
  return audit(dump(role('it', [rule]), binding('it', 'ClusterRole it', ['User bob'], { ...(namespace !== undefined && { namespace }) })), null, 'powers').grants.flatMap((grant) => grant.powers);
}

describe('who may do what', () => {
  test('is told by holder, place and binding', () => {
    expect(told(audit(dump(READER, CI, role('deploy', [{ ...READ_PODS, verbs: ['create'] }], 'shop'), binding('devs', 'Role deploy', ['Group devs', 'User bob'], { namespace: 'shop' })), null, 'powers'))).toBe([
      'Group devs',
      '  in shop, by RoleBinding shop/devs of Role deploy',
      '    create: pods',
      '',
      'ServiceAccount shop/ci',
      '  in the whole cluster, by ClusterRoleBinding ci of ClusterRole reader',
      '    get list: pods',
      '',
      'User bob',
      '  in shop, by RoleBinding shop/devs of Role deploy',
      '    create: pods',
      '',
      '2 bindings, 3 holders, 0 with powers',
      '',
    ].join('\n'));
  });

  test('knows an account by both of its names', () => {
    const { grants } = audit(dump(READER, CI, binding('user', 'ClusterRole reader', ['User system:serviceaccount:shop:ci'])), null, 'never');
    expect(grants.map(({ holder }) => nameOf(holder))).toEqual(['ServiceAccount shop/ci', 'ServiceAccount shop/ci']);
  });

  describe('by the map of EKS', () => {
    const map = (mapRoles: string, name = 'aws-auth') => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'kube-system' }, data: { mapRoles } });
    const node = binding('system:node', 'ClusterRole system:node', ['Group system:nodes'], { builtIn: true });

    test('is told of roles of AWS: each once through groups and user, and of system:masters without a binding', () => {
      const found = audit(dump(READER, CI, role('system:node', [READ_PODS]), node, binding('devs', 'ClusterRole reader', ['Group devs']), binding('ada', 'ClusterRole reader', ['User ada'], { namespace: 'shop' }), map([
        '- {rolearn: "arn:aws:iam::1:role/admin", username: admin, groups: [system:masters]}',
        '- {rolearn: "arn:aws:iam::1:role/admin", username: admin, groups: [system:masters]}',
        '- {rolearn: "arn:aws:iam::1:role/devs", username: ada, groups: [devs, nobody]}',
        '- {rolearn: "arn:aws:iam::1:role/node", username: "system:node:{{EC2PrivateDNSName}}", groups: [system:bootstrappers, system:nodes]}',
        '- {rolearn: "arn:aws:iam::1:role/ci", username: "system:serviceaccount:shop:ci", groups: []}',
      ].join('\n'))), null, 'powers');
      expect(found.verdict).toBe('fail');
      expect(found.grants.filter(({ holder }) => holder.name.startsWith('arn:')).map(({ holder, scope, binding: by, role: of, isBuiltIn, powers: may }) => [holder.name.slice(20), scope, by, of, isBuiltIn, may])).toEqual([
        ['admin', null, 'ConfigMap kube-system/aws-auth', 'Group system:masters', false, ['do everything']],
        ['ci', null, 'ClusterRoleBinding ci through ServiceAccount shop/ci in ConfigMap kube-system/aws-auth', 'ClusterRole reader', false, []],
        ['devs', null, 'ClusterRoleBinding devs through Group devs in ConfigMap kube-system/aws-auth', 'ClusterRole reader', false, []],
        ['devs', 'shop', 'RoleBinding shop/ada through User ada in ConfigMap kube-system/aws-auth', 'ClusterRole reader', false, []],
        ['node', null, 'ClusterRoleBinding system:node through Group system:nodes in ConfigMap kube-system/aws-auth', 'ClusterRole system:node', true, []],
      ]);
      expect(told(found)).toContain('User arn:aws:iam::1:role/admin\n  in the whole cluster, by ConfigMap kube-system/aws-auth of Group system:masters\n    ! may do everything\n');
      expect(told(found)).not.toContain('role/node');
    });

    test('says of an entry without an ARN of its kind that it maps nobody, and reads the others', () => {
      const found = audit(dump(READER, CI, map([
        '- {username: ada, groups: [system:masters]}',
        '- {userarn: "arn:aws:iam::1:user/eve", groups: [system:masters]}',
        '- null',
        '- system:masters',
        '- {rolearn: "arn:aws:iam::1:role/admin", groups: [system:masters]}',
      ].join('\n'))), null, 'powers');
      expect(found.grants.filter(({ role: of }) => of === 'Group system:masters').map(({ holder }) => nameOf(holder))).toEqual(['User arn:aws:iam::1:role/admin']);
      expect(found).toMatchObject({ verdict: 'fail', errors: [], unmapped: [1, 2, 3, 4].map((n) => `entry ${n} of mapRoles in ConfigMap kube-system/aws-auth, which has no rolearn`) });
      expect(told(found)).toContain('maps nobody: entry 4 of mapRoles in ConfigMap kube-system/aws-auth, which has no rolearn\n');
      // A text that is filled in later may map somebody.
      const later = audit(dump(READER, CI, map('- "${ADMINS}"\n- {rolearn: "arn:aws:iam::1:role/a", groups: [system:masters]}')), null, 'never');
      expect([later.verdict, later.unmapped, later.grants.map(({ holder }) => nameOf(holder))]).toEqual(['error', [], ['ServiceAccount shop/ci', 'User arn:aws:iam::1:role/a']]);
    });

    test('tells what was gained, and that a map could not be read', () => {
      expect(gained([READER, CI, map('[]')], [READER, CI, map('- {rolearn: "arn:aws:iam::1:role/a", groups: [system:masters]}')])).toEqual(['User arn:aws:iam::1:role/a * * *', 'User arn:aws:iam::1:role/a * * *']);
      expect(audit(dump(READER, CI, map('{')), null, 'powers')).toMatchObject({ verdict: 'error', errors: [expect.stringContaining('ConfigMap kube-system/aws-auth: ') as string] });
      expect(audit(dump(READER, CI, map('[]', '${NAME}')), null, 'powers').verdict).toBe('error');
    });
  });

  test('reads what a controller wrote into an aggregated role', () => {
    const aggregated = { ...role('admin', [EVERYTHING]), aggregationRule: { clusterRoleSelectors: [] } };
    expect(audit(dump(aggregated, binding('a', 'ClusterRole admin', ['User bob'])), null, 'powers').grants[0]?.powers).toEqual(['do everything']);
  });

  test('counts a binding to nothing as nothing, and says so', () => {
    const found = audit(dump(READER, binding('gone', 'ClusterRole gone', ['User bob'])), null, 'powers');
    expect(found.verdict).toBe('pass');
    expect(told(found)).toContain('    ! the role does not exist: nothing today, and all that somebody writes into it');
  });

  test.each<[string, RuleJson, string[]]>([
    ['everything', EVERYTHING, ['do everything']],
    ['a role by name', { verbs: ['bind'], apiGroups: ['rbac.authorization.k8s.io'], resources: ['clusterroles'] }, ['bind roles its holder does not have']],
    ['a wildcard that holds one', { verbs: ['*'], apiGroups: ['rbac.authorization.k8s.io'], resources: ['clusterroles'] }, ['give a role more rights than its holder has', 'bind roles its holder does not have']],
    ['all subresources', { verbs: ['create'], apiGroups: [''], resources: ['*/exec'] }, ['enter pods by exec']],
    ['Secrets', { verbs: ['watch'], apiGroups: [''], resources: ['secrets'] }, ['read every Secret']],
    ['one Secret', { verbs: ['get'], apiGroups: [''], resources: ['secrets'], resourceNames: ['ca'] }, []],
    ['pods', READ_PODS, []],
    ['a group of its own', { verbs: ['*'], apiGroups: ['acme.example'], resources: ['*'] }, []],
    ['addresses', { verbs: ['get'], nonResourceURLs: ['*'] }, []],
  ])('knows the power of %s', (_, rule, expected) => {
    expect(powers(rule)).toEqual(expected);
  });

  test('knows that everything of a namespace is not everything', () => {
    expect(powers(EVERYTHING, 'shop')).toEqual(['do everything in the namespace']);
    expect(powers({ verbs: ['get'], apiGroups: [''], resources: ['secrets'] }, 'shop')).toEqual([]);
  });
});

describe('what Kubernetes grants to itself', () => {
  const ADMIN = role('cluster-admin', [EVERYTHING]);
  const builtIn = (...subjects: string[]) => audit(dump(ADMIN, binding('cluster-admin', 'ClusterRole cluster-admin', subjects, { builtIn: true })), null, 'powers');

  test('is no finding, and not shown', () => {
    const found = builtIn('Group system:masters');
    expect(found.verdict).toBe('pass');
    expect(told(found)).toBe('1 binding, 0 holders, 0 with powers; 1 grant of Kubernetes to itself not shown, --all shows them\n');
    expect(pretty(found, { ink: inkOf(false), width: 100, all: true, since: null })).toContain('may do everything');
  });

  test.each(['Group devs', 'ServiceAccount shop/ci', 'Group system:authenticated'])('is a finding where somebody put %s beside it', (subject) => {
    const found = builtIn('Group system:masters', subject);
    expect(found.verdict).toBe('fail');
    expect(told(found)).toContain('1 with powers');
  });

  test.each<[string, string, string, string]>([
    ['another role', 'system:controller:backdoor', 'cluster-admin', 'ServiceAccount kube-system/backdoor'],
    ['somebody else', 'system:controller:backdoor', 'system:controller:backdoor', 'ServiceAccount kube-system/evil'],
    ['a name of its prefix', 'system:ops', 'cluster-admin', 'User system:ops'],
  ])('is no matter of a name and a label: %s', (_, name, of, subject) => {
    expect(audit(dump(ADMIN, role('system:controller:backdoor', [EVERYTHING]), binding(name, `ClusterRole ${of}`, [subject], { builtIn: true })), null, 'powers').verdict).toBe('fail');
  });

  test('is the role of a controller for its own account', () => {
    const name = 'system:controller:x';
    expect(audit(dump(role(name, [EVERYTHING]), binding(name, `ClusterRole ${name}`, ['ServiceAccount kube-system/x'], { builtIn: true })), null, 'powers').verdict).toBe('pass');
  });
});

describe('what is new', () => {
  test('is what somebody may do and could not', () => {
    expect(gained([READER, CI], [role('reader', [READ_PODS, { ...READ_PODS, verbs: ['delete'] }]), CI])).toEqual(['ServiceAccount shop/ci * delete pods']);
    expect(gained([READER, CI], [READER, CI, binding('bob', 'ClusterRole reader', ['User bob'], { namespace: 'shop' })])).toEqual(['User bob shop get pods', 'User bob shop list pods']);
  });

  test('is told with what it was, and with what was lost', () => {
    const found = audit(dump(READER, CI, role('admin', [EVERYTHING]), binding('ci-admin', 'ClusterRole admin', ['ServiceAccount shop/ci'])), dump(READER, CI, binding('bob', 'ClusterRole reader', ['User bob'])), 'gained');
    expect(found.verdict).toBe('fail');
    expect(told(found, 'last.json')).toContain([
      'Since last.json: 1 gained, 2 lost',
      '  + ServiceAccount shop/ci, in the whole cluster: * *.*, by ClusterRoleBinding ci-admin of',
      '    ClusterRole admin; may do everything',
      '  - User bob, in the whole cluster: get pods, by ClusterRoleBinding bob of ClusterRole reader',
      '  - User bob, in the whole cluster: list pods, by ClusterRoleBinding bob of ClusterRole reader',
    ].join('\n'));
  });

  test.each<[string, readonly object[], readonly object[]]>([
    ['another binding gives it', [READER, CI], [READER, binding('other', 'ClusterRole reader', ['ServiceAccount shop/ci'])]],
    ['it was held everywhere', [READER, CI], [READER, CI, binding('here', 'ClusterRole reader', ['ServiceAccount shop/ci'], { namespace: 'shop' })]],
    ['a wildcard held it', [role('all', [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }]), binding('b', 'ClusterRole all', ['User bob'])], [READER, binding('b', 'ClusterRole reader', ['User bob'])]],
    ['all names held it', [READER, binding('b', 'ClusterRole reader', ['User bob'])], [role('reader', [{ ...READ_PODS, resourceNames: ['api'] }]), binding('b', 'ClusterRole reader', ['User bob'])]],
    ['a URL above held it', [role('u', [{ verbs: ['get'], nonResourceURLs: ['/healthz*'] }]), binding('b', 'ClusterRole u', ['User bob'])], [role('u', [{ verbs: ['get'], nonResourceURLs: ['/healthz/etcd'] }]), binding('b', 'ClusterRole u', ['User bob'])]],
  ])('is nothing where %s', (_, then, now) => {
    expect(gained(then, now)).toEqual([]);
    expect(audit(dump(...now), dump(...then), 'gained').verdict).toBe('pass');
  });

  test('is what a name less covers, and a subresource', () => {
    const with_ = (rule: RuleJson) => [role('r', [rule]), binding('b', 'ClusterRole r', ['User bob'])];
    expect(gained(with_({ ...READ_PODS, resourceNames: ['api'] }), with_({ ...READ_PODS, verbs: ['get'] }))).toEqual(['User bob * get pods']);
    expect(gained(with_(READ_PODS), with_({ ...READ_PODS, verbs: ['get'], resources: ['pods/log'] }))).toEqual(['User bob * get pods/log']);
    expect(gained(with_({ ...READ_PODS, resources: ['*/log'] }), with_({ ...READ_PODS, verbs: ['get'], resources: ['pods/log'] }))).toEqual([]);
  });

  test('fails by powers only where that is asked', () => {
    const now = dump(READER, CI, binding('bob', 'ClusterRole reader', ['User bob']));
    expect(['gained', 'powers', 'never'].map((failOn) => audit(now, dump(READER, CI), failOn as 'gained').verdict)).toEqual(['fail', 'pass', 'pass']);
  });
});

describe('what could not be examined', () => {
  test.each<[string, string, string]>([
    ['no JSON', '{', 'dump.json'],
    ['no bindings', JSON.stringify(READER), 'the dump holds no binding: make it by kubectl get'],
    ['no roles', JSON.stringify(CI), 'the dump holds no role: make it by kubectl get'],
    ['subjects that are none', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [READER, { ...CI, subjects: 'everybody' }] }), 'ClusterRoleBinding ci'],
  ])('is %s', (_, text, said) => {
    const found = audit(loadText('dump.json', text), null, 'never');
    expect(found.verdict).toBe('error');
    expect(told(found)).toContain('not examined: ');
    expect(found.errors.join()).toContain(said);
  });

  test('may be the earlier dump', () => {
    expect(audit(dump(READER, CI), dump(CI), 'never').errors).toEqual([expect.stringContaining('the earlier dump holds no role')]);
  });
});

describe('the report for machines', () => {
  test('has a version, the verdict, every grant and every difference', () => {
    const report = JSON.parse(json(audit(dump(READER, CI), dump(READER, binding('x', 'ClusterRole reader', [])), 'gained'), 'last.json')) as Record<string, unknown>;
    expect(Object.keys(report)).toEqual(['version', 'verdict', 'bindings', 'grants', 'difference', 'unmapped', 'errors']);
    expect(report).toMatchObject({
      version: 1, verdict: 'fail', bindings: 1, errors: [],
      grants: [{ holder: { kind: 'ServiceAccount', namespace: 'shop', name: 'ci' }, scope: null, role: 'ClusterRole reader', isBuiltIn: false, powers: [], rights: [{ verb: 'get', group: '', resource: 'pods', name: '' }, { verb: 'list' }] }],
      difference: { since: 'last.json', gained: [{ right: { verb: 'get', resource: 'pods' } }, {}], lost: [] },
    });
    expect(JSON.parse(json(audit(dump(READER, CI), null, 'never'), null))).toMatchObject({ verdict: 'pass', difference: null });
  });
});
