// `npm start`: the incident of examples/domino, then its fixed twin, judged by the command that was just built.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function check(title, path, expected, ...flags) {
  console.log(`\n=== ${title}\n$ looplaw check ${[path, ...flags].join(' ')}\n`);
  const { status } = spawnSync(process.execPath, [join(root, 'lib/looplaw.js'), 'check', path, ...flags], { cwd: root, stdio: 'inherit' });
  if (status !== expected) {
    console.error(`expected exit code ${expected}, got ${status}`);
    process.exitCode = 1;
  }
}

check('09:00 AM: a pod goes Pending. The manifests that made it so', 'examples/domino/incident', 1);
check('The same shop with its loops closed', 'examples/domino/fixed', 0, '--preset', 'strict');
