/** Thin shell: puts a Preprocessor behind comlink and transfers what it makes. */
import { expose, transfer } from 'comlink';
import type { EncodedReviews } from '../types';
import { Preprocessor } from './preprocessor';

const buffersOf = ({ ids, offsets, labels }: EncodedReviews): ArrayBuffer[] =>
  [ids.buffer, offsets.buffer, labels.buffer] as ArrayBuffer[];

class TransferringPreprocessor extends Preprocessor {
  override async prepare(...args: Parameters<Preprocessor['prepare']>): ReturnType<Preprocessor['prepare']> {
    const data = await super.prepare(...args);
    return transfer(data, [...buffersOf(data.training), ...buffersOf(data.validation)]);
  }

  override async prepareTest(
    ...args: Parameters<Preprocessor['prepareTest']>
  ): ReturnType<Preprocessor['prepareTest']> {
    const reviews = await super.prepareTest(...args);
    return transfer(reviews, buffersOf(reviews));
  }
}

expose(new TransferringPreprocessor());
