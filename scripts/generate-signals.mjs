// The page about signals: what stands between its marks is made from the signals themselves.

/** A page with its tables as they are now. `load` imports a module below `src`. */
export async function signalsPage(page, load) {
  const { ALERTS } = await load('signals/alerts.ts');
  const { SOURCE_PAGES } = await load('signals/alert-rule.ts');
  const { PANELS } = await load('signals/dashboard/dashboard.ts');
  const { SIGNATURES } = await load('signature.ts');
  const tables = {
    alerts: table(['alert', 'layer', 'severity', 'after', 'needs', 'runbook'], ALERTS.map(({ name, layer, severity, for: after, sources, signature, symptom }) => [
      `\`${name}\``, layer, severity, after, sources.map((source) => `\`${source}\``).join(', '), `[${signature}: ${symptom}](runbooks/${signature}.md#${symptom})`,
    ])),
    sources: table(['source', 'gives', 'its series'], Object.entries(SOURCE_PAGES).map(([source, { gives, page: address }]) => [`\`${source}\``, gives, `[named here](${address})`])),
    dashboards: table(['loop', 'panels'], Object.entries(PANELS).map(([id, panels]) => [`${SIGNATURES[id].loop} (${id})`, panels.map(({ title }) => title).join('; ')])),
  };
  return Object.entries(tables).reduce((text, [name, made]) => text.replace(new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`), (_, start, end) => `${start}${made}\n${end}`), page);
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}
