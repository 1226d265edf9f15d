/** Pixels from the top left corner on, four bytes each: red, green, blue and alpha. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  /** The shade that an encoder gives to a pixel, each as four bytes in memory; without it all stay as they are. */
  readonly shadeOf?: (pixel: number) => number;
}

/**
 * Frees the memory of pixels that are used no more, six megabytes a picture. The garbage collector would do it too,
 * but only after some hundred megabytes of them.
 */
export function release({ data }: Raster): void {
  const { buffer } = data;
  if (buffer instanceof ArrayBuffer && data.byteLength === buffer.byteLength) buffer.transfer(0);
}
