// Runs before anything in TypeScript is read (node --import), so that an older Node says what is wrong in one line.
const OLDEST = 24;

if (Number(process.versions.node.split('.')[0]) < OLDEST) {
  console.error(
    `Chainrule needs Node ${OLDEST} or newer; this is Node ${process.versions.node}. See https://nodejs.org.`,
  );
  process.exit(1);
}
