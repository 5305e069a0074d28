// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

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
          "pg_get_serial_sequence",
          "convert_from",
          "convert_to",
          "lastval",
          "setval",
          "set_config",
          "current_schema",
          "current_schemas",
          "current_database",
          "current_catalog",
          "current_role",
          "user",
          "version",
          "getdatabaseencoding",
          "format_type",
          "oidvectortypes",
          "obj_description",
          "col_description",
          "shobj_description",
          "to_regtype",
          "to_regnamespace",
          "to_regrole",
          "to_regproc",
          "to_regprocedure");

  private static final Set<String> STABLE_OF_ZONED =
      Set.of("date_trunc", "date_part", "extract", "+", "-", "date_add", "date_subtract");

  /** What is immutable of the functions whose names begin so; the others look at the database. */
  private static final Pattern OF_DATABASE =
      Pattern.compile("has_\\w+_privilege|pg_(?!size_pretty$|size_bytes$)\\w+");

  private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", "<=", ">", ">=");

  private static final List<PgType> DATES =
      List.of(Types.DATE, Types.TIME, Types.TIMESTAMP, Types.TIMESTAMPTZ);

  private Volatility() {}

  static boolean isStable(String function, List<PgType> arguments) {
    boolean zoned = arguments.contains(Types.TIMESTAMPTZ);
    return STABLE.contains(function)
        || OF_DATABASE.matcher(function).matches()
        || (zoned && STABLE_OF_ZONED.contains(function) && !isDifference(function, arguments))
        || (zoned && COMPARISONS.contains(function) && isMixed(arguments))
        || (zoned && function.equals("overlaps") && arguments.contains(Types.INTERVAL))
        || (function.equals("to_timestamp") && arguments.size() == 2)
        || (function.equals("age") && arguments.size() == 1);
  }

  private static boolean isMixed(List<PgType> arguments) {
    return arguments.contains(Types.DATE) || arguments.contains(Types.TIMESTAMP);
  }

  /** Neither the difference of two moments nor a truncation in a named zone needs the setting. */
  private static boolean isDifference(String function, List<PgType> arguments) {
    boolean moments = arguments.stream().allMatch(type -> type.equals(Types.TIMESTAMPTZ));
    return (function.equals("-") && moments)
        || (function.equals("date_trunc") && arguments.size() == 3);
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
    boolean reads = type.equals(Types.INTERVAL) || type.category() == 'R';
    return reads || type.category() == 'E' || type.isArray() || Types.isReference(type);
  }
}
