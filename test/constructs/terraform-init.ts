import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const hasTerraform = spawnSync('terraform', ['version']).status === 0;

/** What `terraform init` says of a configuration. Nothing is downloaded: the registry is set to a host that cannot be. */
export function init(json: string): { readonly status: number | null; readonly out: string } {
  const folder = mkdtempSync(join(tmpdir(), 'looplaw-terraform-'));
  writeFileSync(join(folder, 'cdk.tf.json'), json);
  writeFileSync(join(folder, 'terraformrc'), 'provider_installation {\n  network_mirror {\n    url = "https://mirror.invalid/"\n  }\n}\n');
  const { status, stdout, stderr } = spawnSync('terraform', ['init', '-backend=false', '-input=false', '-no-color'], {
    cwd: folder, encoding: 'utf8', env: { ...process.env, TF_CLI_CONFIG_FILE: join(folder, 'terraformrc'), CHECKPOINT_DISABLE: '1' },
  });
  return { status, out: `${stdout}${stderr}` };
}

/** The errors it told, by their first line. */
export function errorsIn(out: string): readonly (string | undefined)[] {
  return [...out.matchAll(/^(?:│ )?Error: (.*)$/gm)].map(([, text]) => text);
}
