/** Thin shell: puts a Preprocessor behind comlink and transfers what it makes. */
import { expose, transfer } from 'comlink';
import { buffersOf, preparedBuffers } from '../encodedReviews';
import { Preprocessor } from './preprocessor';

class TransferringPreprocessor extends Preprocessor {
  override async prepare(...args: Parameters<Preprocessor['prepare']>): ReturnType<Preprocessor['prepare']> {
    const data = await super.prepare(...args);
    return transfer(data, preparedBuffers(data));
  }

  override async prepareTest(
    ...args: Parameters<Preprocessor['prepareTest']>
  ): ReturnType<Preprocessor['prepareTest']> {
    const reviews = await super.prepareTest(...args);
    return transfer(reviews, buffersOf(reviews));
  }
}

expose(new TransferringPreprocessor());
