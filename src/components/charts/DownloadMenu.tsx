/** The button at a chart's corner: picture as PNG or SVG, data as CSV. */
import { Menu } from '@mantine/core';
import type { JSX } from 'react';
import classes from './charts.module.css';
import { DownloadIcon } from './DownloadIcon';
import { downloadData, type ChartData, type PictureFormat } from './downloads';

interface DownloadMenuProps {
  fileName: string;
  isDisabled: boolean;
  onPicture: (format: PictureFormat) => void;
  data: () => ChartData;
}

export function DownloadMenu({ fileName, isDisabled, onPicture, data }: DownloadMenuProps): JSX.Element {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <button
          type="button"
          className={classes.download}
          aria-label={`Download: ${fileName}`}
          title="Download picture or data"
          disabled={isDisabled}
        >
          <DownloadIcon />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onPicture('png')}>Picture (PNG)</Menu.Item>
        <Menu.Item onClick={() => onPicture('svg')}>Picture (SVG)</Menu.Item>
        <Menu.Item onClick={() => downloadData(fileName, data())}>Data (CSV)</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
