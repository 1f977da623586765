/** The picture of a chapter. */
import type { JSX } from 'react';
import { useVerdict } from '../../../state/store';
import type { ChapterId } from '../../../state/story/chapters';
import { CurvesPicture, TrainPicture } from './learning';
import { NetworkPicture, NoMemoryPicture, SumPicture, VectorsPicture } from './network';
import { IdsPicture, PadPicture, ReviewPicture } from './texts';
import { InsidePicture, KeepPicture, VerdictPicture } from './use';

export function ChapterPicture({ id }: { id: ChapterId }): JSX.Element | null {
  const settings = useVerdict((state) => state.settings);
  const isLinear = settings.branches === 'linear';
  switch (id) {
    case 'review':
      return <ReviewPicture />;
    case 'ids':
      return <IdsPicture />;
    case 'pad':
      return isLinear ? null : <PadPicture padding={settings.padding} truncating={settings.truncating} />;
    case 'vectors':
      return isLinear ? null : <VectorsPicture />;
    case 'network':
      if (isLinear) return <SumPicture />;
      return settings.lstmLayers > 0 ? (
        <NetworkPicture pooling={settings.pooling} direction={settings.direction} />
      ) : (
        <NoMemoryPicture />
      );
    case 'train':
      return isLinear ? null : <TrainPicture />;
    case 'curves':
      return isLinear ? null : <CurvesPicture />;
    case 'verdict':
      return isLinear ? <SumPicture /> : <VerdictPicture />;
    case 'inside':
      return <InsidePicture />;
    case 'keep':
      return <KeepPicture />;
    default:
      return id satisfies never;
  }
}
