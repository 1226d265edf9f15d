// Signals to a whole process group or container are for the program: it lets work end, and ends these processes itself,
// by SIGKILL or with their channel. Loaded before everything else, so that it holds from the start.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
