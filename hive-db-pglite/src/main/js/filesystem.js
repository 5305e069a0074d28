// SPDX-License-Identifier: Apache-2.0
// Puts the files of an image into the engine's memory file system without copying them: a file is copied at its
// first write, so that every further database costs only what it changes.

export function mountImage(FS, files) {
  for (const { path, mode, data } of files) {
    if (data === null) {
      if (!FS.analyzePath(path).exists) FS.mkdirTree(path, mode);
    } else {
      const folder = path.slice(0, path.lastIndexOf('/'));
      if (!FS.analyzePath(folder).exists) FS.mkdirTree(folder);
      const node = FS.create(path, mode);
      node.contents = data;
      node.usedBytes = data.length;
      node.shared = true;
    }
  }
  copyOnWrite(FS);
}

function copyOnWrite(FS) {
  const probe = FS.create('/tmp/.hive-copy-on-write', 0o600);
  const operations = probe.stream_ops;
  FS.unlink('/tmp/.hive-copy-on-write');
  for (const name of ['write', 'msync']) {
    const original = operations[name];
    if (typeof original !== 'function') throw new Error(`the memory file system has no ${name} operation`);
    operations[name] = (stream, ...rest) => {
      const { node } = stream;
      if (node.shared) {
        node.contents = node.contents.slice();
        node.shared = false;
      }
      return original(stream, ...rest);
    };
  }
}

/** Lists a folder of the engine's file system with contents, sorted by path. */
export function listFiles(FS, root) {
  const found = [];
  const walk = (folder) => {
    for (const name of FS.readdir(folder).filter((n) => n !== '.' && n !== '..').sort()) {
      const path = `${folder}/${name}`;
      const { mode } = FS.stat(path);
      const isFolder = FS.isDir(mode);
      found.push({ path, mode: mode & 0o777, data: isFolder ? null : FS.readFile(path) });
      if (isFolder) walk(path);
    }
  };
  walk(root);
  return found;
}
