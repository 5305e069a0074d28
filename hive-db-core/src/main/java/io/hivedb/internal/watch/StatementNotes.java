// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one statement runs, with the values that are bound to it. */
final class StatementNotes implements CallNotes {

  private static final Set<String> RUNS =
      Set.of(
          "execute",
          "executeQuery",
          "executeUpdate",
          "executeLargeUpdate",
          "executeBatch",
          "executeLargeBatch");

  /** Of a longer batch the rest is counted. */
  private static final int BATCH = 5;

  private final StatementLog log;
  private final int connection;
  private final String sql;
  private final Map<String, String> bound = new TreeMap<>();
  private final List<String> batch = new ArrayList<>();
  private int batched;

  StatementNotes(StatementLog log, int connection, String sql) {
    this.log = log;
    this.connection = connection;
    this.sql = sql;
  }

  @Override
  public synchronized void note(Call call) {
    String method = call.method();
    if (RUNS.contains(method)) {
      run(call);
    } else if (call.failure() == null) {
      prepare(method, call.arguments(), call.text());
    }
  }

  private void run(Call call) {
    String text = call.text() == null ? sql : call.text();
    if (call.method().endsWith("Batch")) {
      log.add(connection, call, text + " (a batch of " + batched + ")", List.copyOf(batch));
      clearBatch();
    } else {
      log.add(connection, call, text, values());
    }
  }

  private void prepare(String method, List<@Nullable Object> arguments, @Nullable String text) {
    switch (method) {
      case "clearParameters" -> bound.clear();
      case "clearBatch" -> clearBatch();
      case "addBatch" -> addBatch(text);
      default -> {
        if (method.startsWith("set") && arguments.size() > 1) {
          // Numbers are padded, so that they are in order.
          String name = String.format("%3s", arguments.get(0));
          bound.put(name, log.value(method.equals("setNull") ? null : arguments.get(1)));
        }
      }
    }
  }

  private void addBatch(@Nullable String text) {
    if (batched++ < BATCH) {
      batch.add(text == null ? String.join(", ", values()) : text);
    }
  }

  private void clearBatch() {
    batched = 0;
    batch.clear();
  }

  private List<String> values() {
    List<String> values = new ArrayList<>();
    bound.forEach((name, value) -> values.add(name.strip() + " = " + value));
    return values;
  }

  @Override
  public CallNotes on(Object @Nullable [] arguments) {
    return NONE;
  }
}
