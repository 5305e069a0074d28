// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.HiveDbConfigurationException;
import io.hivedb.internal.template.TemplateStore;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.BackendSnapshot;
import io.hivedb.spi.DatabaseSpec;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A prepared state, made once: whoever comes meanwhile waits for it, and all are told if it failed.
 */
final class Template implements AutoCloseable {

  private final BackendProvider provider;
  private final BackendServer server;
  private final Preparation preparation;
  private final @Nullable TemplateStore store;
  private final String key;
  private final Object making = new Object();
  private boolean made;
  private @Nullable BackendSnapshot state;
  private @Nullable Throwable failure;

  /**
   * Begins a template.
   *
   * @param key names the state
   * @param store where it may be kept in files; or null
   */
  Template(
      BackendProvider provider,
      BackendServer server,
      Preparation preparation,
      String key,
      @Nullable TemplateStore store) {
    this.provider = provider;
    this.server = server;
    this.preparation = preparation;
    this.store = preparation.isReproducible() ? store : null;
    this.key = key;
  }

  /** The first to come gets the very database that was prepared, the others databases like it. */
  PreparedBackend open(DatabaseSpec spec, int poolSize) {
    BackendSnapshot present;
    synchronized (making) {
      if (!made) {
        return first(spec, poolSize);
      }
      checkMade();
      present = state;
    }
    return present == null ? fresh(spec, poolSize) : copy(spec, present);
  }

  private PreparedBackend copy(DatabaseSpec spec, BackendSnapshot present) {
    DatabaseSpec further = DatabaseSpec.throwAway(spec.label());
    return new PreparedBackend(server.create(further, present), present);
  }

  private PreparedBackend first(DatabaseSpec spec, int poolSize) {
    made = true;
    AtomicReference<@Nullable BackendDatabase> prepared = new AtomicReference<>();
    Supplier<@Nullable BackendSnapshot> maker =
        () -> {
          BackendDatabase database = fresh(spec, poolSize).database();
          prepared.set(database);
          return kept(database);
        };
    try {
      BackendSnapshot present = store == null ? maker.get() : store.get(key, server, maker);
      state = present;
      BackendDatabase database = prepared.get();
      if (database != null) {
        return new PreparedBackend(database, present);
      }
      return present == null ? fresh(spec, poolSize) : copy(spec, present);
    } catch (RuntimeException | Error e) {
      failure = e;
      throw e;
    }
  }

  private void checkMade() {
    if (failure != null) {
      throw new HiveDbConfigurationException(
          "The database was prepared before, and that failed: " + failure.getMessage(), failure);
    }
  }

  /** The user's own database, for one, is prepared each time. */
  private static @Nullable BackendSnapshot kept(BackendDatabase database) {
    try {
      return database.snapshot();
    } catch (UnsupportedOperationException e) {
      return null;
    } catch (RuntimeException | Error e) {
      closeBecauseOf(e, database);
      throw e;
    }
  }

  /** Makes a new database and runs all steps. */
  PreparedBackend fresh(DatabaseSpec spec, int poolSize) {
    BackendDatabase database = server.create(spec);
    try (PreparationTarget target =
        new PreparationTarget(database, provider.id(), spec.label(), poolSize)) {
      preparation.run(target);
    } catch (RuntimeException | Error e) {
      closeBecauseOf(e, database);
      throw e;
    }
    return new PreparedBackend(database, null);
  }

  private static void closeBecauseOf(Throwable failure, BackendDatabase database) {
    Closer closer = new Closer();
    closer.add(database);
    closer.closeBecauseOf(failure);
  }

  @Override
  public void close() {
    synchronized (making) {
      BackendSnapshot kept = state;
      state = null;
      if (kept != null) {
        kept.close();
      }
    }
  }
}
