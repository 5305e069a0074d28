// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.BackendStartException;
import io.hivedb.HiveDbConfig;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The databases of one server: new ones, copies of a state, and the user's own. */
final class Databases {

  private final PgDump dump;
  private final ThrowAwayDatabases all;
  private final Templates templates;
  private final Background copies = new Background("hive-db-postgres-copies");
  private final AtomicBoolean baseBegun = new AtomicBoolean();
  private volatile @Nullable PostgresSnapshot base;

  Databases(Engine engine, OwnerSession session, int mostSpares) {
    dump = engine.pgDump();
    CopyStrategy strategy = session.use("tell how it writes", CopyStrategy::of);
    all = new ThrowAwayDatabases(session, new EmptyDatabases(engine, strategy));
    templates = new Templates(session, all, copies, mostSpares, strategy);
  }

  /** Drops what killed JVMs left. */
  void sweep() {
    all.sweep();
  }

  /** An empty one, of which there will be no second. */
  PostgresDatabase single() {
    return owned(all.addEmpty());
  }

  /** An empty one; from the second on they are copies made ahead. */
  PostgresDatabase oneOfMany() {
    PostgresSnapshot template = base;
    return template == null ? firstOfMany() : copyOrEmpty(template);
  }

  private PostgresDatabase firstOfMany() {
    PostgresDatabase first = single();
    if (templates.makesSpares() && baseBegun.compareAndSet(false, true)) {
      copies.submit(() -> base = templates.ofEmpty());
    }
    return first;
  }

  private PostgresDatabase copyOrEmpty(PostgresSnapshot template) {
    try {
      return of(template);
    } catch (BackendStartException e) {
      if (CopyRefusal.is(e)) {
        return single();
      }
      throw e;
    }
  }

  /** One in the state of a snapshot. */
  PostgresDatabase of(PostgresSnapshot snapshot) {
    return owned(take(snapshot));
  }

  private static String take(PostgresSnapshot snapshot) {
    try {
      return snapshot.spares().take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendStartException(
          "The thread was interrupted while it waited for a copy of [" + snapshot + "].", e);
    }
  }

  private PostgresDatabase owned(String name) {
    return new PostgresDatabase(
        all.address(name),
        new DatabaseCare() {
          @Override
          public PostgresSnapshot snapshot() {
            return templates.of(name);
          }

          @Override
          public void reset(PostgresSnapshot snapshot) {
            all.replace(name, take(snapshot));
          }

          @Override
          public void end() {
            all.end(name);
          }
        },
        dump);
  }

  /** The user's own, which is copied at most. */
  PostgresDatabase ofUser(ServerAddress address) {
    return new PostgresDatabase(
        address,
        new DatabaseCare() {
          @Override
          public PostgresSnapshot snapshot() {
            return templates.ofUsersOwn(address.database());
          }

          @Override
          public void reset(PostgresSnapshot snapshot) {
            throw new UnsupportedOperationException(
                "The database ["
                    + address.database()
                    + "] is the one that "
                    + HiveDbConfig.URL
                    + " names: it is never reset. Reset a fork of it (HiveDb.fork()), or let"
                    + " @HiveDatabase make one.");
          }

          @Override
          public void end() {}
        },
        dump);
  }

  /** Ends them; where the server goes with them, without dropping each. */
  void close(boolean drop) {
    copies.abandon();
    if (drop) {
      all.dropAll();
    } else {
      all.forgetAll();
    }
  }
}
