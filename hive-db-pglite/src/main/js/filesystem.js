// SPDX-License-Identifier: Apache-2.0
// The file system of an engine's files in memory: emscripten's operations on a tree of shared inodes. A node of
// emscripten is only a name for an inode; it is made when the name is first looked up.

import { BlockPool, nextEpoch } from './blocks.js';
import { File, Folder, isFile, isFolder, Link, NoSpace } from './inodes.js';

// Numbers of WASI, which emscripten uses
const [EINVAL, ENOENT, ENOMEM, ENOSPC, ENOTEMPTY] = [28, 44, 48, 51, 55];
const MAP_PRIVATE = 2;
const LIMITED = ['base', 'pgsql_tmp'];
const IN_IMAGE = 2 ** 40; // numbers of files, above those of nodes
/** The folders that live in the tree; all else in emscripten's own file system are devices. */
export const MOUNTS = ['/pglite', '/home/postgres', '/tmp', '/dev/shm'];

export class BlockFileSystem {
  #FS;
  #mmapAlloc;
  #heap;
  #nodes = new Set();
  #roots = [];
  #pool;
  #epoch = nextEpoch();
  #root;
  #thaws = 0;
  /** Told of what is read into the engine's memory, and of what files had and have no more. */
  watcher = null;

  /**
   * @param {object} module emscripten's module
   * @param {{root: Folder, used: number}} tree a frozen tree, also of another engine
   * @param {number} limit how many blocks the files may take in memory
   */
  constructor(module, { root, used }, limit) {
    this.#FS = module.FS;
    this.#mmapAlloc = module.loader.mmapAlloc;
    this.#heap = () => module.HEAPU8;
    this.#pool = new BlockPool(limit);
    this.#pool.used = used;
    this.#root = root;
    for (const path of MOUNTS) this.#mount(path);
  }

  #mount(path) {
    const FS = this.#FS;
    if (!FS.analyzePath(path).exists) FS.mkdirTree(path);
    const mount = () => {
      const node = FS.createNode(null, '/', 0o040755, 0);
      node.key = path;
      this.#roots.push(node);
      return this.#bind(node, this.#root.children.get(path));
    };
    FS.mount({ mount }, {}, path);
  }

  #bind(node, inode) {
    node.inode = inode;
    node.mode = inode.mode;
    node.node_ops = this.#nodeOperations;
    node.stream_ops = this.#streamOperations;
    return node;
  }

  #node(parent, name, inode) {
    const node = this.#bind(this.#FS.createNode(parent, name, inode.mode, 0), inode);
    this.#nodes.add(node);
    return node;
  }

  /** A node for a file that has no name any more but is open. */
  detachedNode(inode) {
    const node = new this.#FS.FSNode(this.#roots[0], '(deleted)', inode.mode, 0);
    node.isDetached = true;
    return this.#bind(node, inode);
  }

  /** The node of a path without links; undefined if there is no such file. */
  find(path) {
    let node = this.#roots.find(({ key }) => path.startsWith(`${key}/`));
    for (const name of path.slice(node.key.length + 1).split('/')) {
      if (!node.inode.children?.has(name)) return undefined;
      node = this.#FS.lookupNode(node, name);
    }
    return node;
  }

  /** Whether a node belongs to this file system. */
  owns(node) {
    return node.node_ops === this.#nodeOperations;
  }

  /** The inode of a node, for writing: a copy takes the place of one that is shared. */
  #own(node) {
    const { inode } = node;
    if (inode.epoch === this.#epoch) return inode;
    const copy = inode.copy(this.#epoch);
    node.inode = copy;
    if (node.isDetached) return copy;
    if (node.key) this.#ownRoot().children.set(node.key, copy);
    else this.#own(node.parent).children.set(node.name, copy);
    return copy;
  }

  #ownRoot() {
    if (this.#root.epoch !== this.#epoch) this.#root = this.#root.copy(this.#epoch);
    return this.#root;
  }

  /** The tree as it is now; nothing changes it any more. */
  freeze() {
    this.#epoch = nextEpoch();
    return { root: this.#root, used: this.#pool.used };
  }

  /** Puts an earlier tree, also of another engine, in the place of the present one. */
  thaw({ root, used }) {
    if (root !== this.#root) this.#discard(this.#root, root);
    this.#root = root;
    this.#pool.used = used;
    this.#epoch = nextEpoch();
    for (const node of this.#roots) this.#bind(node, root.children.get(node.key));
    this.#thaws++;
    for (const node of this.#nodes) this.#rebind(node);
  }

  /** Gives a node the inode that its name has now; a name that the tree does not have is forgotten. */
  #rebind(node) {
    if (node.key !== undefined || node.thaws === this.#thaws) return;
    node.thaws = this.#thaws;
    this.#rebind(node.parent);
    const inode = node.parent.inode?.children?.get(node.name);
    if (inode) {
      this.#bind(node, inode);
    } else {
      node.inode = null;
      this.#FS.hashRemoveNode(node);
      this.#nodes.delete(node);
    }
  }

  /** Recycles the blocks that only the present tree has. */
  #discard(present, kept) {
    for (const [name, inode] of present.children) {
      const other = kept.children.get(name);
      if (inode === other) continue;
      if (isFolder(inode)) this.#discard(inode, other && isFolder(other) ? other : new Folder(0));
      else if (isFile(inode) && inode.epoch === this.#epoch) inode.discard(this.#pool);
    }
  }

  get used() {
    return this.#pool.used;
  }

  get root() {
    return this.#root;
  }

  #error(number) {
    return new this.#FS.ErrnoError(number);
  }

  #added(parent, name, inode) {
    this.#own(parent).children.set(name, inode);
    return this.#node(parent, name, inode);
  }

  #removed(node) {
    const { inode } = node;
    this.#own(node.parent).children.delete(node.name);
    this.#nodes.delete(node);
    node.isDetached = true;
    if (isFile(inode)) this.#pool.used -= inode.used;
  }

  #nodeOperations = {
    getattr: (node) => {
      const { inode } = node;
      const size = isFile(inode) ? inode.size : 4096;
      const time = new Date(inode.time);
      const identity = { dev: 1, ino: numberOf(node), mode: inode.mode, nlink: 1, uid: 0, gid: 0, rdev: 0 };
      return { ...identity, size, atime: time, mtime: time, ctime: time, blksize: 4096, blocks: Math.ceil(size / 4096) };
    },
    setattr: (node, { mode, size }) => {
      if (size !== undefined) this.#note(node, size);
      const inode = this.#own(node);
      if (mode !== undefined) node.mode = inode.mode = mode;
      if (size !== undefined) this.#try(() => inode.resize(this.#pool, size));
    },
    lookup: (parent, name) => {
      const inode = parent.inode.children.get(name);
      if (!inode) throw (this.#notFound ??= this.#error(ENOENT));
      return this.#node(parent, name, inode);
    },
    mknod: (parent, name, mode) => {
      const inode = this.#FS.isDir(mode) ? new Folder(this.#epoch, mode) : new File(this.#epoch, mode);
      inode.isLimited = LIMITED.includes(parent.parent.name) || parent.key === '/tmp';
      return this.#added(parent, name, inode);
    },
    symlink: (parent, name, target) => this.#added(parent, name, new Link(this.#epoch, target)),
    readlink: ({ inode }) => {
      if (!(inode instanceof Link)) throw this.#error(EINVAL);
      return inode.target;
    },
    rename: (node, folder, name) => this.#rename(node, folder, name),
    unlink: (parent, name) => this.#removed(this.#FS.lookupNode(parent, name)),
    rmdir: (parent, name) => {
      const node = this.#FS.lookupNode(parent, name);
      if (node.inode.children.size > 0) throw this.#error(ENOTEMPTY);
      this.#removed(node);
    },
    readdir: (node) => ['.', '..', ...node.inode.children.keys()],
  };
  #notFound;

  #rename(node, folder, name) {
    if (folder.inode.children.has(name)) {
      const replaced = this.#FS.lookupNode(folder, name);
      if (replaced.inode.children?.size > 0) throw this.#error(ENOTEMPTY);
      this.#removed(replaced);
      this.#FS.hashRemoveNode(replaced);
    }
    this.#own(node.parent).children.delete(node.name);
    this.#own(folder).children.set(name, node.inode);
    node.name = name;
  }

  /** Before a file is changed from a position on, so far or to its end. */
  #note(node, position, length) {
    const isOld = position < node.inode.size && node.inode.born !== this.#epoch;
    if (isOld) this.watcher?.noteReplaced(node.isDetached ? null : node.name, position, length);
  }

  #streamOperations = {
    read: ({ node }, buffer, offset, length, position) => {
      this.watcher?.noteRead(offset, length);
      return node.inode.read(buffer, offset, length, position);
    },
    write: ({ node }, buffer, offset, length, position) => {
      if (length === 0) return 0;
      this.#note(node, position, length);
      const inode = this.#own(node);
      this.#try(() => inode.write(this.#pool, buffer.subarray(offset, offset + length), position));
      return length;
    },
    llseek: (stream, offset, whence) => {
      const base = whence === 1 ? stream.position : whence === 2 && isFile(stream.node.inode) ? stream.node.inode.size : 0;
      if (base + offset < 0) throw this.#error(EINVAL);
      return base + offset;
    },
    mmap: ({ node }, length, position) => {
      const ptr = this.#mmapAlloc(length);
      if (!ptr) throw this.#error(ENOMEM);
      node.inode.read(this.#heap(), ptr, length, position);
      return { ptr, allocated: true };
    },
    msync: (stream, buffer, offset, length, flags) => {
      if (!(flags & MAP_PRIVATE)) this.#streamOperations.write(stream, buffer, 0, length, offset);
      return 0;
    },
  };

  #try(change) {
    try {
      change();
    } catch (e) {
      if (e instanceof NoSpace) throw this.#error(ENOSPC);
      throw e;
    }
  }
}

/** The root of a tree with no files. */
export function emptyRoot() {
  return new Folder(0, undefined, new Map(MOUNTS.map((path) => [path, new Folder(0)])));
}

/**
 * PostgreSQL takes a library for one that it has loaded if their files have the same number. The numbers of nodes go by what was looked
 * at before, and what it remembers may have been looked at in another engine. What stands in the image is the same in all of them.
 */
function numberOf({ id, inode }) {
  return inode.origin ? IN_IMAGE + inode.origin.offset : id;
}
