// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.MoreTypes.*;
import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.OrderItem;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SELECT ... FROM ... as SQLite writes it. */
final class SelectQuery extends Query {

  /** A key of ORDER BY: an output column by its index, or an expression. */
  record Key(int output, @Nullable Typed value, OrderItem item) {}

  private final Windows windows;
  private String with = "";
  private String from = "";
  private String where = "";
  private String groupBy = "";
  private String having = "";
  private boolean distinct;
  private List<Typed> distinctOn = List.of();
  private List<Key> order = List.of();
  private String limit = "";
  private boolean single;
  private boolean ties;
  private @Nullable String locked;
  private String number = "";
  private boolean numbered;

  SelectQuery(Resolver resolver, List<Output> outputs) {
    super(resolver, outputs);
    this.windows = new Windows(resolver);
  }

  void from(String sql) {
    from = sql;
  }

  void where(String sql) {
    where = sql;
  }

  void group(String by, String condition) {
    groupBy = by;
    having = condition;
  }

  void distinct(boolean value, List<Typed> on) {
    distinct = value;
    distinctOn = on;
  }

  boolean isDistinct() {
    return distinct;
  }

  /** What stands around the body. */
  void surround(String commonTables, List<Key> keys, String limits) {
    with = commonTables;
    order = keys;
    limit = limits;
  }

  /** FETCH ... WITH TIES. */
  void ties(boolean value) {
    ties = value;
    if (value && (distinct || !distinctOn.isEmpty())) {
      throw PgException.unsupported("FETCH ... WITH TIES with DISTINCT");
    }
  }

  /** The one table whose rows a query locks gives their numbers on demand. */
  void locks(String tableKey, String rowNumber) {
    locked = tableKey;
    number = rowNumber;
  }

  @Override
  @Nullable String numberRows() {
    numbered = true;
    return locked;
  }

  void single() {
    single = true;
  }

  @Override
  boolean isSingleRow() {
    return single
        || (!ties
            && limit.startsWith(" LIMIT 1")
            && (limit.length() == 8 || limit.charAt(8) == ' '));
  }

  @Override
  String render() {
    settle();
    if (ties) {
      return with + withTies();
    }
    String body =
        distinctOn.isEmpty()
            ? "SELECT " + (distinct ? "DISTINCT " : "") + columns(distinct) + tail() + orderBy("")
            : oneOfEach();
    return with + body + limit;
  }

  private String columns(boolean collated) {
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < outputs().size(); i++) {
      Typed value = outputs().get(i).value();
      String collation = collated ? value.type().collate() : "";
      sql.append(i == 0 ? "" : ", ")
          .append(collated ? distinct(value) : value.sql())
          .append(collation)
          .append(" AS ")
          .append(columnName(i));
    }
    if (sql.isEmpty()) {
      sql.append("NULL AS c1");
    }
    return numbered && !number.isEmpty() ? sql + ", " + number : sql.toString();
  }

  /** SQLite tells vectors apart by their bits, PostgreSQL does not tell -0 from 0. */
  private static String distinct(Typed value) {
    Equality.require(value.type(), value.position());
    return distinct(value.sql(), value.type());
  }

  static String distinct(String sql, PgType type) {
    RowValues.refuse(type, "DISTINCT");
    return isVector(type) ? "pg_" + type.name() + "_distinct(" + sql + ")" : sql;
  }

  private String tail() {
    return (from.isEmpty() ? "" : " FROM " + from)
        + (where.isEmpty() ? "" : " WHERE " + where)
        + (groupBy.isEmpty() ? "" : " GROUP BY " + groupBy)
        + (having.isEmpty() ? "" : " HAVING " + having);
  }

  private String orderBy(String prefix) {
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < order.size(); i++) {
      sql.append(sql.isEmpty() ? " ORDER BY " : ", ").append(key(order.get(i), prefix, i));
      sql.append(Windows.direction(order.get(i).item()));
    }
    return sql.toString();
  }

  private String key(Key key, String prefix, int index) {
    if (!prefix.isEmpty()) {
      return prefix + index;
    }
    Typed value = key.value();
    if (key.output() < 0 && value != null) {
      return windows.sortKey(resolver().casts().settle(value));
    }
    Typed output = outputs().get(key.output()).value();
    Equality.requireOrder(output.type(), key.item().key().position());
    String plain = String.valueOf(key.output() + 1);
    String keyed = windows.sortKey(output);
    if (keyed.equals("CAST(" + output.sql() + " AS INTEGER)")) {
      return plain;
    }
    boolean byPosition = keyed.equals(output.sql()) || keyed.startsWith(output.sql() + " COLLATE ");
    return byPosition ? plain + keyed.substring(output.sql().length()) : keyed;
  }

  /** The rows up to the last one of the limit, and those that sort equally. */
  private String withTies() {
    String[] numbers = limit.replaceAll("[^0-9]+", " ").strip().split(" ");
    long skipped = numbers.length > 1 ? Long.parseLong(numbers[1]) : 0;
    long last = Long.parseLong(numbers[0]) + skipped;
    return ranked(
        "rank() OVER (%s) AS n, row_number() OVER (%s) AS m",
        "n <= " + last + " AND m > " + skipped);
  }

  /** DISTINCT ON keeps the first row of each group in the order of the query. */
  private String oneOfEach() {
    StringBuilder partition = new StringBuilder();
    for (Typed key : distinctOn) {
      partition.append(partition.isEmpty() ? "" : ", ").append(windows.key(key));
    }
    return ranked("row_number() OVER (PARTITION BY " + partition + "%s) AS n", "n = 1");
  }

  /** The rows whose place in the order fulfils a condition. */
  private String ranked(String place, String condition) {
    StringBuilder keys = new StringBuilder();
    StringBuilder sort = new StringBuilder();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      Key key = order.get(i);
      Typed value =
          key.output() < 0 && key.value() != null
              ? key.value()
              : outputs().get(key.output()).value();
      String sql = windows.sortKey(resolver().casts().settle(value));
      keys.append(", ").append(sql).append(" AS k").append(i);
      sort.append(i == 0 ? " ORDER BY " : ", ").append(sql).append(Windows.direction(key.item()));
    }
    for (int i = 0; i < outputs().size(); i++) {
      names.add(columnName(i));
    }
    return "SELECT "
        + String.join(", ", names)
        + " FROM (SELECT "
        + columns(false)
        + keys
        + ", "
        + place.replace("%s", sort)
        + tail()
        + ") WHERE "
        + condition
        + orderBy("k");
  }
}
