// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells whoever listens that a pooled connection was refused a statement (SQLState 0A000), on the
 * thread that had sent it. For all databases of the JVM: who refuses does not know whose test it
 * is. Safe to use from several threads at once.
 */
public final class Refusals {

  private static final List<Consumer<SQLException>> LISTENERS = new CopyOnWriteArrayList<>();

  private Refusals() {}

  /**
   * Listens from now on.
   *
   * @param listener is told each refusal, perhaps more than once; it must not throw
   * @return what ends it when it is closed
   */
  public static AutoCloseable listen(Consumer<SQLException> listener) {
    LISTENERS.add(listener);
    return () -> LISTENERS.remove(listener);
  }

  static void tell(SQLException refusal) {
    LISTENERS.forEach(listener -> listener.accept(refusal));
  }
}
