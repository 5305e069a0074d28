// SPDX-License-Identifier: Apache-2.0
// What a tree of files has that another has not, for a state in a file: nearly all of its files stand in the image. Trees
// that come from each other have in common, as the same objects, what nobody changed.

import { MOUNTS } from './filesystem.js';
import { Folder, isFolder, Link } from './inodes.js';

/**
 * What has to be changed in a tree to make it another.
 * @param {Folder} root of the other
 * @param {Folder} base root of the one
 * @returns {{changed: {path: string, inode: object}[], gone: string[]}} folders before what they hold
 */
export function changesOf(root, base) {
  const found = { changed: [], gone: [] };
  for (const path of MOUNTS) compare(root.children.get(path), base.children.get(path), path, found);
  return found;
}

function compare(inode, before, path, found) {
  if (inode === before) return;
  found.changed.push({ path, inode });
  if (!isFolder(inode)) return;
  const known = childrenOf(before);
  for (const [name, child] of inode.children) compare(child, known.get(name), `${path}/${name}`, found);
  for (const name of known.keys()) if (!inode.children.has(name)) found.gone.push(`${path}/${name}`);
}

const childrenOf = (inode) => (inode && isFolder(inode) ? inode.children : new Map());

/**
 * The reverse: a tree with what was changed; it has the rest in common with the base, of which nothing changes.
 * @param {{changed: {path: string, mode: number, size: number, target?: string}[], gone: string[]}} changes folders with a
 *     negative size
 * @param {(entry: object) => object} fileOf makes a file
 */
export function treeWith(base, { changed, gone }, fileOf) {
  const root = base.copy(0);
  const folders = new Map();
  const place = (path) => {
    if (MOUNTS.includes(path)) return { children: root.children, name: path };
    const split = path.lastIndexOf('/');
    return { children: folders.get(path.slice(0, split)).children, name: path.slice(split + 1) };
  };
  for (const entry of changed) {
    const { children, name } = place(entry.path);
    const inode = inodeOf(entry, children.get(name), fileOf);
    children.set(name, inode);
    if (isFolder(inode)) folders.set(entry.path, inode);
  }
  for (const path of gone) {
    const { children, name } = place(path);
    children.delete(name);
  }
  return root;
}

function inodeOf(entry, before, fileOf) {
  const { mode, size, target } = entry;
  if (target !== undefined) return new Link(0, target);
  return size < 0 ? new Folder(0, mode, new Map(childrenOf(before))) : fileOf(entry);
}
