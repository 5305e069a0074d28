// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.UnsupportedSqlException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * What the extension knows of tests, for the report of the run: which backend, how long their
 * databases took, what was refused. By the unique ids of classes and tests. Knows no launcher,
 * which may not be there. Safe to use from several threads at once.
 */
final class RunNotes {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final String UNKNOWN = "unknown";

  private final Map<String, String> backends = new ConcurrentHashMap<>();
  private final Map<String, Double> preparations = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> refusals = new ConcurrentHashMap<>();
  private final Map<Thread, String> running = new ConcurrentHashMap<>();

  /** Those of the run, where there is a report of it. */
  private static @Nullable RunNotes of(ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, Databases.NAMESPACE)
        .get(RunNotes.class, RunNotes.class);
  }

  /** Notes what a database costs whoever asks for it, also where none is to be had. */
  static OpenDatabase watch(ExtensionContext context, Owner owner, Supplier<OpenDatabase> open) {
    RunNotes notes = of(context);
    if (notes == null) {
      return open.get();
    }
    String id = context.getUniqueId();
    long begin = System.nanoTime();
    try {
      OpenDatabase database = open.get();
      notes.backends.put(id, database.database().backend());
      return database;
    } catch (RuntimeException | Error e) {
      notes.backends.putIfAbsent(id, meant(owner));
      throw e;
    } finally {
      notes.preparations.merge(id, (System.nanoTime() - begin) / NANOS_PER_MILLI, Double::sum);
    }
  }

  private static String meant(Owner owner) {
    try {
      return Databases.preview(owner).backend();
    } catch (RuntimeException e) {
      return UNKNOWN;
    }
  }

  /** A condition asks what would be there: the test may be skipped. */
  static void meant(ExtensionContext context, String backend) {
    RunNotes notes = of(context);
    if (notes != null) {
      notes.backends.putIfAbsent(context.getUniqueId(), backend);
    }
  }

  void begins(String id) {
    running.put(Thread.currentThread(), id);
  }

  void ends(String id) {
    running.values().removeIf(id::equals);
  }

  /** On the thread of a test; what other threads were refused is nobody's. */
  void refused(SQLException refusal) {
    String id = running.get(Thread.currentThread());
    if (id != null) {
      refusals.computeIfAbsent(id, key -> ConcurrentHashMap.newKeySet()).add(describe(refusal));
    }
  }

  private static String describe(SQLException refusal) {
    return refusal instanceof UnsupportedSqlException unsupported
        ? unsupported.feature() + ": " + unsupported.statement().strip().replaceAll("\\s+", " ")
        : String.valueOf(refusal.getMessage()).lines().findFirst().orElse("");
  }

  @Nullable String backend(String id) {
    return backends.get(id);
  }

  double preparationMillis(String id) {
    return preparations.getOrDefault(id, 0.0);
  }

  List<String> refused(String id) {
    return refusals.getOrDefault(id, Set.of()).stream().sorted().toList();
  }
}
