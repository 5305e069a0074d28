// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The settings that are known: each has a default, some have a range or are fixed. */
public final class SettingNames {

  private static final Map<String, String> DEFAULTS = new HashMap<>();
  private static final Map<String, long[]> RANGES =
      Map.of(
          "hnsw.ef_search",
          new long[] {1, 1000},
          "ivfflat.probes",
          new long[] {1, 32_768},
          "hnsw.max_scan_tuples",
          new long[] {1, Integer.MAX_VALUE},
          "ivfflat.max_probes",
          new long[] {1, 32_768});
  private static final Map<String, List<String>> CHOICES =
      Map.of(
          "hnsw.iterative_scan", List.of("off", "relaxed_order", "strict_order"),
          "ivfflat.iterative_scan", List.of("off", "relaxed_order"),
          "default_transaction_isolation",
              List.of("read committed", "read uncommitted", "repeatable read", "serializable"));

  /** The version of PostgreSQL whose answers are given, that of the backend {@code pglite}. */
  public static final String VERSION = "18.6";

  /** The version of pgvector that goes with it. */
  public static final String PGVECTOR = "0.8.7";

  private static final Map<String, String> FIXED =
      Map.of(
          "timezone",
          "UTC",
          "client_encoding",
          "UTF8",
          "standard_conforming_strings",
          "on",
          "intervalstyle",
          "postgres",
          "bytea_output",
          "hex",
          "datestyle",
          "ISO, MDY",
          "extra_float_digits",
          "1");

  static {
    String all =
        "search_path=\"$user\", public|statement_timeout=0|lock_timeout=0|idle_in_transaction_session_timeout=0|application_name="
            + "|client_min_messages=notice|timezone=UTC|client_encoding=UTF8|standard_conforming_strings=on|intervalstyle=postgres|bytea_output=hex"
            + "|datestyle=ISO, MDY|extra_float_digits=1|hnsw.ef_search=40|hnsw.iterative_scan=off|hnsw.max_scan_tuples=20000|hnsw.scan_mem_multiplier=1"
            + "|ivfflat.probes=1|ivfflat.iterative_scan=off|ivfflat.max_probes=32768|default_transaction_isolation=read committed"
            + "|transaction_isolation=read committed|default_transaction_read_only=off|transaction_read_only=off|server_version="
            + VERSION
            + "|server_version_num=180006"
            + "|server_encoding=UTF8|enable_seqscan=on|enable_indexscan=on|enable_bitmapscan=on|enable_indexonlyscan=on|work_mem=4MB|maintenance_work_mem=64MB|max_parallel_workers_per_gather=2"
            + "|max_parallel_maintenance_workers=2|synchronous_commit=on|row_security=on|check_function_bodies=on|xmloption=content|default_tablespace="
            + "|default_table_access_method=heap|jit=on|max_connections=100|max_identifier_length=63|block_size=8192|integer_datetimes=on|is_superuser=on|session_authorization=postgres|hive.user=postgres|hive.database=postgres";
    for (String one : all.split("\\|")) {
      int equals = one.indexOf('=');
      DEFAULTS.put(one.substring(0, equals), one.substring(equals + 1));
    }
  }

  private SettingNames() {}

  /** The defaults of all settings. */
  public static Map<String, String> defaults() {
    return new HashMap<>(DEFAULTS);
  }

  /** The name as SHOW heads its column. */
  public static String shown(String name) {
    return switch (name) {
      case "timezone" -> "TimeZone";
      case "datestyle" -> "DateStyle";
      case "intervalstyle" -> "IntervalStyle";
      default -> name;
    };
  }

  /** The value as it is kept, or PostgreSQL's error, or a refusal of what would change answers. */
  public static String checked(String name, List<String> values) {
    String value = String.join(", ", values);
    if (!DEFAULTS.containsKey(name)
        && (name.indexOf('.') < 0 || name.startsWith("hnsw.") || name.startsWith("ivfflat."))) {
      if (RefusedSettings.contains(name)) {
        throw PgException.unsupported("the setting " + name);
      }
      throw new PgException("42704", "unrecognized configuration parameter \"" + name + "\"");
    }
    long[] range = RANGES.get(name);
    if (range != null) {
      range(name, value, range);
    }
    List<String> choices = CHOICES.get(name);
    if (choices != null && !choices.contains(value.toLowerCase(Locale.ROOT))) {
      throw new PgException(
              "22023", "invalid value for parameter \"" + name + "\": \"" + value + "\"")
          .hint("Available values: " + String.join(", ", choices) + ".");
    }
    String shown = SettingValues.shown(name, value);
    fixed(name, shown);
    if (name.equals("idle_in_transaction_session_timeout") && !shown.equals("0")) {
      throw PgException.unsupported("the setting " + name + " = " + shown);
    }
    return shown;
  }

  /** The milliseconds of a timeout's value, as it is kept. */
  public static long millis(String shown) {
    return shown.equals("0") ? 0 : SettingValues.millis(shown);
  }

  private static void range(String name, String value, long[] range) {
    if (!value.matches("-?\\d{1,10}")) {
      throw new PgException(
          "22023", "invalid value for parameter \"" + name + "\": \"" + value + "\"");
    }
    long number = Long.parseLong(value);
    if (number < range[0] || number > range[1]) {
      throw new PgException(
          "22023",
          number
              + " is outside the valid range for parameter \""
              + name
              + "\" ("
              + range[0]
              + " .. "
              + range[1]
              + ")");
    }
  }

  private static void fixed(String name, String value) {
    String only = FIXED.get(name);
    if (only == null || only.equalsIgnoreCase(value)) {
      return;
    }
    boolean utc = name.equals("timezone") && value.matches("(?i)utc|gmt|etc/utc|z|0|00:00");
    boolean utf8 = name.equals("client_encoding") && value.matches("(?i)utf-?8|unicode");
    boolean iso = name.equals("datestyle") && value.matches("(?i)iso(, ?mdy)?");
    boolean digits = name.equals("extra_float_digits") && value.matches("[1-3]");
    if (!utc && !utf8 && !iso && !digits) {
      throw PgException.unsupported("the setting " + name + " = " + value);
    }
  }
}
