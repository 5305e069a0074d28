// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.type.Floats;
import io.hivedb.sqlite.internal.sql.type.Interval;
import io.hivedb.sqlite.internal.sql.type.Json;
import io.hivedb.sqlite.internal.sql.type.Numerics;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The stored values that a function is called with, and the session that calls it. */
public interface Args {

  /** How many there are. */
  int size();

  /** The stored value: {@code Long}, {@code Double}, {@code String}, bytes or null. */
  @Nullable Object raw(int index);

  /** The session that calls. */
  SessionContext session();

  /** Whether a value is null. */
  default boolean isNull(int index) {
    return raw(index) == null;
  }

  /** A value that is not null. */
  default Object value(int index) {
    return Objects.requireNonNull(raw(index));
  }

  /** A text. */
  default String text(int index) {
    return value(index).toString();
  }

  /** An integer. */
  default long integer(int index) {
    return ((Number) value(index)).longValue();
  }

  /** An integer as int. */
  default int small(int index) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, integer(index)));
  }

  /** A boolean. */
  default boolean bool(int index) {
    return integer(index) != 0;
  }

  /** A float. */
  default double real(int index) {
    return Floats.value(value(index));
  }

  /** Bytes. */
  default byte[] bytes(int index) {
    return (byte[]) value(index);
  }

  /** A numeric. */
  default BigDecimal numeric(int index) {
    return Numerics.parse(text(index));
  }

  /** An interval. */
  default Interval interval(int index) {
    return Interval.parse(text(index));
  }

  /** A JSON value. */
  default @Nullable Object json(int index) {
    return Json.parse(text(index));
  }
}
