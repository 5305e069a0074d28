// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.watch;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A value as it is shown; what is read only once is not read. */
final class BoundValue {

  private static final int LONGEST = 200;

  private BoundValue() {}

  static String of(@Nullable Object value) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof CharSequence text) {
      return "'" + cut(text.toString()) + "'";
    }
    if (value instanceof byte[] bytes) {
      String hex = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, LONGEST / 2));
      return "'\\x" + hex + (bytes.length > LONGEST / 2 ? "…" : "") + "'";
    }
    if (value instanceof float[] numbers) {
      return cut(Arrays.toString(numbers));
    }
    if (value instanceof Object[] values) {
      return cut(Arrays.toString(values));
    }
    return isPlain(value) ? cut(text(value)) : "<" + value.getClass().getSimpleName() + ">";
  }

  /** Others, such as streams, would show their address at best. */
  private static boolean isPlain(Object value) {
    try {
      return value.getClass().getMethod("toString").getDeclaringClass() != Object.class;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  /** It is the user's own code. */
  private static String text(Object value) {
    try {
      return String.valueOf(value);
    } catch (RuntimeException e) {
      return "<" + value.getClass().getSimpleName() + ">";
    }
  }

  static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
