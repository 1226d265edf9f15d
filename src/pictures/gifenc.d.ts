/** What is used of gifenc, which comes without types. */
declare module 'gifenc' {
  export type PaletteColour = [red: number, green: number, blue: number];

  export interface FrameOptions {
    /** The first frame's holds for all that bring none of their own. */
    readonly palette?: PaletteColour[];
    /** In milliseconds. */
    readonly delay: number;
    readonly transparent: boolean;
    readonly transparentIndex: number;
    readonly dispose: number;
  }

  export interface Encoder {
    writeFrame(index: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array;
  }

  const gifenc: {
    GIFEncoder(): Encoder;
    /** @param rgba four bytes a pixel */
    quantize(rgba: Uint8Array, colours: number): PaletteColour[];
    applyPalette(rgba: Uint8Array, palette: PaletteColour[]): Uint8Array;
  };
  export default gifenc;
}
