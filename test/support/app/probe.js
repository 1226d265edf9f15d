/**
 * Says on stdout how it was started, then does what it was told: `exit N`, `die SIGNAL`, `wait` (for signals, which it
 * says, until a line on stdin), `echo` (its stdin), `raw` (takes one key from a terminal in raw mode).
 */
const [deed, word = ''] = process.argv.slice(2);
const say = (/** @type {unknown} */ words) => console.log(JSON.stringify(words));

say({ version: process.version, pid: process.pid, argv: process.argv.slice(1), flags: process.execArgv });

if (deed === 'exit') process.exitCode = Number(word);
if (deed === 'die') process.kill(process.pid, word);
if (deed === 'echo') process.stdin.pipe(process.stdout);
if (deed === 'wait') {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => say({ signal }));
  process.stdin.once('data', () => process.exit(7));
  say('waiting');
}
if (deed === 'raw') {
  process.stdin.setRawMode(true).once('data', (key) => {
    say({ key: String(key), columns: process.stdout.columns });
    process.exit(7);
  });
  say('waiting');
}
