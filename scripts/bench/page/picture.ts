/** Draws a figure with the app's own plotly and gives it as a PNG. */
import { loadPlotly } from '../../../src/components/charts/plotly';
import type { PictureFigure } from '../growthFigure';

declare global {
  interface Window {
    /** @returns a `data:` address */
    drawPicture: (figure: PictureFigure, width: number, height: number) => Promise<string>;
  }
}

window.drawPicture = async ({ data, layout }, width, height) => {
  const plotly = await loadPlotly();
  const element = document.createElement('div');
  document.body.append(element);
  await plotly.newPlot(element, data, layout, { staticPlot: true });
  return plotly.toImage(element, { format: 'png', width, height, scale: 1 });
};
