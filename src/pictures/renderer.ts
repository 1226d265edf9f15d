import type { Picture, Theme } from '../reply/document.ts';

/** Turns a picture into the bytes of its file. */
type Draw = (picture: Picture, theme: Theme) => Promise<Uint8Array>;

export interface PictureRendererOptions {
  /** Base URL of a QuickChart server. Without it every picture is drawn locally. */
  readonly quickChartUrl?: string | undefined;
  readonly drawLocally: Draw;
  /** Hears why a picture was drawn locally although there is a server. */
  readonly onFallback?: (error: unknown) => void;
  /** How long the server may take, in milliseconds; by default what the client thinks right. */
  readonly timeout?: number;
}

/** Draws charts on the QuickChart server if there is one; locally what it cannot draw, and whatever the server fails to draw. */
export function createPictureRenderer({
  quickChartUrl,
  drawLocally,
  onFallback,
  timeout,
}: PictureRendererOptions): Draw {
  if (quickChartUrl === undefined) return drawLocally;
  // Loaded where there is a server only: it takes longer than all the rest.
  const client = import('./chart/quickchart-client.ts').then(({ createQuickChartClient }) =>
    createQuickChartClient(quickChartUrl, timeout),
  );
  return async (picture, theme) => {
    const { drawing, width, height } = picture;
    if (drawing.type !== 'chart') return drawLocally(picture, theme);
    try {
      const drawRemotely = await client;
      return await drawRemotely({ chart: drawing.chart, width, height }, theme);
    } catch (error) {
      onFallback?.(error);
      return drawLocally(picture, theme);
    }
  };
}
