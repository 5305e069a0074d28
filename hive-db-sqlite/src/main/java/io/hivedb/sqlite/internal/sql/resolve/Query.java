// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A resolved query, whose output columns may still be cast before it is written. */
abstract class Query {

  /** An output column. */
  record Output(String name, Typed value) {}

  private final Resolver resolver;
  private final List<Output> outputs;

  Query(Resolver resolver, List<Output> outputs) {
    this.resolver = resolver;
    this.outputs = new ArrayList<>(outputs);
  }

  Resolver resolver() {
    return resolver;
  }

  List<Output> outputs() {
    return outputs;
  }

  /** The name of an output column in SQLite. */
  String columnName(int index) {
    return "c" + (index + 1);
  }

  /**
   * Gives the numbers of the rows behind the last column, where the query locks those of one table.
   *
   * @return the key of the table; null where there are no numbers
   */
  @Nullable String numberRows() {
    return null;
  }

  /** Casts an output column. */
  void cast(int index, PgType type) {
    Output output = outputs.get(index);
    outputs.set(index, new Output(output.name(), resolver.casts().implicit(output.value(), type)));
  }

  /** Gives type text to what nothing gave a type. */
  void settle() {
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i).value().isUnknown()) {
        cast(i, Types.TEXT);
      }
    }
  }

  /** The only output column, for a query that is used as a value. */
  Typed single(int position) {
    if (outputs.size() != 1) {
      throw new PgException("42601", "subquery must return only one column").at(position);
    }
    settle();
    return outputs.get(0).value();
  }

  /** Whether it cannot return more than one row. */
  boolean isSingleRow() {
    return false;
  }

  /** The visible columns under an alias. */
  List<Scope.Item> items(String alias, List<String> names) {
    settle();
    List<Scope.Item> items = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      Output output = outputs.get(i);
      Typed value = output.value();
      String name = i < names.size() ? names.get(i) : output.name();
      String sql = alias + "." + columnName(i);
      items.add(new Scope.Item(name, value.type(), value.typmod(), sql, value.origin()));
    }
    return items;
  }

  /** SQLite's SQL. */
  abstract String render();
}
