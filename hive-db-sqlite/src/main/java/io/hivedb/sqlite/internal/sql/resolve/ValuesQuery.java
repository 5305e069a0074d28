// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** VALUES with several rows. */
final class ValuesQuery extends Query {

  /** A column of a FROM item. */
  private static final Pattern COLUMN = Pattern.compile("\\br\\d+\\.");

  private static final int MOST_SELECTS = 500;

  private final List<List<Typed>> rows;

  private ValuesQuery(Resolver resolver, List<Output> outputs, List<List<Typed>> rows) {
    super(resolver, outputs);
    this.rows = rows;
  }

  static ValuesQuery of(Resolver resolver, List<List<Typed>> rows) {
    List<Output> outputs = new ArrayList<>();
    List<List<Typed>> copy = new ArrayList<>();
    rows.forEach(row -> copy.add(new ArrayList<>(row)));
    for (int i = 0; i < rows.get(0).size(); i++) {
      int index = i;
      List<Typed> column = copy.stream().map(row -> row.get(index)).toList();
      boolean allUnknown = column.stream().allMatch(Typed::isUnknown);
      Typed first = column.get(0);
      if (!allUnknown) {
        PgType type = resolver.casts().common(column, "VALUES");
        int typmod = Casts.commonTypmod(column, type);
        copy.forEach(row -> row.set(index, resolver.casts().implicit(row.get(index), type)));
        first = Typed.of("NULL", type, typmod, first.position());
      }
      outputs.add(new Output("column" + (i + 1), first));
    }
    return new ValuesQuery(resolver, outputs, copy);
  }

  /** SQLite does not find the columns of VALUES whose cells name columns from outside. */
  private String selects() {
    StringBuilder sql = new StringBuilder();
    for (List<Typed> row : rows) {
      sql.append(sql.isEmpty() ? "SELECT " : " UNION ALL SELECT ");
      for (int i = 0; i < row.size(); i++) {
        sql.append(i == 0 ? "" : ", ")
            .append(row.get(i).sql())
            .append(" AS ")
            .append(columnName(i));
      }
    }
    return sql.toString();
  }

  /** The cells of a column, for an INSERT that casts them one by one. */
  List<List<Typed>> rows() {
    return rows;
  }

  @Override
  void cast(int index, PgType type) {
    rows.forEach(row -> row.set(index, resolver().casts().implicit(row.get(index), type)));
    Output output = outputs().get(index);
    outputs()
        .set(index, new Output(output.name(), Typed.of("NULL", type, output.value().position())));
  }

  @Override
  String columnName(int index) {
    return "column" + (index + 1);
  }

  @Override
  String render() {
    settle();
    boolean correlated =
        rows.stream().anyMatch(row -> row.stream().anyMatch(v -> COLUMN.matcher(v.sql()).find()));
    if (correlated && rows.size() > 1 && rows.size() <= MOST_SELECTS) {
      return selects();
    }
    StringBuilder sql = new StringBuilder("VALUES ");
    for (List<Typed> row : rows) {
      sql.append(sql.length() > 7 ? ", (" : "(");
      for (int i = 0; i < row.size(); i++) {
        sql.append(i == 0 ? "" : ", ").append(row.get(i).sql());
      }
      sql.append(')');
    }
    return sql.toString();
  }
}
