// SPDX-License-Identifier: Apache-2.0
// The files that an engine has open. PostgreSQL keeps their numbers in its memory, so they must come back with it.

/** @typedef {{fd: number, flags: number, position: number, path: string | null, inode: object}} OpenFile path is null where the
 *     file has no name any more */
/** @typedef {{files: OpenFile[], pipes: number[][], others: number[]}} StreamState */

const WRITE_ONLY = 1;

export class Streams {
  #module;
  #files;
  /** @type {WeakMap<OpenFile, object>} the nodes of files that were captured or opened before */
  #nodes = new WeakMap();
  /** @type {WeakMap<OpenFile, object>} as they were opened before: nobody else has them any more */
  #streams = new WeakMap();

  constructor(module, files) {
    this.#module = module;
    this.#files = files;
  }

  /**
   * @param {(object | null)[]} streams those of the process in the engine, or of another
   * @returns {StreamState}
   */
  capture(streams = this.#module.FS.streams) {
    const state = { files: [], pipes: [], others: [] };
    for (const stream of streams) {
      if (!stream) continue;
      if (this.#files.owns(stream.node)) state.files.push(this.#captured(stream));
      else if (!this.#isPipe(stream)) state.others.push(stream.fd);
      else if ((stream.flags & WRITE_ONLY) === 0) state.pipes.push([stream.fd, this.#otherEnd(stream)]);
    }
    return state;
  }

  #captured({ fd, flags, position, node }) {
    const file = { fd, flags, position, path: node.isDetached ? null : this.#module.FS.getPath(node), inode: node.inode };
    this.#nodes.set(file, node);
    return file;
  }

  #isPipe({ node }) {
    return node.mount === this.#pipeMount;
  }

  get #pipeMount() {
    return this.#module.loader.PIPEFS.root.mount;
  }

  /** The writable end: the one with the same pipe. */
  #otherEnd({ node, fd }) {
    return this.#module.FS.streams.find((other) => other && other.fd !== fd && other.node.pipe === node.pipe).fd;
  }

  /** Opens in a fresh engine what another had open, and only that. */
  openAll(state) {
    for (const [readable, writable] of state.pipes) {
      const pipe = this.#module.loader.PIPEFS.createPipe();
      if (pipe.readable_fd !== readable || pipe.writable_fd !== writable) throw new Error('a pipe got other numbers than before');
    }
    this.restore(state);
  }

  /** Makes the open files those that were captured. */
  restore(state) {
    const { streams } = this.#module.FS;
    const wanted = this.build(state);
    streams.splice(0, streams.length, ...wanted);
  }

  /** Opens captured files, for this process or another; pipes and devices are what they are in the engine. */
  build({ files, pipes, others }) {
    const streams = [];
    for (const fd of [...others, ...pipes.flat()]) {
      streams[fd] = this.#module.FS.streams[fd];
      if (!streams[fd]) throw new Error(`the open file ${fd} cannot be restored`);
    }
    const nameless = new Map();
    for (const file of files) streams[file.fd] = this.#opened(file, this.#nodeOf(file, nameless));
    return Array.from(streams, (stream) => stream ?? null);
  }

  #opened(file, node) {
    const stream = this.#streams.get(file) ?? new this.#module.FS.FSStream();
    this.#streams.set(file, stream);
    stream.shared = {}; // what copies of it had in common
    stream.fd = file.fd;
    stream.flags = file.flags;
    stream.position = file.position;
    stream.path = file.path ?? '(deleted)';
    stream.node = node;
    stream.stream_ops = node.stream_ops;
    stream.seekable = true;
    stream.ungotten = [];
    stream.error = false;
    return stream;
  }

  /** Two streams of one deleted file share its node. */
  #nodeOf(file, nameless) {
    const { path, inode } = file;
    const node = path === null ? undefined : this.#known(file) ?? this.#files.find(path);
    if (node) this.#nodes.set(file, node);
    if (node) return node;
    if (!nameless.has(inode)) nameless.set(inode, this.#files.detachedNode(inode));
    return nameless.get(inode);
  }
  /** An inode stands under one name only: a node that has it again has the right name. */
  #known(file) {
    const node = this.#nodes.get(file);
    return node && !node.isDetached && node.inode === file.inode ? node : undefined;
  }
}
