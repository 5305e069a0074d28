// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { MessageChannel, Worker } from 'node:worker_threads';
import { mailboxMemory, MailboxReader, MailboxWriter } from '../../main/js/mailbox.js';

const RING = 1 << 18;

/** A writer and a reader in one thread. */
function pair() {
  const memory = mailboxMemory();
  const { port1, port2 } = new MessageChannel();
  const writer = new MailboxWriter(memory, (value, transfer) => port1.postMessage(value, transfer));
  const reader = new MailboxReader(memory, port2);
  const drain = () => {
    const found = [];
    reader.drain(
      (sender, bytes) => found.push([sender, bytes.toString('latin1')]),
      (value) => found.push(value),
    );
    return found;
  };
  return { writer, reader, drain, close: () => port1.close() };
}

test('bytes and objects come in the order in which they were sent', () => {
  const { writer, drain, close } = pair();
  writer.send(1, Buffer.from('one'));
  writer.post({ two: 2 });
  writer.send(3, Buffer.from('three'));
  assert.deepEqual(drain(), [[1, 'one'], { two: 2 }, [3, 'three']]);
  writer.send(4, Buffer.from('four'));
  assert.deepEqual(drain(), [[4, 'four']]);
  assert.deepEqual(drain(), []);
  close();
});

test('the order holds also where a small record and a posted one come while the reader looks', () => {
  const { writer, drain, close } = pair();
  const { load } = Atomics;
  const WRITTEN = 0;
  Atomics.load = (words, index) => {
    const value = load(words, index);
    if (index !== WRITTEN) return value;
    Atomics.load = load; // the reader has just seen that the ring is empty
    writer.send(1, Buffer.from('small'));
    writer.post({ posted: true });
    return value;
  };
  assert.deepEqual([...drain(), ...drain()], [[1, 'small'], { posted: true }]);
  close();
});

test('the ring can be gone round many times, with records of every size', () => {
  const { writer, drain, close } = pair();
  for (let i = 0; i < 5000; i++) {
    const text = String.fromCharCode(65 + (i % 26)).repeat(1 + ((i * 7919) % 3000));
    writer.send(i, Buffer.from(text));
    if (i % 7 === 0) writer.send(i, Buffer.from('again'));
    assert.deepEqual(drain(), i % 7 === 0 ? [[i, text], [i, 'again']] : [[i, text]]);
  }
  close();
});

test('small bytes can still be read by who sent them, also when they were posted', () => {
  const { writer, drain, close } = pair();
  const kept = Buffer.from(new ArrayBuffer(4)).fill('k');
  writer.post({ first: true });
  writer.send(1, kept);
  assert.deepEqual(drain(), [{ first: true }, [1, 'kkkk']]);
  assert.equal(kept.toString(), 'kkkk');
  close();
});

test('what does not fit is sent all the same, in order', () => {
  const { writer, drain, close } = pair();
  const sent = [];
  for (let i = 0; i < 100; i++) {
    const text = `${i}`.padEnd(i % 10 === 0 ? 70_000 : 5_000, '.');
    sent.push([i, text]);
    writer.send(i, Buffer.from(text));
  }
  assert.ok(sent.length * 5_000 > RING);
  assert.deepEqual(drain(), sent);
  close();
});

test('a part of a larger buffer is sent without the rest', () => {
  const { writer, drain, close } = pair();
  const large = Buffer.alloc(200_000, 'x');
  writer.send(1, large.subarray(0, 100_000));
  assert.equal(large.length, 200_000);
  assert.deepEqual(drain(), [[1, 'x'.repeat(100_000)]]);
  close();
});

const SLEEPER = `
  const { parentPort, workerData } = require('node:worker_threads');
  import(workerData.module).then(({ MailboxReader }) => {
    const reader = new MailboxReader(workerData.memory, parentPort);
    for (let left = workerData.count; left > 0; ) {
      const { bell } = reader;
      const count = () => left--;
      if (!reader.drain(count, count)) reader.wait(bell);
    }
    parentPort.postMessage('all');
  });`;

test('a reader that sleeps is woken for each of 20,000 records', { timeout: 60_000 }, async () => {
  const count = 20_000;
  const memory = mailboxMemory();
  const module = new URL('../../main/js/mailbox.js', import.meta.url).href;
  const worker = new Worker(SLEEPER, { eval: true, workerData: { memory, count, module } });
  const writer = new MailboxWriter(memory, (value, transfer) => worker.postMessage(value, transfer));
  for (let i = 0; i < count; i++) {
    if (i % 100 === 0) writer.post({ i });
    else writer.send(i, Buffer.from('record'));
    if (i % 50 === 0) await new Promise(setImmediate);
  }
  assert.deepEqual(await once(worker, 'message'), ['all']);
  await worker.terminate();
});
