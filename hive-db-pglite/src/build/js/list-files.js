// SPDX-License-Identifier: Apache-2.0
// Lists a folder of emscripten's own file system with contents, folders before what they hold.

export function listFiles(FS, root) {
  const found = [];
  const walk = (folder) => {
    for (const name of FS.readdir(folder).filter((n) => n !== '.' && n !== '..').sort()) {
      const path = `${folder}/${name}`;
      const mode = FS.stat(path).mode & 0o777;
      if (FS.isDir(FS.stat(path).mode)) {
        found.push({ path, mode });
        walk(path);
      } else {
        found.push({ path, mode, data: FS.readFile(path) });
      }
    }
  };
  walk(root);
  return found;
}
