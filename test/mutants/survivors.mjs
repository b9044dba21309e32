// Holds the mutants that survive against survivors.json, where each has its reason: a new one, or one that is killed now, fails the run.
import { readFileSync } from 'node:fs';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

const { laws } = JSON.parse(readFileSync(new URL('survivors.json', import.meta.url), 'utf8'));

class SurvivorsReporter {
  onMutationTestReportReady({ files }) {
    const faults = Object.entries(files).flatMap(([file, { source, mutants }]) => {
      const law = file.replace(/^src\/laws\/|\.ts$/g, '');
      const survivors = new Set(mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage').map((mutant) => change(mutant, source)));
      const listed = new Set(Object.values(laws[law] ?? {}).flat());
      return [
        ...[...survivors].filter((text) => !listed.has(text)).map((text) => `${law}: survives, and has no reason in survivors.json: ${text}`),
        ...[...listed].filter((text) => !survivors.has(text)).map((text) => `${law}: is killed, strike it from survivors.json: ${text}`),
      ];
    });
    if (faults.length === 0) return;
    console.error(faults.join('\n'));
    process.exitCode = 1;
  }
}

/** `original → mutant`, on one line. */
function change({ location: { start, end }, replacement }, source) {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines.at(-1).slice(0, end.column - 1);
  lines[0] = lines[0].slice(start.column - 1);
  return `${lines.join('\n')} → ${replacement}`.replace(/\s+/g, ' ');
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Reporter, 'survivors', SurvivorsReporter)];
