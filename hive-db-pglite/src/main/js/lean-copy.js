// SPDX-License-Identifier: Apache-2.0
// What a further engine begins with: not the pages in the shared buffers that are in the files just as they are. It reads those
// that it wants, as PostgreSQL does where it could not read one. To copy them all is a third of a fork's time, and half of its memory.

import { CHUNK, HeapCopy } from './heap.js';
import { addressesOf, DESCRIPTOR_SIZE, isCleanState, PAGE, STATE_OFFSET, VALID } from './shared-buffers.js';

/** @type {WeakMap<HeapCopy, HeapCopy>} */
const known = new WeakMap();

/**
 * A copy to put a new engine into.
 * @param {object} heap if it is no HeapCopy, it stays as it is
 * @param {object} module of any engine
 */
export function leanCopyOf(heap, module) {
  if (!(heap instanceof HeapCopy)) return heap;
  if (!known.has(heap)) known.set(heap, leanCopy(heap, module));
  return known.get(heap);
}

function leanCopy(heap, module) {
  const { count, blocks, descriptors } = addressesOf(module, (address) => heap.wordAt(address));
  const stateAt = (index) => descriptors + index * DESCRIPTOR_SIZE + STATE_OFFSET;
  const isClean = Array.from({ length: count }, (_, index) => isCleanState(heap.wordAt(stateAt(index))));
  const left = new Set();
  const invalid = new Set();
  for (let at = Math.ceil(blocks / CHUNK) * CHUNK; at + CHUNK <= blocks + count * PAGE; at += CHUNK) {
    const pages = pagesIn(at - blocks);
    if (!pages.every((page) => isClean[page])) continue;
    left.add(at / CHUNK);
    for (const page of pages) invalid.add(page);
  }
  const words = [...invalid].map((page) => [stateAt(page), heap.wordAt(stateAt(page)) & ~VALID]);
  return heap.without(left, words);
}

/** The pages of which something lies in a chunk. */
function pagesIn(start) {
  const first = Math.floor(start / PAGE);
  const last = Math.floor((start + CHUNK - 1) / PAGE);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
