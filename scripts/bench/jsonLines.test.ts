import { describe, expect, it } from 'vitest';
import { JsonLineCalls, LineSplitter } from './jsonLines';

describe('LineSplitter', () => {
  it('puts lines together from pieces, and takes empty ones out', () => {
    const splitter = new LineSplitter();
    expect(splitter.push('{"a"')).toEqual([]);
    expect(splitter.push(':1}\n\n{"b":2}\n{"c"')).toEqual(['{"a":1}', '{"b":2}']);
    expect(splitter.push(':3}\n')).toEqual(['{"c":3}']);
  });
});

function open(): { calls: JsonLineCalls; written: string[] } {
  const written: string[] = [];
  return { calls: new JsonLineCalls((line) => written.push(line)), written };
}

describe('JsonLineCalls', () => {
  it('writes requests with numbers and gives each answer to whom it belongs', async () => {
    const { calls, written } = open();
    const first = calls.call('run');
    const second = calls.call('prepare', { device: 'cpu' });
    expect(written).toEqual(['{"id":1,"op":"run"}\n', '{"id":2,"op":"prepare","device":"cpu"}\n']);
    calls.receive('{"id": 2, "result": null}\n{"id": 1, "res');
    calls.receive('ult": 12.5}\n');
    expect(await second).toBeNull();
    expect(await first).toBe(12.5);
  });

  it('rejects with the error that it is told, and goes on', async () => {
    const { calls } = open();
    const first = calls.call('run');
    calls.receive('{"id": 1, "error": "RuntimeError: nothing was prepared"}\n');
    await expect(first).rejects.toThrow('nothing was prepared');
    const second = calls.call('run');
    calls.receive('{"id": 2, "result": 1}\n');
    expect(await second).toBe(1);
  });

  it.each(['Segmentation fault', '{"result": 1}', '[1]', 'null'])('fails for good on %s', async (line) => {
    const { calls } = open();
    const first = calls.call('run');
    calls.receive(`${line}\n`);
    await expect(first).rejects.toThrow(line.slice(0, 10));
    await expect(calls.call('run')).rejects.toThrow('cannot be understood');
  });

  it('fails everybody when the other side ends', async () => {
    const { calls } = open();
    const waiting = [calls.call('run'), calls.call('run')];
    calls.fail(new Error('it ended'));
    for (const call of waiting) await expect(call).rejects.toThrow('it ended');
    await expect(calls.call('run')).rejects.toThrow('it ended');
  });
});
