// SPDX-License-Identifier: Apache-2.0
// Reads a socket that does not block, and tells by a number where nothing is there. `fs.readSync` tells it by an exception, which
// takes longer than all the rest of a short statement's way; in Node.js only WASI has the other way. It reads into memory of
// WebAssembly.

/** Bytes that are read at most. */
export const ROOM = 1 << 15;
const [VECTOR, COUNT, BYTES] = [0, 8, 16];
const STDIN = 0;
const [SUCCESS, AGAIN, INTERRUPTED] = [0, 6, 27];

/** Instead of a number of bytes. */
export const NOTHING = -1;
export const FAILED = -2;

/** Of all readers: what was read is taken before the next reads. */
let memory = null;
let view = null;

export class SocketReader {
  #read;

  /** @returns {SocketReader | null} null where Node.js does not offer it */
  static open(descriptor) {
    const { emitWarning } = process;
    process.emitWarning = () => {}; // that it is experimental: where it is not there, or is another, the network thread reads
    try {
      return new SocketReader(descriptor);
    } catch {
      return null;
    } finally {
      process.emitWarning = emitWarning;
    }
  }

  constructor(descriptor) {
    const { WASI } = process.getBuiltinModule('node:wasi');
    const wasi = new WASI({ version: 'preview1', stdin: descriptor, stdout: descriptor, stderr: descriptor });
    memory ??= new WebAssembly.Memory({ initial: 1, maximum: 1 });
    view ??= new DataView(memory.buffer);
    wasi.initialize({ exports: { memory } });
    this.#read = wasi.wasiImport.fd_read;
    view.setUint32(VECTOR, BYTES, true);
    view.setUint32(VECTOR + 4, ROOM, true);
  }

  /** @returns {number} of bytes, 0 at the end of all, or NOTHING or FAILED */
  read() {
    const error = this.#read(STDIN, VECTOR, 1, COUNT);
    if (error === SUCCESS) return view.getUint32(COUNT, true);
    return error === AGAIN || error === INTERRUPTED ? NOTHING : FAILED;
  }

  /** What was read last, until something else is. */
  bytes(count) {
    return Buffer.from(memory.buffer, BYTES, count);
  }
}
