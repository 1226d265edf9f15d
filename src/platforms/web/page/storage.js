// Storage may be full or forbidden: the page works without, it only forgets.

/**
 * @param {Storage} storage
 * @param {string} key
 * @returns {string | undefined}
 */
export function recall(storage, key) {
  try {
    return storage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {Storage} storage
 * @param {string} key
 * @param {string | undefined} value nothing forgets what there was
 */
export function keep(storage, key, value) {
  try {
    if (value === undefined) storage.removeItem(key);
    else storage.setItem(key, value);
  } catch {
    // See above.
  }
}
