// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that an expression sees, and what it is allowed to contain. */
final class Scope {

  /** A visible column. */
  record Item(String name, PgType type, int typmod, String sql, Typed.@Nullable Origin origin) {}

  /** A visible relation; hidden columns are those that USING merged. */
  record Source(
      String name,
      @Nullable String schema,
      List<Item> items,
      @Nullable Table table,
      Set<String> hidden,
      boolean scalar) {

    Source(
        String name,
        @Nullable String schema,
        List<Item> items,
        @Nullable Table table,
        Set<String> hidden) {
      this(name, schema, items, table, hidden, false);
    }
  }

  /** A common table expression. */
  record CommonTable(String sqlite, List<Item> items) {}

  private final @Nullable Scope parent;
  private final List<Source> sources = new ArrayList<>();
  private final Map<String, CommonTable> commonTables = new HashMap<>();
  private final List<Select.NamedWindow> windows = new ArrayList<>();
  private final Set<String> groups = new HashSet<>();
  private final List<Typed> ungrouped = new ArrayList<>();
  private final List<Lateral> laterals = new ArrayList<>();
  private String forbidsAggregates = "";
  private boolean aggregates;
  private boolean setsAllowed;
  private int groupedLaterals;
  private boolean windowed;
  private int insideAggregate;
  private final GroupingSet groupingSet = new GroupingSet(groups);

  /** A set-returning function of the select list, moved to FROM. */
  record Lateral(String set, String alias) {}

  Scope(@Nullable Scope parent) {
    this.parent = parent;
  }

  @Nullable Scope parent() {
    return parent;
  }

  List<Source> sources() {
    return sources;
  }

  void add(Source source) {
    for (Source other : sources) {
      boolean same =
          other.name().equals(source.name()) && Objects.equals(other.schema(), source.schema());
      if (same && !source.name().isEmpty()) {
        throw new PgException(
            "42712", "table name \"" + source.name() + "\" specified more than once");
      }
    }
    sources.add(source);
  }

  void define(String name, CommonTable table) {
    commonTables.put(name, table);
  }

  /** Takes over the common tables of another scope. */
  void inherit(Scope other) {
    commonTables.putAll(other.commonTables);
  }

  @Nullable CommonTable commonTable(String name) {
    CommonTable found = commonTables.get(name);
    return found == null && parent != null ? parent.commonTable(name) : found;
  }

  List<Select.NamedWindow> windows() {
    return windows;
  }

  Set<String> groups() {
    return groups;
  }

  List<Typed> ungrouped() {
    return ungrouped;
  }

  List<Lateral> laterals() {
    return laterals;
  }

  /** The sets so far are keys of GROUP BY, and are spread before rows are grouped. */
  void groupLaterals() {
    groupedLaterals = laterals.size();
  }

  /** A window function was met, which sees rows before the sets of the select list spread them. */
  void window() {
    windowed = true;
  }

  boolean hasWindow() {
    return windowed;
  }

  int groupedLaterals() {
    return groupedLaterals;
  }

  /** The set that is a key of GROUP BY already. */
  @Nullable Lateral groupedLateral(String set) {
    return laterals.subList(0, groupedLaterals).stream()
        .filter(lateral -> lateral.set().equals(set))
        .findFirst()
        .orElse(null);
  }

  boolean setsAllowed() {
    return setsAllowed;
  }

  void allowSets(boolean allowed) {
    setsAllowed = allowed;
  }

  /** Which grouping set this is. */
  GroupingSet groupingSet() {
    return groupingSet;
  }

  /** Null for a key of another grouping set, outside of aggregates. */
  @Nullable Typed nulled(String identity) {
    Typed found = insideAggregate > 0 ? null : groupingSet.nulled(identity);
    return found == null && parent != null ? parent.nulled(identity) : found;
  }

  /** While the arguments of GROUPING are resolved, they are not values. */
  void enterGrouping() {
    insideAggregate++;
  }

  void leaveGrouping() {
    insideAggregate--;
  }

  boolean hasAggregates() {
    return aggregates;
  }

  void forbidAggregates(String clause) {
    forbidsAggregates = clause;
  }

  String forbidsAggregates() {
    return forbidsAggregates;
  }

  void enterAggregate(int position) {
    if (!forbidsAggregates.isEmpty()) {
      throw new PgException("42803", "aggregate functions are not allowed in " + forbidsAggregates)
          .at(position);
    }
    if (insideAggregate > 0) {
      throw new PgException("42803", "aggregate function calls cannot be nested").at(position);
    }
    aggregates = true;
    insideAggregate++;
  }

  void leaveAggregate() {
    insideAggregate--;
  }

  /** Looks a column up here and then further out. */
  Typed column(List<String> names, int position) {
    Typed found = find(names, position);
    if (found != null) {
      return found;
    }
    String last = names.get(names.size() - 1);
    Source scalar = names.size() == 1 ? source(last) : null;
    if (scalar != null && scalar.scalar()) {
      Item item = scalar.items().get(0);
      return Typed.of(item.sql(), item.type(), position);
    }
    if (scalar != null) {
      throw PgException.unsupported("a whole row as a value").at(position);
    }
    throw unknown(names, position);
  }

  private PgException unknown(List<String> names, int position) {
    String last = names.get(names.size() - 1);
    if (names.size() == 1) {
      SystemColumns.refuse(last, sources, position);
      return ScopeErrors.noColumn("\"" + last + "\"", position);
    }
    String qualifier = names.get(names.size() - 2);
    if (source(qualifier) != null) {
      SystemColumns.refuse(last, sources, position);
      return ScopeErrors.noColumn(qualifier + "." + last, position);
    }
    return hidesTable(qualifier)
        ? ScopeErrors.hidden(qualifier, position)
        : ScopeErrors.missing(qualifier, position);
  }

  private @Nullable Typed find(List<String> names, int position) {
    String last = names.get(names.size() - 1);
    String qualifier = names.size() > 1 ? names.get(names.size() - 2) : null;
    Item found = null;
    Source owner = null;
    for (Source source : sources) {
      boolean named =
          qualifier == null || (source.name().equals(qualifier) && schemaFits(source, names));
      for (Item item : named ? source.items() : List.<Item>of()) {
        boolean visible = qualifier != null || !source.hidden().contains(item.name());
        if (item.name().equals(last) && visible) {
          if (found != null) {
            throw new PgException("42702", "column reference \"" + last + "\" is ambiguous")
                .at(position);
          }
          found = item;
          owner = source;
        }
      }
    }
    if (found == null || owner == null) {
      return parent == null ? null : parent.find(names, position);
    }
    ScopeErrors.checkKnown(found, owner, position);
    Typed column =
        new Typed(found.sql(), found.type(), found.typmod(), null, 0, found.origin(), position);
    String identity = column.identity();
    boolean grouped = groups.contains(identity) || groupingSet.nulled(identity) != null;
    if (insideAggregate == 0 && !grouped && !keyIsGrouped(owner)) {
      ungrouped.add(column);
    }
    return column;
  }

  private static boolean schemaFits(Source source, List<String> names) {
    return names.size() < 3 || names.get(names.size() - 3).equals(source.schema());
  }

  /** A column depends on its table's primary key, so that grouping by the key is enough. */
  boolean keyIsGrouped(Source source) {
    Table table = source.table();
    var key = table == null ? null : table.primaryKey();
    if (key == null || groups.isEmpty()) {
      return false;
    }
    return source.items().stream()
        .filter(item -> key.columns().contains(item.name()))
        .allMatch(item -> groups.contains(Typed.identity(item.type(), item.sql())));
  }

  /** Whether a table is there, but under an alias. */
  private boolean hidesTable(String name) {
    boolean here =
        sources.stream().anyMatch(s -> s.table() != null && s.table().name().equals(name));
    return here || (parent != null && parent.hidesTable(name));
  }

  @Nullable Source source(String name) {
    for (Source source : sources) {
      if (source.name().equals(name)) {
        return source;
      }
    }
    return parent == null ? null : parent.source(name);
  }
}
