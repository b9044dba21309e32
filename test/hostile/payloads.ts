/** Texts that act on a terminal, a log, or a page when they are printed as they are. */
export const payloads = [
  '\u001b]0;owned\u0007', '\u001b[2J\u001b[H', '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007', '\u009b31m', 'a\rpass: no law is broken', '\b\b\b', '\u202egnp.exe',
  'x\n::add-mask::x', 'x\r\n::stop-commands::x', '::set-output name=a::b', '##[error]x', '##vso[task.complete]', '##teamcity[x]', '</script><script>alert(1)</script>', ']]>', '&amp;<b>',
  '</details>@everyone', '![](https://evil.example/x.png)', '|a|b|', '```\nx', '<!-- looplaw -->', '\u2028x', 'javascript:alert(1)', '${jndi:ldap://x}', '=HYPERLINK("x")', '%0A::error::x',
];

/** A workload that says a payload wherever a name or a text may stand. */
export const saying = (payload: string): string => JSON.stringify({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: payload, namespace: payload, annotations: { 'looplaw.dev/waive': `compute/memory-limited=${payload}\n${payload}=x` }, labels: { [payload]: payload } },
  spec: { replicas: payload, [payload]: 1, selector: { matchLabels: { app: payload } }, template: { metadata: { labels: { app: payload } }, spec: { containers: [{ name: payload, image: payload, env: [{ name: payload, value: payload }, { name: payload, value: 'x' }] }] } } },
});
