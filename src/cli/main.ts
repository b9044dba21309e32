import { Console } from 'node:console';
import { complain } from './complaint';
import { keepCompiled } from './compiled';
import { EXIT } from './exit-code';

const keep = keepCompiled();

/** What the run answered; until then there is no verdict, whatever ends the process. */
let verdict: number | null = null;
let isDelivered = true;

function fail(text: string): void {
  verdict = EXIT.error;
  complain(`looplaw: ${text}\n`);
}

// A config that is code may end the process, wait for ever, or throw when nobody listens. None of it is a verdict.
process.on('exit', () => {
  if (verdict === null) fail('the run ended without a verdict: a config that is code ended it, or waits for what never comes');
  process.exitCode = isDelivered ? (verdict ?? EXIT.error) : EXIT.error;
  if (process.exitCode !== EXIT.error) keep();
});
process.on('uncaughtException', (error: unknown) => {
  fail(error instanceof Error ? error.message : String(error));
  process.exit();
});

// Standard output holds the report and nothing else.
globalThis.console = new Console(process.stderr, process.stderr);

// Output that nobody reads any more (`| head`) is no reason to die or to change the verdict.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  if (isDelivered) complain(`looplaw: standard output can not be written: ${error.message}\n`);
  isDelivered = false;
});

// What can not be said on standard error is lost, the verdict is not.
process.stderr.on('error', () => undefined);

// All that is long is loaded from here on, where it is kept.
void import('./run.js').then(({ run }) => run(process.argv.slice(2))).then((code) => {
  verdict ??= code;
  // A pipe may still be draining, and what a config has left open would keep the process for ever.
  process.stdout.write('', () => process.stderr.write('', () => setImmediate(() => process.exit())));
});
