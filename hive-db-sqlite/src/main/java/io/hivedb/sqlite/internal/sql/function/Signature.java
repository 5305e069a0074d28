// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function, operator or aggregate as overload resolution sees it.
 *
 * @param name its PostgreSQL name
 * @param arguments the types of its arguments
 * @param result the type of its result; ANYELEMENT and ANYARRAY follow the arguments
 * @param kind what it is
 * @param template SQLite's SQL with {@code {0}}, {@code {1}} ... for the arguments and {@code {t}}
 *     for the OID of the element type of a polymorphic call
 * @param minimum how many arguments must be given; the rest have defaults in the function
 */
public record Signature(
    String name, List<PgType> arguments, PgType result, Kind kind, String template, int minimum) {

  /** What a signature stands for. */
  public enum Kind {
    /** A function of one row. */
    SCALAR,
    /** One that PostgreSQL has and this backend refuses; it takes part in the choice. */
    REFUSED,
    /** A function that returns a set; the template makes the JSON array for json_each. */
    SET,
    /** An aggregate. */
    AGGREGATE,
    /** A function that needs OVER. */
    WINDOW
  }

  /** The type of an argument; {@code null} beyond the last. */
  public @Nullable PgType argument(int index) {
    return index < arguments.size() ? arguments.get(index) : null;
  }
}
