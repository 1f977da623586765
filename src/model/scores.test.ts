import { describe, expect, it } from 'vitest';
import { errorCode } from '../errors';
import { expectClose } from '../kernels/testing/expectClose';
import { blended, linearScores, logOdds, scoreQuality } from './scores';
import { fitOnValidation, wholeScores } from './wholeModel';

const features = { indices: Int32Array.of(0, 2, 1), offsets: Uint32Array.of(0, 2, 2, 3) };
const linear = { weights: Float32Array.of(1, -2, 0.5), bias: 0.25 };
/** By hand: 0.25 + 1 + 0.5, 0.25, 0.25 - 2. */
const LINEAR_SCORES = [1.75, 0.25, -1.75];

describe('logOdds', () => {
  it('are the difference of logarithms, negative before positive', () => {
    const odds = logOdds(Float32Array.of(0.25, 0.75, 0.5, 0.5, 0.9, 0.1));
    expectClose(odds, [Math.log(3), 0, -Math.log(9)], { atol: 1e-6, rtol: 0 });
  });

  it('keep their precision at the ends and are finite even there', () => {
    expectClose(logOdds(Float32Array.of(1, 1e-30, 1e-30, 1)), [-30 * Math.LN10, 30 * Math.LN10], {
      atol: 0,
      rtol: 1e-6,
    });
    const [low, high] = logOdds(Float32Array.of(1, 0, 0, 1));
    expect(low).toBeLessThan(-100);
    expect(high).toBe(-low!);
    expect(Number.isFinite(high)).toBe(true);
  });
});

describe('the linear model', () => {
  it('adds the weights of the features that a review has', () => {
    expect([...linearScores(linear, features)]).toEqual(LINEAR_SCORES);
  });

  it('refuses features that it does not have', () => {
    const small = { weights: Float32Array.of(1, 2), bias: 0 };
    expect(() => linearScores(small, features)).toThrow('no feature 2');
    let code = '';
    try {
      linearScores(small, features);
    } catch (error) {
      code = errorCode(error);
    }
    expect(code).toBe('internal');
  });
});

it('scoreQuality is the mean cross-entropy and the share of right answers; a tie is negative', () => {
  const { loss, accuracy } = scoreQuality(Float32Array.of(Math.log(3), -2, 0, 0), Uint8Array.of(1, 1, 0, 1));
  const expected = (Math.log(4 / 3) + Math.log(1 + Math.exp(2)) + 2 * Math.LN2) / 4;
  expectClose([loss, accuracy], [expected, 0.5], { atol: 1e-6, rtol: 0 });
});

describe('a whole model', () => {
  const network = Float32Array.of(2, -1, 4);
  const blend = { network: 0.5, linear: 2, bias: -1 };

  it('says what its parts say, blended', () => {
    const both = [-1 + 1 + 3.5, -1 - 0.5 + 0.5, -1 + 2 - 3.5];
    expect([...blended(network, Float32Array.from(LINEAR_SCORES), blend)]).toEqual(both);
    expect([...wholeScores({ hasNetwork: true, linear, blend }, network, { features })]).toEqual(both);
    expect([...wholeScores({ hasNetwork: true, linear, blend: null }, network, { features })]).toEqual([
      1.875, -0.375, 1.125,
    ]);
    expect([...wholeScores({ hasNetwork: false, linear, blend: null }, network, { features })]).toEqual(
      LINEAR_SCORES,
    );
    expect([...wholeScores({ hasNetwork: true, linear: null, blend: null }, network, {})]).toEqual([
      2, -1, 4,
    ]);
  });

  it('is fitted on validation, whose answers it keeps', () => {
    const reviews = {
      ids: new Int32Array(9),
      offsets: Uint32Array.of(0, 3, 5, 9),
      labels: Uint8Array.of(1, 0, 0),
      features,
    };
    const { blend: fitted, validation } = fitOnValidation({ hasNetwork: true, linear }, network, reviews);
    expect(fitted).not.toBeNull();
    expect([...validation.numWords]).toEqual([3, 2, 4]);
    expect(validation.labels).toEqual(reviews.labels);
    expect(validation.labels).not.toBe(reviews.labels);
    const again = wholeScores({ hasNetwork: true, linear, blend: fitted }, network, reviews);
    expect(again).toEqual(validation.scores);
    expect(fitOnValidation({ hasNetwork: false, linear }, network, reviews).blend).toBeNull();
    expect(fitOnValidation({ hasNetwork: true, linear: null }, network, reviews).blend).toBeNull();
  });
});
