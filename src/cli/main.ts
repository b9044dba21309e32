import { run } from './run';

// Output that nobody reads any more (`| head`) is no reason to die or to change the verdict.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.exitCode = 2;
});

void run(process.argv.slice(2)).then((code) => {
  // Not process.exit(): a pipe may still be draining.
  process.exitCode = process.exitCode === 2 ? 2 : code;
});
