// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.HiveDb;
import io.hivedb.Snapshot;
import io.hivedb.internal.Closer;
import io.hivedb.internal.PreparedDatabase;
import io.hivedb.internal.watch.Borrowings;
import io.hivedb.internal.watch.StatementLog;
import io.hivedb.junit.WatchSettings.Leaks;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A database of the tests, and the states that {@link Isolation#METHOD} returns it to: one for each
 * class, taken before the class's first test. JUnit's store closes it, and the states before it.
 */
final class OpenDatabase implements AutoCloseable {

  private final PreparedDatabase database;
  private final Owner owner;
  private final WatchSettings watch;
  private final Closer closer;

  OpenDatabase(PreparedDatabase database, Owner owner, WatchSettings watch, Closer closer) {
    this.database = database;
    this.owner = owner;
    this.watch = watch;
    this.closer = closer;
  }

  HiveDb database() {
    return database;
  }

  /** What the test names it by; empty for the default database. */
  String name() {
    return owner.declaration().name();
  }

  /** What no other database has. */
  Object key() {
    return owner.key();
  }

  /** One of the class is not where {@link EveryBackend} runs a test of it. */
  boolean isSeenFrom(ExtensionContext test) {
    Chosen around = Chosen.around(test);
    return around == null
        || (owner.chosen() != null && owner.chosen().backend().equals(around.backend()));
  }

  WatchSettings watch() {
    return watch;
  }

  /** Its last statements, where they are noted. */
  @Nullable StatementLog statements() {
    return database.watch().statements();
  }

  /** For a parameter or field: closed with the test or the class. */
  Connection connection() throws SQLException {
    return database.connection();
  }

  /** Writes it as it is now. */
  String keep(Path folder) {
    return database.keep(folder);
  }

  boolean restores() {
    return owner.declaration().isolation() == Isolation.METHOD && Contexts.isClass(owner.context());
  }

  /** Once for each test, whoever asks first: a constructor, a field or the life cycle. */
  void beforeTest(ExtensionContext test) {
    if (!isFirst(test)) {
      return;
    }
    if (restores()) {
      checkSerial(test);
      restore(Contexts.nearestClass(test));
      watchLeaks(test);
    }
    StatementLog log = statements();
    if (log != null) {
      log.mark(test.getRequiredTestClass().getName() + ": " + test.getDisplayName());
    }
  }

  /** The store closes it after the connections that it gives from now on. */
  private void watchLeaks(ExtensionContext test) {
    Borrowings borrowings = database.watch().borrowings();
    if (borrowings != null && watch.leaks() != Leaks.OFF) {
      String who = test.getRequiredTestClass().getName() + ", " + test.getDisplayName();
      test.getStore(Databases.NAMESPACE)
          .put(
              List.of(LeakCheck.class, owner.key()),
              LeakCheck.fromNow(borrowings, watch.leaks(), who));
    }
  }

  /** JUnit asks annotations of classes for locks, and no others. */
  private void checkSerial(ExtensionContext test) {
    boolean ofClass =
        owner
            .context()
            .getElement()
            .map(Declarations::of)
            .filter(declared -> declared.containsValue(owner.declaration()))
            .isPresent();
    if (!ofClass && test.getExecutionMode() == ExecutionMode.CONCURRENT) {
      throw new ExtensionConfigurationException(
          "The tests of ["
              + test.getRequiredTestClass().getName()
              + "] run in parallel on one database that is reset before each of them. Put"
              + " @Execution(ExecutionMode.SAME_THREAD) on the class, or @HiveDatabase(isolation ="
              + " METHOD), which does that itself.");
    }
  }

  private boolean isFirst(ExtensionContext test) {
    Store store = test.getStore(Databases.NAMESPACE);
    Object key = List.of("restored", owner.key(), test.getUniqueId());
    if (store.get(key) != null) {
      return false;
    }
    store.put(key, true);
    return true;
  }

  /** What the {@code @BeforeAll} of a nested class meets is what tests of the outer class meet. */
  void beforeNested(ExtensionContext enclosingClass) {
    if (restores()) {
      restore(enclosingClass);
    }
  }

  private synchronized void restore(ExtensionContext type) {
    Store store = type.getStore(Databases.NAMESPACE);
    Snapshot known = store.get(stateKey(type), Snapshot.class);
    if (known == null) {
      store.put(stateKey(type), database.snapshot());
    } else {
      database.reset(known);
    }
  }

  /** The state that tests begin with where they are isolated; else the prepared one. */
  Snapshot state(ExtensionContext context) {
    ExtensionContext type = Contexts.nearestClass(context);
    Snapshot state = type.getStore(Databases.NAMESPACE).get(stateKey(type), Snapshot.class);
    return state != null ? state : database.prepared();
  }

  private Object stateKey(ExtensionContext type) {
    return List.of("state", owner.key(), type.getUniqueId());
  }

  @Override
  public void close() {
    closer.close();
  }
}
