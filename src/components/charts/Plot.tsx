/** One plotly figure in the page: size, label, download and trouble in one place. */
import { useEffect, useRef, useState, type JSX } from 'react';
import { errorMessage } from '../../errors';
import { createPlotDrawer, type Figure, type PlotDrawer } from './plotDrawer';
import { DownloadIcon } from './DownloadIcon';
import classes from './charts.module.css';

interface PlotProps {
  figure: Figure;
  /** What the picture shows, in words; what a screen reader says instead of the picture. */
  label: string;
  /** File name of a downloaded picture, without its ending. */
  fileName: string;
  /** More figures are coming in quick succession; drawing then keeps longer pauses. */
  isMoving?: boolean;
  /** Runs after each draw with plotly's element; where `isNew`, it has no listeners yet. */
  onDrawn?: (element: HTMLElement, isNew: boolean) => void;
}

/** Fills its parent, which must have a height. */
export function Plot({ figure, label, fileName, isMoving = false, onDrawn }: PlotProps): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const drawer = useRef<PlotDrawer | null>(null);
  const afterDraw = useRef(onDrawn);
  const [trouble, setTrouble] = useState('');

  useEffect(() => {
    afterDraw.current = onDrawn;
  }, [onDrawn]);

  useEffect(() => {
    if (host.current === null) return undefined;
    const created = createPlotDrawer(
      host.current,
      (element, isNew) => {
        setTrouble('');
        afterDraw.current?.(element, isNew);
      },
      (error) => setTrouble(errorMessage(error)),
    );
    drawer.current = created;
    return () => {
      drawer.current = null;
      created.dispose();
    };
  }, []);

  useEffect(() => {
    drawer.current?.show(figure, isMoving);
  }, [figure, isMoving]);

  async function download(): Promise<void> {
    try {
      const address = await drawer.current?.picture();
      if (address === undefined) return;
      const link = document.createElement('a');
      link.href = address;
      link.download = `${fileName}.png`;
      link.click();
    } catch (error) {
      setTrouble(errorMessage(error));
    }
  }

  return (
    <div className={classes.plot}>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- plotly draws SVG and canvases into it */}
      <div ref={host} role="img" aria-label={label} className={classes.host} />
      {trouble === '' ? (
        <button
          type="button"
          className={classes.download}
          aria-label={`Download picture: ${fileName}`}
          title="Download as PNG"
          onClick={() => void download()}
        >
          <DownloadIcon />
        </button>
      ) : (
        <p role="alert" className={classes.message}>
          The chart could not be drawn: {trouble}. Reload the page to try again.
        </p>
      )}
    </div>
  );
}
