// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of errors that came out of SQL as texts: what the text names. */
final class ErrorFields {

  private static final Pattern NULLS =
      Pattern.compile("column \"(.+)\" of relation \"(.+)\" contains null values");
  private static final Pattern ROWS =
      Pattern.compile("check constraint \"(.+)\" of relation \"(.+)\" is violated by some row");
  private static final Pattern VALUE =
      Pattern.compile("value for domain (.+) violates check constraint \"(.+)\"");
  private static final Pattern NULL = Pattern.compile("domain (.+) does not allow null values");

  private ErrorFields() {}

  static PgException of(PgException error, Catalog catalog) {
    if (!error.sqlState().equals("23502") && !error.sqlState().equals("23514")) {
      return error;
    }
    Matcher nulls = NULLS.matcher(error.text());
    if (nulls.matches()) {
      return table(error, catalog, nulls.group(2), nulls.group(1), null);
    }
    Matcher rows = ROWS.matcher(error.text());
    if (rows.matches()) {
      return table(error, catalog, rows.group(2), null, rows.group(1));
    }
    Matcher value = VALUE.matcher(error.text());
    if (value.matches()) {
      return domain(error, catalog, value.group(1), value.group(2));
    }
    Matcher none = NULL.matcher(error.text());
    return none.matches() ? domain(error, catalog, none.group(1), null) : error;
  }

  private static PgException table(
      PgException error,
      Catalog catalog,
      String name,
      @Nullable String column,
      @Nullable String constraint) {
    for (Table table : catalog.tables()) {
      if (table.name().equals(name)) {
        return error.on(table.schema(), name, column, constraint);
      }
    }
    return error;
  }

  private static PgException domain(
      PgException error, Catalog catalog, String name, @Nullable String constraint) {
    for (Domain domain : catalog.domains()) {
      if (domain.name().equals(name)) {
        return error.on(domain.schema(), null, null, constraint).dataType(name);
      }
    }
    return error;
  }
}
