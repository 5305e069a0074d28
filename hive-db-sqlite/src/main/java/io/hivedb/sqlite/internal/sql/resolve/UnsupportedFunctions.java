// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.function.Registry;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of functions of PostgreSQL and pgvector that this backend refuses rather than denies. */
final class UnsupportedFunctions {

  private static final Set<String> KNOWN = load();

  /** Functions of extensions that PostgreSQL installations often have. */
  private static final Set<String> OF_EXTENSIONS =
      Set.of(
          "similarity",
          "word_similarity",
          "crypt",
          "gen_salt",
          "digest",
          "hmac",
          "uuid_generate_v1",
          "uuid_generate_v1mc",
          "uuid_generate_v3",
          "uuid_generate_v5",
          "hstore",
          "akeys",
          "avals",
          "levenshtein",
          "soundex",
          "unaccent",
          "metaphone");

  /** Functions that exist for more types than are known here, and those types are rare. */
  private static final Set<String> FOR_RARE_TYPES =
      Set.of(
          "to_char",
          "age",
          "date_trunc",
          "extract",
          "date_part",
          "sum",
          "avg",
          "min",
          "max",
          "round",
          "substring",
          "overlay",
          "position",
          "length",
          "sign",
          "mod",
          "btrim",
          "bit_length",
          "reverse",
          "overlaps",
          "timezone");

  /** Functions that exist with more arguments than are known here. */
  private static final Set<String> WITH_MORE_ARGUMENTS =
      Set.of(
          "unnest",
          "age",
          "to_char",
          "to_timestamp",
          "generate_series",
          "regexp_replace",
          "regexp_match",
          "regexp_count",
          "regexp_instr",
          "regexp_substr",
          "string_agg",
          "jsonb_path_query_first",
          "jsonb_path_exists",
          "random",
          "array_position",
          "width_bucket",
          "array_fill",
          "string_to_array",
          "pg_advisory_lock",
          "pg_advisory_xact_lock",
          "pg_try_advisory_lock",
          "pg_advisory_unlock",
          "obj_description",
          "percentile_cont");

  private UnsupportedFunctions() {}

  private static Set<String> load() {
    try (InputStream file =
        UnsupportedFunctions.class.getResourceAsStream("refused-functions.txt")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> Stream.of(line.split(" ")))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether PostgreSQL or pgvector may have the function for these arguments. */
  static boolean isKnown(String name, List<Typed> arguments) {
    boolean rare = arguments.stream().anyMatch(argument -> isRare(argument.type()));
    boolean absent = Registry.instance().functions(name).isEmpty();
    return (absent && (KNOWN.contains(name) || OF_EXTENSIONS.contains(name)))
        || (WITH_MORE_ARGUMENTS.contains(name) && !isDenied(name, arguments))
        || (rare && FOR_RARE_TYPES.contains(name));
  }

  /** unnest takes arrays, and types that are refused as a whole. */
  private static boolean isDenied(String name, List<Typed> arguments) {
    return name.equals("unnest")
        && arguments.size() == 1
        && arguments.get(0).type().category() != 'X'
        && !isRare(arguments.get(0).type());
  }

  private static boolean isRare(PgType type) {
    return type.isArray()
        || type.category() == 'E'
        || type.equals(Types.INTERVAL)
        || type.equals(Types.TIME)
        || type.equals(Types.BYTEA)
        || type.equals(Types.JSON)
        || type.equals(Types.UUID)
        || type.equals(Types.REGCLASS)
        || type.equals(Types.OID);
  }
}
