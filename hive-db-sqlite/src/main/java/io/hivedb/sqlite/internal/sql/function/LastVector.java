// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The long text that was read last as a vector: a parameter is read before its statement runs, to
 * see whether it fails, and by the statement.
 */
final class LastVector {

  private static final int LONG = 256;

  private record Read(String text, Object vector) {}

  private static final AtomicReference<@Nullable Read> LAST = new AtomicReference<>();

  private LastVector() {}

  /** The stored value of a text of any type. */
  static Object read(PgType type, String text) {
    if (text.length() < LONG || !type.equals(Types.VECTOR)) {
      return type.read(text);
    }
    Read last = LAST.get();
    if (last != null && last.text().equals(text)) {
      return last.vector();
    }
    Object vector = type.read(text);
    LAST.set(new Read(text, vector));
    return vector;
  }
}
