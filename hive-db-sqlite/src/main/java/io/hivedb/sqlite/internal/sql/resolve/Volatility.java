// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import java.util.Set;

/**
 * What PostgreSQL does not call immutable though it is a function of its arguments here: its answer
 * may depend on a setting. Such an expression cannot be indexed or generated.
 */
final class Volatility {

  private static final Set<String> STABLE =
      Set.of(
          "concat",
          "concat_ws",
          "format",
          "to_char",
          "to_date",
          "to_number",
          "array_to_string",
          "to_json",
          "to_jsonb",
          "row_to_json",
          "array_to_json",
          "json_build_object",
          "json_build_array",
          "jsonb_build_object",
          "jsonb_build_array",
          "make_timestamptz",
          "quote_nullable",
          "now",
          "random",
          "clock_timestamp",
          "statement_timestamp",
          "transaction_timestamp",
          "current_timestamp",
          "current_date",
          "current_time",
          "localtime",
          "localtimestamp",
          "gen_random_uuid",
          "uuid_generate_v4",
          "uuidv4",
          "uuidv7",
          "nextval",
          "currval",
          "current_user",
          "session_user",
          "current_setting",
          "to_regclass",
          "pg_get_serial_sequence");

  private static final Set<String> STABLE_OF_ZONED =
      Set.of("date_trunc", "date_part", "extract", "age", "+", "-", "date_add", "date_subtract");

  private static final List<PgType> DATES =
      List.of(Types.DATE, Types.TIME, Types.TIMESTAMP, Types.TIMESTAMPTZ);

  private Volatility() {}

  static boolean isStable(String function, List<PgType> arguments) {
    boolean zoned = arguments.contains(Types.TIMESTAMPTZ);
    return STABLE.contains(function)
        || (zoned && STABLE_OF_ZONED.contains(function) && !isDifference(function, arguments))
        || (function.equals("to_timestamp") && arguments.size() == 2)
        || (function.equals("age") && arguments.size() == 1);
  }

  private static boolean isDifference(String function, List<PgType> arguments) {
    return function.equals("-")
        && arguments.stream().allMatch(type -> type.equals(Types.TIMESTAMPTZ));
  }

  static boolean isStable(PgType from, PgType to) {
    boolean zoned =
        (from.equals(Types.TIMESTAMPTZ) && DATES.contains(to))
            || (to.equals(Types.TIMESTAMPTZ) && DATES.contains(from));
    boolean text = from.category() == 'S' && (DATES.contains(to) || isStableText(to));
    boolean fromText =
        to.category() == 'S'
            && ((DATES.contains(from) && !from.equals(Types.TIME)) || isStableText(from));
    return zoned || text || fromText;
  }

  private static boolean isStableText(PgType type) {
    return type.category() == 'E' || type.isArray();
  }
}
