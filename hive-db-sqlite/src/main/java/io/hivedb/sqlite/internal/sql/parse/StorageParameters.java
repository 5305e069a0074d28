// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The parameters of storage, {@code (name = value, ...)}, of a table, view or index. They change
 * nothing here, but a wrong one is an error as in PostgreSQL.
 */
final class StorageParameters {

  /** The parameters of tables and of TOAST tables, with the bounds of those that are numbers. */
  private static final Map<String, String> TABLE =
      Map.ofEntries(
          Map.entry("fillfactor", "10 100"),
          Map.entry("autovacuum_enabled", "bool"),
          Map.entry("user_catalog_table", "bool"),
          Map.entry("vacuum_truncate", "bool"),
          Map.entry("vacuum_index_cleanup", "other"),
          Map.entry("toast_tuple_target", "128 8160"),
          Map.entry("parallel_workers", "0 1024"),
          Map.entry("autovacuum_vacuum_threshold", "0 2147483647"),
          Map.entry("autovacuum_vacuum_max_threshold", "-1 2147483647"),
          Map.entry("autovacuum_vacuum_insert_threshold", "-1 2147483647"),
          Map.entry("autovacuum_analyze_threshold", "0 2147483647"),
          Map.entry("autovacuum_vacuum_cost_limit", "1 10000"),
          Map.entry("autovacuum_freeze_min_age", "0 1000000000"),
          Map.entry("autovacuum_multixact_freeze_min_age", "0 1000000000"),
          Map.entry("autovacuum_freeze_max_age", "100000 2000000000"),
          Map.entry("autovacuum_multixact_freeze_max_age", "10000 2000000000"),
          Map.entry("autovacuum_freeze_table_age", "0 2000000000"),
          Map.entry("autovacuum_multixact_freeze_table_age", "0 2000000000"),
          Map.entry("log_autovacuum_min_duration", "-1 2147483647"),
          Map.entry("autovacuum_vacuum_cost_delay", "other"),
          Map.entry("autovacuum_vacuum_scale_factor", "other"),
          Map.entry("autovacuum_vacuum_insert_scale_factor", "other"),
          Map.entry("autovacuum_analyze_scale_factor", "other"),
          Map.entry("vacuum_max_eager_freeze_failure_rate", "other"));

  private static final Map<String, String> VIEW =
      Map.of("security_barrier", "bool", "security_invoker", "bool", "check_option", "check");

  private static final Map<String, Map<String, String>> INDEXES =
      Map.of(
          "btree", Map.of("fillfactor", "10 100", "deduplicate_items", "bool"),
          "hash", Map.of("fillfactor", "10 100"),
          "spgist", Map.of("fillfactor", "10 100"),
          "gist", Map.of("fillfactor", "10 100", "buffering", "other"),
          "gin", Map.of("fastupdate", "bool", "gin_pending_list_limit", "64 2147483647"),
          "brin", Map.of("pages_per_range", "1 131072", "autosummarize", "bool"));

  private static final Pattern TRUTH =
      Pattern.compile("t|tr|tru|true|f|fa|fal|fals|false|y|ye|yes|n|no|on|of|off|1|0");

  private final Tokens tokens;

  StorageParameters(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Those of a table or materialized view. */
  void ofTable() {
    parse(TABLE);
  }

  /** Those of a view. */
  void ofView() {
    parse(VIEW);
  }

  /** Whether an index may have a parameter; pgvector's methods have their own check. */
  static void check(String method, Map<String, String> parameters) {
    Map<String, String> known = INDEXES.get(method);
    if (known != null) {
      parameters.forEach((name, value) -> check(known, name, value));
    }
  }

  private void parse(Map<String, String> known) {
    Set<String> seen = new HashSet<>();
    tokens.expectSymbol("(");
    do {
      String name = tokens.label();
      boolean toast = tokens.acceptSymbol(".");
      String parameter = toast ? ofToast(name) : name;
      String value = tokens.acceptOperator("=") ? value() : "true";
      if (!toast && !seen.add(parameter)) {
        throw new PgException("22023", "parameter \"" + parameter + "\" specified more than once");
      }
      if (!parameter.equals("oids")) {
        check(known, parameter, value);
      } else if (!value.toLowerCase(Locale.ROOT).matches("f.*|n.*|of.*|0")) {
        throw tokens.unsupported("WITH (oids)");
      }
    } while (tokens.acceptSymbol(","));
    tokens.expectSymbol(")");
  }

  /** The name of a parameter of the TOAST table, which has only those of vacuuming. */
  private String ofToast(String namespace) {
    if (!namespace.equals("toast")) {
      throw new PgException("22023", "unrecognized parameter namespace \"" + namespace + '"');
    }
    String name = tokens.label();
    if (!name.contains("vacuum_") || name.contains("analyze")) {
      throw new PgException("22023", "unrecognized parameter \"" + name + '"');
    }
    return name;
  }

  /** The names of RESET. */
  void names() {
    tokens.expectSymbol("(");
    do {
      tokens.label();
      if (tokens.acceptSymbol(".")) {
        tokens.label();
      }
      if (tokens.acceptOperator("=")) {
        throw new PgException("42601", "RESET must not include values for parameters");
      }
    } while (tokens.acceptSymbol(","));
    tokens.expectSymbol(")");
  }

  private String value() {
    String sign = tokens.acceptOperator("-") ? "-" : tokens.acceptOperator("+") ? "+" : "";
    return sign + tokens.next().text();
  }

  private static void check(Map<String, String> known, String name, String value) {
    String kind = known.get(name);
    if (kind == null) {
      throw new PgException("22023", "unrecognized parameter \"" + name + "\"");
    }
    switch (kind) {
      case "check" -> throw PgException.unsupported("check_option as a parameter of a view");
      case "bool" -> truth(name, value);
      case "other" -> other(name, value);
      default -> number(name, value, kind.split(" "));
    }
  }

  /** Fractions, and switches with a third position; only what is plainly right is taken. */
  private static void other(String name, String value) {
    boolean isSwitch = name.equals("vacuum_index_cleanup") || name.equals("buffering");
    boolean usual = value.matches(isSwitch ? "auto|on|off" : "\\d{1,2}(\\.\\d+)?");
    boolean rate = name.endsWith("failure_rate");
    if (!usual || (rate && new BigDecimal(value).compareTo(BigDecimal.ONE) > 0)) {
      throw PgException.unsupported("the value " + value + " of the parameter " + name);
    }
  }

  private static void truth(String name, String value) {
    if (!TRUTH.matcher(value.toLowerCase(Locale.ROOT)).matches()) {
      throw new PgException("22023", "invalid value for boolean option \"" + name + "\": " + value);
    }
  }

  private static void number(String name, String value, String[] bounds) {
    if (value.matches("[A-Za-z_]*")) {
      throw new PgException("22023", "invalid value for integer option \"" + name + "\": " + value);
    }
    if (!value.matches("[-+]?\\d{1,9}|1\\d{9}")) {
      throw PgException.unsupported("the value " + value + " of the parameter " + name);
    }
    BigDecimal number = new BigDecimal(value);
    boolean fits =
        number.compareTo(new BigDecimal(bounds[0])) >= 0
            && number.compareTo(new BigDecimal(bounds[1])) <= 0;
    if (!fits) {
      throw new PgException("22023", "value " + value + " out of bounds for option \"" + name + '"')
          .detail("Valid values are between \"" + bounds[0] + "\" and \"" + bounds[1] + "\".");
    }
  }
}
