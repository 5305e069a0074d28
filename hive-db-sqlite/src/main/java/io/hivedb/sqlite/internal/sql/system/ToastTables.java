// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.catalog.Typmods;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import java.util.Map;

/**
 * The tables in which PostgreSQL would keep long values. There are none here, but the catalogue
 * lists them, as PostgreSQL's does from the moment that a table is made.
 */
final class ToastTables {

  private static final long FIRST = 3_500_000_000L;
  private static final int THRESHOLD = 2032;
  private static final int HEADER = 24;
  private static final int BYTES = 4;

  private ToastTables() {}

  /** Those that PostgreSQL gives one; temporary ones are in a schema of their own. */
  static List<Table> of(Catalog catalog) {
    return catalog.tables().stream()
        .filter(table -> !table.temporary() && isToasted(table))
        .toList();
  }

  static long oid(Table table) {
    return FIRST + 2L * table.oid();
  }

  /** Whether a row may be longer than a part of a page, and has what can be moved out of it. */
  static boolean isToasted(Table table) {
    long length = 0;
    boolean movable = false;
    for (Column column : table.columns()) {
      if (column.generated() != null && column.virtual()) {
        continue;
      }
      int fixed = fixed(column.type())[0];
      int align = fixed(column.type())[1];
      length = (length + align - 1) / align * align;
      if (fixed > 0) {
        length += fixed;
        continue;
      }
      long most = most(column);
      movable = true;
      if (most < 0) {
        return true;
      }
      length += most;
    }
    long header = (HEADER - 1L + (table.columns().size() + 7) / 8 + 7) / 8 * 8;
    return movable && header + (length + 7) / 8 * 8 > THRESHOLD;
  }

  /** The bytes of a type whose values are all equally long, and what they are aligned to. */
  private static final Map<String, int[]> FIXED =
      Map.ofEntries(
          Map.entry("bool", new int[] {1, 1}),
          Map.entry("char", new int[] {1, 1}),
          Map.entry("name", new int[] {64, 1}),
          Map.entry("uuid", new int[] {16, 1}),
          Map.entry("int2", new int[] {2, 2}),
          Map.entry("int4", new int[] {4, 4}),
          Map.entry("oid", new int[] {4, 4}),
          Map.entry("date", new int[] {4, 4}),
          Map.entry("float4", new int[] {4, 4}),
          Map.entry("int8", new int[] {8, 8}),
          Map.entry("float8", new int[] {8, 8}),
          Map.entry("time", new int[] {8, 8}),
          Map.entry("timestamp", new int[] {8, 8}),
          Map.entry("timestamptz", new int[] {8, 8}),
          Map.entry("interval", new int[] {16, 8}));

  private static int[] fixed(PgType type) {
    int[] varying = {-1, 4};
    return type.category() == 'E' ? new int[] {4, 4} : FIXED.getOrDefault(type.name(), varying);
  }

  /** The longest value that a type with its modifier has; -1 where there is no end. */
  private static long most(Column column) {
    int typmod = column.typmod();
    PgType type = column.type();
    if (typmod < 0 || column.domain() != null) {
      return -1;
    }
    if (type.equals(Types.VARCHAR) || type.equals(Types.BPCHAR)) {
      return (typmod - 4L) * BYTES + 4;
    }
    if (type.equals(Types.NUMERIC)) {
      int digits = Typmods.precision(typmod);
      return 8 + 2L * ((digits + 6) / 4);
    }
    return type.name().equals("bit") || type.name().equals("varbit") ? 8 + (typmod + 7L) / 8 : -1;
  }
}
