// SPDX-License-Identifier: Apache-2.0
// LISTEN and NOTIFY between connections: a backend that is about to notify hears everything that anybody listens to;
// each message goes to the connections that listen to its channel, whoever sent it.

import { BodyReader } from './messages.js';

const COMMAND = /\b(un)?listen\s+("(?:[^"]|"")+"|\*|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)/gi;

/** Of a message: its length might look like a letter. */
const HEAD = 5;

export class Notifications {
  /** @type {Map<object, Set<string>>} */
  #channels = new Map();

  /** Takes note of a unit that listened in a place, which may be deaf now to what it heard. */
  observe(client, place, texts, tags) {
    if (tags.length === 0) return;
    if (tags.includes('DISCARD ALL')) this.#channels.delete(client);
    if (tags.includes('LISTEN') || tags.includes('UNLISTEN')) {
      for (const bytes of texts) this.#note(client, bytes.toString('utf8', HEAD));
    }
    if (tags.includes('UNLISTEN') || tags.includes('DISCARD ALL')) place.heard.clear();
  }

  #note(client, sql) {
    const own = this.#channels.get(client) ?? new Set();
    this.#channels.set(client, own);
    for (const [, un, name] of sql.matchAll(COMMAND)) {
      if (!un) own.add(channelName(name));
      else if (name === '*') own.clear();
      else own.delete(channelName(name));
    }
  }

  /** Makes the backend of a place hear what anybody listens to. */
  hearIn({ backend, heard }) {
    if (this.#channels.size === 0) return;
    const missed = new Set([...this.#channels.values()].flatMap((set) => [...set].filter((name) => !heard.has(name))));
    if (missed.size > 0) backend.ask([...missed].map((name) => `LISTEN "${name.replaceAll('"', '""')}"`).join('; '));
    for (const name of missed) heard.add(name);
  }

  isListening(client, bytes, mark) {
    return this.#channels.get(client)?.has(channelOf(bytes, mark)) ?? false;
  }

  /** The other connections that a NotificationResponse is for. */
  others(client, bytes, mark) {
    const channel = channelOf(bytes, mark);
    return [...this.#channels].filter(([other, set]) => other !== client && set.has(channel)).map(([other]) => other);
  }

  /** The connection is gone: a place hears no longer what nobody else wants. */
  leave(client, place) {
    if (!this.#channels.delete(client) || !place) return;
    place.backend.ask('UNLISTEN *');
    place.heard.clear();
    this.hearIn(place);
  }
}

function channelName(text) {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text.toLowerCase();
}

/** The process number of the backend that notified. */
export const senderOf = (bytes, { start }) => bytes.readInt32BE(start + 5);

const channelOf = (bytes, { start }) => new BodyReader(bytes, start + 9).string();
