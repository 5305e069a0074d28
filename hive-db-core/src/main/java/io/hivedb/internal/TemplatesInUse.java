// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The templates of a server: all that databases were made of which are open, and the {@value #IDLE}
 * last used of the others. Safe to use from several threads at once.
 */
final class TemplatesInUse implements AutoCloseable {

  /** How many templates are kept that no open database was made of. */
  static final int IDLE = 16;

  /** The least recently used one comes first. */
  private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Entry {

    private final Template template;
    private int users;

    Entry(Template template) {
      this.template = template;
    }
  }

  /**
   * Makes a database of a template, which stays until that database is closed.
   *
   * @param maker makes the template where it is not there yet
   * @param opener makes the database
   */
  PreparedBackend open(
      String key, Supplier<Template> maker, Function<Template, PreparedBackend> opener) {
    Entry entry = take(key, maker);
    Lease lease = Lease.of(() -> giveBack(entry));
    try {
      return opener.apply(entry.template).held(lease);
    } catch (RuntimeException | Error e) {
      lease.close();
      throw e;
    }
  }

  private Entry take(String key, Supplier<Template> maker) {
    synchronized (entries) {
      Entry entry = entries.computeIfAbsent(key, unused -> new Entry(maker.get()));
      entry.users++;
      return entry;
    }
  }

  private void giveBack(Entry entry) {
    try (Closer superfluous = new Closer()) {
      synchronized (entries) {
        entry.users--;
        long idle = entries.values().stream().filter(one -> one.users == 0).count();
        Iterator<Entry> eldestFirst = entries.values().iterator();
        while (idle > IDLE) {
          Entry eldest = eldestFirst.next();
          if (eldest.users == 0) {
            eldestFirst.remove();
            superfluous.add(eldest.template);
            idle--;
          }
        }
      }
    }
  }

  @Override
  public void close() {
    try (Closer all = new Closer()) {
      synchronized (entries) {
        entries.values().forEach(entry -> all.add(entry.template));
        entries.clear();
      }
    }
  }
}
