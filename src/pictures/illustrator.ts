import type { Picture } from '../reply/document.ts';
import { createQuickChartClient } from './quickchart-client.ts';

/** Turns a picture into the bytes of a PNG. */
type Draw = (picture: Picture) => Promise<Uint8Array>;

export interface IllustratorOptions {
  /** Base URL of a QuickChart server. Without it every picture is drawn locally. */
  readonly quickChartUrl?: string | undefined;
  readonly drawLocally: Draw;
  /** Hears why a picture was drawn locally although there is a server. */
  readonly onFallback?: (error: unknown) => void;
  /** How long the server may take, in milliseconds; by default what the client thinks right. */
  readonly timeout?: number;
}

/** Draws on the QuickChart server if there is one, and locally on any trouble with it. */
export function createIllustrator({ quickChartUrl, drawLocally, onFallback, timeout }: IllustratorOptions): Draw {
  if (quickChartUrl === undefined) return drawLocally;
  const drawRemotely = createQuickChartClient(quickChartUrl, timeout);
  return async (picture) => {
    try {
      return await drawRemotely(picture);
    } catch (error) {
      onFallback?.(error);
      return drawLocally(picture);
    }
  };
}
