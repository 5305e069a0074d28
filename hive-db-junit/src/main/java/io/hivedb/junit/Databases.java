// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.internal.BackendPreview;
import io.hivedb.internal.Closer;
import io.hivedb.internal.PreparedDatabase;
import io.hivedb.internal.SharedServers;
import io.hivedb.internal.watch.Borrowings;
import io.hivedb.internal.watch.Watch;
import io.hivedb.junit.WatchSettings.Leaks;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Finds the database of a test, and opens it at first need. JUnit's store closes what is opened.
 */
final class Databases {

  static final Namespace NAMESPACE = Namespace.create(HiveDatabaseExtension.class);

  private Databases() {}

  /** The database that a parameter or field means, in the state that a test begins with. */
  static OpenDatabase of(ExtensionContext context, Optional<HiveDatabase> said) {
    Declaration wanted = said.map(Declaration::of).orElse(null);
    if (wanted == null) {
      return of(context, "");
    }
    Optional<Owner> declared = Owner.find(context, wanted.name());
    if (declared.isPresent() && !wanted.isReference()) {
      checkSame(declared.get(), wanted, context);
    }
    return of(context, declared.orElseGet(() -> Owner.ofClass(context, wanted)));
  }

  private static void checkSame(Owner declared, Declaration wanted, ExtensionContext context) {
    if (!declared.declaration().equals(wanted)) {
      throw Declarations.twice(context.getRequiredTestClass(), wanted.name());
    }
  }

  static OpenDatabase of(ExtensionContext context, String name) {
    return of(context, Owner.find(context, name).orElseThrow(() -> missing(context)));
  }

  private static OpenDatabase of(ExtensionContext context, Owner owner) {
    return RunNotes.watch(context, owner, () -> find(context, owner));
  }

  private static OpenDatabase find(ExtensionContext context, Owner owner) {
    Unready unready = Unready.around(context);
    if (unready != null) {
      unready.end();
    }
    if (isAroundAllBackends(owner)) {
      throw new ExtensionConfigurationException(
          "["
              + context.getDisplayName()
              + "] asks for a database around all backends: @EveryBackend runs @BeforeAll and"
              + " @AfterAll once, before the first backend and after the last. Use @BeforeEach and"
              + " @AfterEach, or scripts.");
    }
    OpenDatabase database =
        store(owner).getOrComputeIfAbsent(owner.key(), key -> open(owner), OpenDatabase.class);
    Used.of(context).add(database);
    if (context.getTestMethod().isPresent()) {
      database.beforeTest(context);
    }
    return database;
  }

  /** In the container of {@link EveryBackend} no backend is chosen yet. */
  private static boolean isAroundAllBackends(Owner owner) {
    return owner.chosen() == null
        && Contexts.isClass(owner.context())
        && isForEveryBackend(owner.context());
  }

  static boolean isForEveryBackend(ExtensionContext context) {
    return Chosen.around(context) == null
        && AnnotationSupport.isAnnotated(context.getElement(), EveryBackend.class);
  }

  private static Store store(Owner owner) {
    ExtensionContext lifetime =
        owner.declaration().isolation() == Isolation.SHARED
            ? owner.context().getRoot()
            : owner.context();
    return lifetime.getStore(NAMESPACE);
  }

  /** The backend that it would be on, without opening it; found out once for each class. */
  static BackendPreview preview(ExtensionContext context) {
    return preview(Owner.find(context, "").orElseThrow(() -> missing(context)));
  }

  static BackendPreview preview(Owner owner) {
    return owner
        .context()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            List.of(BackendPreview.class, owner.key()),
            key -> BackendPreview.of(owner.config(), parameters(owner.context())),
            BackendPreview.class);
  }

  private static ExtensionConfigurationException missing(ExtensionContext context) {
    return new ExtensionConfigurationException(
        "No class around ["
            + context.getDisplayName()
            + "] carries @HiveDatabase. Put the annotation on the test class.");
  }

  private static OpenDatabase open(Owner owner) {
    Function<String, @Nullable String> parameters = parameters(owner.context());
    WatchSettings settings =
        WatchSettings.of(preview(owner).settings(), owner.declaration().keepOnFailure());
    Watch watch = settings.watch();
    Closer closer = new Closer();
    try {
      if (owner.declaration().isolation() != Isolation.SHARED) {
        closer.add(enter(owner));
      }
      PreparedDatabase database =
          closer.add(
              servers(owner.context())
                  .open(owner.config(), parameters, owner.declaration().steps(), watch));
      SnapshotNeeds.meet(database, owner);
      Borrowings borrowings = watch.borrowings();
      if (borrowings != null && settings.leaks() != Leaks.OFF) {
        closer.add(LeakCheck.ofAll(borrowings, settings.leaks(), owner.context().getDisplayName()));
      }
      return new OpenDatabase(database, owner, settings, closer);
    } catch (RuntimeException | Error e) {
      closer.closeBecauseOf(e);
      throw e;
    }
  }

  private static AutoCloseable enter(Owner owner) {
    int most =
        preview(owner)
            .settings()
            .number(DatabaseLimit.KEY, 1, 1_000_000)
            .orElse(DatabaseLimit.DEFAULT);
    DatabaseLimit limit =
        owner
            .context()
            .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
            .getOrComputeIfAbsent(
                DatabaseLimit.class, type -> new DatabaseLimit(), DatabaseLimit.class);
    return limit.enter(Contexts.outermostClass(owner.context()).getUniqueId(), most);
  }

  static Function<String, @Nullable String> parameters(ExtensionContext context) {
    return key -> context.getConfigurationParameter(key).orElse(null);
  }

  /** One for the whole launcher session: all classes, also of several launches, share servers. */
  private static SharedServers servers(ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
        .getOrComputeIfAbsent(
            SharedServers.class, type -> new SharedServers(), SharedServers.class);
  }
}
