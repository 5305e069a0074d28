// SPDX-License-Identifier: Apache-2.0
// Two builds of one commit shall give the same bytes: the cluster's birthday, its system identifier and its nonce come
// from here. The nonce only serves PostgreSQL's own authentication, which the bridge replaces.

import crypto from 'node:crypto';

const BIRTHDAY = Date.UTC(2026, 10, 21);

export function freezeClockAndChance() {
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...parts) {
      super(...(parts.length === 0 ? [BIRTHDAY] : parts));
    }
    static now() {
      return BIRTHDAY;
    }
  };
  performance.now = () => 1000;
  process.env.TZ = 'UTC';
  const count = (bytes) => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength).forEach((_, i, all) => (all[i] = i & 0xff));
  globalThis.crypto.getRandomValues = (bytes) => (count(bytes), bytes);
  crypto.randomFillSync = (bytes) => (count(bytes), bytes);
}
