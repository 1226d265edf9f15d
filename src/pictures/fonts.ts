import { createRequire } from 'node:module';
import { GlobalFonts } from '@napi-rs/canvas';

const require = createRequire(import.meta.url);

/** Under names of our own: a machine's own fonts of these names may be of another version. */
const FILES = [
  ['Bundled Inter', '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'],
  ['Bundled Inter', '@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf'],
  ['Bundled DejaVu', 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf'],
  ['Bundled DejaVu', 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'],
] as const;

let registered = false;

/**
 * Makes the bundled fonts known to the canvas, once: pictures look the same on every machine, and have text on
 * one without fonts, where the canvas would silently draw none.
 */
export function registerFonts(): void {
  if (registered) return;
  for (const [family, file] of FILES) {
    if (GlobalFonts.registerFromPath(require.resolve(file), family) === null)
      throw new Error(`cannot read font ${file}`);
  }
  registered = true;
}
