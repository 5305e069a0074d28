// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** UNION, INTERSECT and EXCEPT; each side is a query in brackets of its own. */
final class SetQuery extends Query {

  private final String operator;
  private final boolean all;
  private final Query left;
  private final Query right;

  private SetQuery(
      Resolver resolver,
      List<Output> outputs,
      String operator,
      boolean all,
      Query left,
      Query right) {
    super(resolver, outputs);
    this.operator = operator.toUpperCase(Locale.ROOT);
    this.all = all;
    this.left = left;
    this.right = right;
  }

  static SetQuery of(
      Resolver resolver, String operator, boolean all, Query left, Query right, int position) {
    String name = operator.toUpperCase(Locale.ROOT);
    if (left.outputs().size() != right.outputs().size()) {
      throw new PgException("42601", "each " + name + " query must have the same number of columns")
          .at(right.outputs().isEmpty() ? position : right.outputs().get(0).value().position());
    }
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < left.outputs().size(); i++) {
      List<Typed> pair = List.of(left.outputs().get(i).value(), right.outputs().get(i).value());
      PgType type = resolver.casts().common(pair, name);
      if (!all) {
        Equality.require(type, pair.get(0).position());
      }
      int typmod = Casts.commonTypmod(pair, type);
      left.cast(i, type);
      right.cast(i, type);
      outputs.add(
          new Output(left.outputs().get(i).name(), Typed.of("NULL", type, typmod, position)));
    }
    SetQuery query = new SetQuery(resolver, outputs, operator, all, left, right);
    if (all && !operator.equals("union") && query.hasLooks()) {
      throw PgException.unsupported(name + " ALL of values that may be equal and look different")
          .at(position);
    }
    return query;
  }

  @Override
  void cast(int index, PgType type) {
    left.cast(index, type);
    right.cast(index, type);
    Output output = outputs().get(index);
    outputs()
        .set(index, new Output(output.name(), Typed.of("NULL", type, output.value().position())));
  }

  private String side(Query query, boolean once) {
    StringBuilder columns = new StringBuilder(once ? "DISTINCT " : "");
    for (int i = 0; i < outputs().size(); i++) {
      PgType type = outputs().get(i).value().type();
      String name = query.columnName(i);
      columns.append(i == 0 ? "" : ", ");
      columns.append(all ? name : SelectQuery.distinct(name, type));
      columns.append(all ? "" : type.collate()).append(" AS ").append(columnName(i));
    }
    return "SELECT " + columns + " FROM (" + query.render() + ")";
  }

  /** Whether values can be equal and yet be written otherwise, as 1.0 and 1.00 are. */
  private boolean hasLooks() {
    return outputs().stream()
        .map(output -> output.value().type())
        .anyMatch(type -> type.storage() == Storage.REAL || type.collation() != null);
  }

  /** The nth of equal rows on one side meets the nth on the other. */
  private String counted() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < outputs().size(); i++) {
      names.add(columnName(i));
    }
    return "SELECT "
        + String.join(", ", names)
        + " FROM ("
        + numbered(left)
        + " "
        + operator
        + " "
        + numbered(right)
        + ")";
  }

  private String numbered(Query query) {
    StringBuilder columns = new StringBuilder();
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < outputs().size(); i++) {
      String key = SelectQuery.distinct(query.columnName(i), outputs().get(i).value().type());
      columns.append(key).append(" AS ").append(columnName(i)).append(", ");
      keys.append(i == 0 ? "" : ", ").append(key);
    }
    return "SELECT "
        + columns
        + "row_number() OVER (PARTITION BY "
        + keys
        + ") AS n FROM ("
        + query.render()
        + ")";
  }

  @Override
  String render() {
    if (all && !operator.equals("UNION")) {
      return counted();
    }
    if (all || !hasLooks()) {
      return side(left, false) + " " + operator + (all ? " ALL " : " ") + side(right, false);
    }
    // PostgreSQL keeps the first of equal values, SQLite the last; not so with DISTINCT.
    if (!operator.equals("UNION")) {
      return side(left, true) + " " + operator + " " + side(right, false);
    }
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < outputs().size(); i++) {
      String name = columnName(i);
      String collation = outputs().get(i).value().type().collate();
      columns.append(i == 0 ? "" : ", ").append(name).append(collation).append(" AS ").append(name);
    }
    return "SELECT DISTINCT "
        + columns
        + " FROM ("
        + side(left, false)
        + " UNION ALL "
        + side(right, false)
        + ")";
  }
}
