// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The advisory locks of one database, between all its connections. Thread-safe. */
public final class AdvisoryLocks {

  /** What is locked: one number, or a pair. */
  record Key(boolean pair, long value) {}

  private record Grant(Holder holder, boolean shared, boolean transaction) {}

  private final Map<Key, List<Grant>> grants = new HashMap<>();

  /** Nothing is locked at first. */
  public AdvisoryLocks() {}

  /** The locks of one connection. */
  public Holder holder() {
    return new Holder();
  }

  /** The hands of one connection. */
  public final class Holder {

    private Holder() {}

    /** Takes a lock if nobody else's is in the way. */
    boolean tryLock(Key key, boolean shared, boolean transaction) {
      synchronized (grants) {
        List<Grant> held = grants.computeIfAbsent(key, k -> new ArrayList<>());
        for (Grant grant : held) {
          if (grant.holder() != this && !(shared && grant.shared())) {
            return false;
          }
        }
        held.add(new Grant(this, shared, transaction));
        return true;
      }
    }

    /** Takes a lock, waiting for those of others; the thread's interrupt ends the wait. */
    void lock(Key key, boolean shared, boolean transaction) {
      synchronized (grants) {
        while (!tryLock(key, shared, transaction)) {
          try {
            grants.wait();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PgException("57014", "canceling statement due to user request");
          }
        }
      }
    }

    /** Gives back one lock that this connection took; false where it has none. */
    boolean unlock(Key key, boolean shared) {
      synchronized (grants) {
        List<Grant> held = grants.getOrDefault(key, List.of());
        for (Grant grant : held) {
          boolean mine = grant.holder() == this && !grant.transaction();
          if (mine && grant.shared() == shared) {
            held.remove(grant);
            grants.notifyAll();
            return true;
          }
        }
        return false;
      }
    }

    /** Gives back what was taken for the transaction. */
    public void releaseTransaction() {
      release(false);
    }

    /** Gives back everything that lasts for the session. */
    void releaseSession() {
      release(true);
    }

    /** Gives back everything. */
    public void releaseAll() {
      release(false);
      release(true);
    }

    private void release(boolean session) {
      synchronized (grants) {
        boolean any = false;
        Iterator<List<Grant>> all = grants.values().iterator();
        while (all.hasNext()) {
          List<Grant> held = all.next();
          any |= held.removeIf(g -> g.holder() == this && g.transaction() != session);
          if (held.isEmpty()) {
            all.remove();
          }
        }
        if (any) {
          grants.notifyAll();
        }
      }
    }
  }
}
