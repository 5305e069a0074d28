// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.watch;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ends of a connection's transactions, and its statements. */
final class ConnectionNotes implements CallNotes {

  private static final Set<String> ENDS = Set.of("commit", "rollback");

  private final StatementLog log;
  private final int number;

  ConnectionNotes(StatementLog log) {
    this.log = log;
    this.number = log.nextConnection();
  }

  @Override
  public void note(Call call) {
    if (ENDS.contains(call.method())) {
      log.add(number, call, call.method().toUpperCase(Locale.ROOT), List.of());
    }
  }

  @Override
  public CallNotes on(Object @Nullable [] arguments) {
    String sql =
        arguments != null && arguments.length > 0 && arguments[0] instanceof String text
            ? text
            : "";
    return new StatementNotes(log, number, sql);
  }
}
