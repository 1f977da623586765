/** One plotly figure in the page: size, label, download and trouble in one place. */
import { useEffect, useRef, useState, type JSX } from 'react';
import { errorMessage } from '../../errors';
import { createPlotDrawer, type Figure, type PictureParts, type PlotDrawer } from './plotDrawer';
import { DownloadMenu } from './DownloadMenu';
import { downloadPicture, type ChartData, type PictureFormat } from './downloads';
import { figureData } from './figureData';
import classes from './charts.module.css';

interface PlotProps {
  figure: Figure;
  /** What the picture shows, in words; what a screen reader says instead of the picture. */
  label: string;
  /** File name of a download, without its ending. */
  fileName: string;
  /** Unrounded, for a download; called then. What the figure draws unless told. */
  data?: () => ChartData;
  /** More figures are coming in quick succession; drawing then keeps longer pauses. */
  isMoving?: boolean;
  /** Runs after each draw with plotly's element; where `isNew`, it has no listeners yet. */
  onDrawn?: (element: HTMLElement, isNew: boolean) => void;
  /** What stands over the plot in the page and belongs into a downloaded picture; called then. */
  pictureParts?: () => PictureParts;
}

/** Fills its parent, which must have a height. */
export function Plot(props: PlotProps): JSX.Element {
  const { figure, label, fileName, data, isMoving = false, onDrawn, pictureParts } = props;
  const host = useRef<HTMLDivElement>(null);
  const drawer = useRef<PlotDrawer | null>(null);
  const afterDraw = useRef(onDrawn);
  const [trouble, setTrouble] = useState('');
  const [isDrawn, setDrawn] = useState(false);

  useEffect(() => {
    afterDraw.current = onDrawn;
  }, [onDrawn]);

  useEffect(() => {
    if (host.current === null) return undefined;
    const created = createPlotDrawer(
      host.current,
      (element, isNew) => {
        setTrouble('');
        setDrawn(true);
        afterDraw.current?.(element, isNew);
      },
      (error) => setTrouble(errorMessage(error)),
    );
    drawer.current = created;
    return () => {
      drawer.current = null;
      setDrawn(false);
      created.dispose();
    };
  }, []);

  useEffect(() => {
    drawer.current?.show(figure, isMoving);
  }, [figure, isMoving]);

  function retry(): void {
    setTrouble('');
    drawer.current?.retry();
  }

  async function download(format: PictureFormat): Promise<void> {
    try {
      const address = await drawer.current?.picture(format, pictureParts?.());
      if (address !== undefined) downloadPicture(fileName, format, address);
    } catch (error) {
      setTrouble(errorMessage(error));
    }
  }

  return (
    <div className={classes.plot}>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- plotly draws SVG and canvases into it */}
      <div ref={host} role="img" aria-label={label} className={classes.host} />
      {trouble === '' ? (
        <DownloadMenu
          fileName={fileName}
          isDisabled={!isDrawn}
          onPicture={(format) => void download(format)}
          data={data ?? (() => figureData(figure))}
        />
      ) : (
        <div role="alert" className={classes.trouble}>
          <p>The chart could not be drawn: {trouble}</p>
          <button type="button" className={classes.retry} onClick={retry}>
            Try again
          </button>
        </div>
      )}
    </div>
  );
}
