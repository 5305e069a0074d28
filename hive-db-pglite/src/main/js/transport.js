// SPDX-License-Identifier: Apache-2.0
// A socket, as a connection needs it. Its descriptor may be written to by another thread, which must stop before the
// socket is closed: the number may be another's the next moment.

import { now } from './slots.js';

export class Transport {
  #socket;
  #underWay = 0;
  #lastTaken = 0;

  constructor(socket) {
    this.#socket = socket;
  }

  /** @param {{onData: (chunk: Buffer) => void, onRevoke: () => void, onClose: () => void}} handlers */
  begin({ onData, onRevoke, onClose }) {
    const socket = this.#socket;
    const destroy = socket._destroy; // what a stream's own class overrides to close what it stands for
    socket._destroy = (error, callback) => {
      onRevoke();
      destroy.call(socket, error, callback);
    };
    socket.on('data', onData);
    socket.on('error', () => socket.destroy());
    socket.on('close', onClose);
  }

  /** The descriptor; -1 where there is none. Node.js has no public way to it. */
  get descriptor() {
    return this.#socket._handle?.fd ?? -1;
  }

  /** @param {() => void} [onSent] called also when the socket is closed before */
  send(bytes, onSent) {
    if (this.#underWay++ === 0) this.#lastTaken = now();
    this.#socket.write(bytes, () => {
      this.#underWay--;
      this.#lastTaken = now();
      onSent?.();
    });
  }

  /** For how long the other side has taken nothing of what was sent to it. */
  get stalledFor() {
    return this.#underWay === 0 ? 0 : now() - this.#lastTaken;
  }

  /** Stops to read at once, which pausing does not; false where that cannot be. Node.js has no public way to it. */
  hold() {
    const handle = this.#socket._handle;
    if (!handle?.readStop || this.#socket.isPaused() || this.#socket.readableLength > 0) return false;
    return handle.readStop() === 0;
  }

  /** Reads on. */
  release() {
    this.#socket._handle?.readStart();
  }

  /** Closes the socket whatever was sent. */
  abort() {
    this.#socket.destroy();
  }

  pause() {
    this.#socket.pause();
  }

  resume() {
    this.#socket.resume();
  }

  end() {
    this.#socket.end();
    this.#socket.destroySoon();
  }
}
