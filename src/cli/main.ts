import { complain } from './complaint';
import { EXIT } from './exit-code';
import { run } from './run';

// Until a verdict is reached there is none, whatever ends the process: a config may wait for ever, or throw when nobody listens.
process.exitCode = EXIT.error;
process.on('uncaughtException', (error: unknown) => {
  complain(`looplaw: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(EXIT.error);
});

// Output that nobody reads any more (`| head`) is no reason to die or to change the verdict.
let isDelivered = true;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  if (isDelivered) complain(`looplaw: standard output can not be written: ${error.message}\n`);
  isDelivered = false;
  process.exitCode = EXIT.error;
});

// What can not be said on standard error is lost, the verdict is not.
process.stderr.on('error', () => undefined);

void run(process.argv.slice(2)).then((code) => {
  // Not process.exit(): a pipe may still be draining.
  process.exitCode = isDelivered ? code : EXIT.error;
});
