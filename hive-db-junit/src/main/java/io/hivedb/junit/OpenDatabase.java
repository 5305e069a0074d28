// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.HiveDb;
import io.hivedb.Snapshot;
import io.hivedb.internal.Closer;
import io.hivedb.internal.PreparedDatabase;
import java.util.List;
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
  private final Closer closer;

  OpenDatabase(PreparedDatabase database, Owner owner, Closer closer) {
    this.database = database;
    this.owner = owner;
    this.closer = closer;
  }

  HiveDb database() {
    return database;
  }

  boolean restores() {
    return owner.declaration().isolation() == Isolation.METHOD && Contexts.isClass(owner.context());
  }

  /** Once for each test, whoever asks first: a constructor, a field or the life cycle. */
  void beforeTest(ExtensionContext test) {
    if (restores() && isFirst(test)) {
      checkSerial(test);
      restore(Contexts.nearestClass(test));
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
