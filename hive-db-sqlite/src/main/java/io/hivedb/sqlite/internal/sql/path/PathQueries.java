// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.path;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What SQL asks of paths. */
public final class PathQueries {

  private PathQueries() {}

  /** All items; null where a silent call fails. */
  public static @Nullable List<@Nullable Object> find(
      Path path, PathHost host, @Nullable Object json, @Nullable Object variables, boolean silent) {
    try {
      return new PathRun(path, host, json, variables(variables)).all();
    } catch (PathError e) {
      if (silent) {
        return null;
      }
      throw e.error();
    }
  }

  /** Whether there is an item; null where a silent call fails. */
  public static @Nullable Boolean exists(
      Path path, PathHost host, @Nullable Object json, @Nullable Object variables, boolean silent) {
    try {
      return new PathRun(path, host, json, variables(variables)).any();
    } catch (PathError e) {
      if (silent) {
        return null;
      }
      throw e.error();
    }
  }

  /** The truth of a condition. */
  public static @Nullable Boolean match(
      Path path, PathHost host, @Nullable Object json, @Nullable Object variables, boolean silent) {
    List<@Nullable Object> found = find(path, host, json, variables, silent);
    if (found != null && found.size() == 1) {
      Object only = found.get(0);
      if (only == null || only instanceof Boolean) {
        return (Boolean) only;
      }
    }
    if (silent) {
      return null;
    }
    throw new PgException("22038", "single boolean result is expected");
  }

  private static Map<?, ?> variables(@Nullable Object variables) {
    if (variables instanceof Map<?, ?> map) {
      return map;
    }
    throw new PgException("22023", "\"vars\" argument is not an object")
        .detail("Jsonpath parameters should be encoded as key-value pairs of \"vars\" object.");
  }
}
