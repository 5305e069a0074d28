// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The variables that a statement of a routine sees. All of them are parameters of its plan, in this
 * order.
 *
 * @param arguments how many come first that are {@code $1}, {@code $2} ...
 * @param groups variables by what may stand before their names
 * @param columnsFirst whether a column hides a variable of its name, as in SQL; PL/pgSQL sees an
 *     error in that
 */
public record Variables(int arguments, List<Group> groups, boolean columnsFirst) {

  /** No variables. */
  public static final Variables NONE = new Variables(0, List.of(), false);

  /**
   * Variables that share a qualifier, or the fields of a record.
   *
   * @param name the qualifier
   * @param qualified whether they are found by it alone
   * @param items the variables
   */
  public record Group(String name, boolean qualified, List<Item> items) {}

  /** One variable. */
  public record Item(String name, PgType type, int typmod) {}

  /** The types in their order. */
  List<PgType> types() {
    List<PgType> types = new ArrayList<>();
    groups.forEach(group -> group.items().forEach(item -> types.add(item.type())));
    return types;
  }

  /** What surrounds the statement. */
  Scope scope() {
    Scope scope = new Scope(null);
    int number = 0;
    for (Group group : groups) {
      List<Scope.Item> items = new ArrayList<>();
      Set<String> hidden = new HashSet<>();
      for (Item item : group.items()) {
        number++;
        items.add(new Scope.Item(item.name(), item.type(), item.typmod(), "?" + number, null));
        if (group.qualified()) {
          hidden.add(item.name());
        }
      }
      scope.add(new Scope.Source(group.name(), null, items, null, hidden));
    }
    scope.variables(!columnsFirst);
    return scope;
  }
}
