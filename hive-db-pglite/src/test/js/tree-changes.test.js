// SPDX-License-Identifier: Apache-2.0
// What one tree of files has that another has not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyRoot } from '../../main/js/filesystem.js';
import { listInodes } from '../../main/js/image.js';
import { File, Folder, isFolder, Link } from '../../main/js/inodes.js';
import { changesOf, treeWith } from '../../main/js/tree-changes.js';

/** A tree of what paths stand for: null for a folder, text that begins with > for a link, other text for a file's name. */
function tree(entries, root = emptyRoot()) {
  for (const [path, what] of Object.entries(entries)) {
    const split = path.indexOf('/', '/pglite'.length);
    let folder = root.children.get(path.slice(0, split));
    const names = path.slice(split + 1).split('/');
    for (const name of names.slice(0, -1)) folder = folder.children.get(name);
    folder.children.set(names.at(-1), what === null ? new Folder(0) : what.startsWith('>') ? new Link(0, what) : named(what));
  }
  return root;
}

const named = (name) => Object.assign(new File(0, 0o600), { name });
const described = (root) => Object.fromEntries(listInodes(root).map(({ path, inode }) => [path, isFolder(inode) ? null : (inode.name ?? inode.target)]));

const BASE = { '/pglite/a': null, '/pglite/a/b': null, '/pglite/a/b/one': 'one', '/pglite/a/two': 'two', '/pglite/c': null, '/pglite/c/three': 'three', '/pglite/l': '>l' };

/** As a state's file has them. */
function written({ changed, gone }) {
  const entry = ({ path, inode }) => {
    if (isFolder(inode)) return { path, mode: inode.mode & 0o7777, size: -1 };
    return inode instanceof Link ? { path, target: inode.target } : { path, mode: 0o600, size: 0, name: inode.name };
  };
  return JSON.parse(JSON.stringify({ changed: changed.map(entry), gone }));
}

const fileOf = ({ name }) => named(name);

/** A copy of a tree in which folders on the way to a path are new, as the file system does it. */
function changed(root, path, change) {
  const copy = root.copy(1);
  const split = path.indexOf('/', '/pglite'.length);
  let [folder, rest] = [copy, [path.slice(0, split), ...path.slice(split + 1).split('/')]];
  for (const name of rest.slice(0, -1)) {
    const child = folder.children.get(name).copy(1);
    folder.children.set(name, child);
    folder = child;
  }
  change(folder.children, rest.at(-1));
  return copy;
}

const CHANGES = {
  nothing: ['/pglite/a/two', () => {}],
  'a file that changed': ['/pglite/a/two', (children, name) => children.set(name, named('other'))],
  'a new file': ['/pglite/a/b/new', (children, name) => children.set(name, named('new'))],
  'a new folder with a file': ['/pglite/n', (children, name) => children.set(name, new Folder(1, 0o700, new Map([['f', named('f')]])))],
  'a file that is gone': ['/pglite/a/b/one', (children, name) => children.delete(name)],
  'a folder that is gone': ['/pglite/a', (children, name) => children.delete(name)],
  'a folder in place of a file': ['/pglite/a/two', (children, name) => children.set(name, new Folder(1, 0o700, new Map([['f', named('f')]])))],
  'a file in place of a folder': ['/pglite/a', (children, name) => children.set(name, named('a'))],
  'another link': ['/pglite/l', (children, name) => children.set(name, new Link(1, '>m'))],
};

for (const [what, [path, change]] of Object.entries(CHANGES)) {
  test(`${what}: the tree is the same again, and the base stays as it is`, () => {
    const base = tree(BASE);
    const before = described(base);
    const root = changed(base, path, change);
    const built = treeWith(base, written(changesOf(root, base)), fileOf);
    assert.deepEqual(described(built), described(root));
    assert.deepEqual(described(base), before);
    assert.deepEqual(changesOf(base, base), { changed: [], gone: [] });
  });
}

test('what did not change is not named, and is had in common', () => {
  const base = tree(BASE);
  const root = changed(base, ...CHANGES['a file that changed']);
  const changes = changesOf(root, base);
  assert.deepEqual(changes.changed.map(({ path }) => path), ['/pglite', '/pglite/a', '/pglite/a/two']);
  const built = treeWith(base, written(changes), fileOf);
  const folder = (tree) => tree.children.get('/pglite').children;
  assert.equal(folder(built).get('c'), folder(base).get('c'));
});

test('a tree of its own is named whole', () => {
  const base = tree(BASE);
  const root = tree({ '/pglite/a': null, '/pglite/a/x': 'x', '/pglite/y': 'y' });
  assert.deepEqual(described(treeWith(base, written(changesOf(root, base)), fileOf)), described(root));
});
